"""What the page of a policy tells, in the order in which it is read."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _

from policies.bars import MoneyBars, Part, money_bars, parts_of
from policies.enums import MeasureStatus, Standing
from policies.models import Measure, PolicyPage
from policies.outline import IndicatorLine, MeasureLine, MilestoneLine, ObjectiveLine, Outline
from policies.progress import Progress
from zaedno.core.languages import Words

# More charts than this are drawn on pages of their own.
MOST_CHARTS = 24
# More measures than this are folded under their objectives.
MOST_MEASURES = 60
# More milestones than this are folded by year.
MOST_MILESTONES = 20


@dataclass(frozen=True)
class Share:
    """A measure, or an objective, as the progress of the policy counts it.

    Attributes:
        title: number and title.
        weight: how much it counts.
        percent: how far it is; None where it does not count.
        standing: why it does not count.
        milestones: how many it has.
        reached: how many of them were reached, which is what a measure in progress counts by.
    """

    title: Words
    weight: int
    percent: int | None
    standing: Standing | None = None
    milestones: int = 0
    reached: int = 0


@dataclass(frozen=True)
class MeasureRow:
    """A measure under its objective; why, where it was dropped."""

    line: MeasureLine
    reason: Words | None


@dataclass(frozen=True)
class ObjectiveBlock:
    """An objective with its measures."""

    line: ObjectiveLine
    rows: tuple[MeasureRow, ...]


@dataclass(frozen=True)
class Step:
    """A milestone, with the measure to which it belongs where the page has several."""

    line: MilestoneLine
    measure: Measure | None


@dataclass(frozen=True)
class YearOfSteps:
    """The milestones of a year."""

    year: int
    steps: tuple[Step, ...]
    is_open: bool


@dataclass(frozen=True)
class Story:
    """A whole policy, ready to be drawn.

    Attributes:
        is_long: whether measures are folded under their objectives.
        is_long_way: whether milestones are folded by year.
        charts: the indicators that are drawn here.
        others: those that are drawn on their own pages only.
    """

    outline: Outline
    parts: tuple[Part, ...]
    shares: tuple[Share, ...]
    objectives: tuple[ObjectiveBlock, ...]
    is_long: bool
    years: tuple[YearOfSteps, ...]
    is_long_way: bool
    money: MoneyBars | None
    charts: tuple[IndicatorLine, ...]
    others: tuple[IndicatorLine, ...]

    @property
    def progress(self) -> Progress:
        """How far the policy is."""
        return self.outline.progress

    @property
    def contents(self) -> list[dict[str, str]]:
        """The sections that the page has, each with its anchor."""
        sections = (
            ("objectives", _("Objectives and measures"), self.objectives),
            ("indicators", _("Indicators"), self.charts),
            ("milestones", _("Milestones"), self.years),
            ("money", _("Money by year"), self.money),
        )
        return [{"anchor": anchor, "title": title} for anchor, title, has in sections if has]


def story_of(policy: PolicyPage, outline: Outline) -> Story:
    """What a policy promised and how far it is."""
    measures = list(outline.measures())
    is_long = len(measures) > MOST_MEASURES
    steps = _steps(measures)
    indicators = tuple(outline.indicators())
    return Story(
        outline=outline,
        parts=parts_of(outline.progress),
        shares=_shares_of_objectives(outline) if is_long else _shares_of_measures(measures),
        objectives=_objectives(outline),
        is_long=is_long,
        years=_years(steps, this_year=outline.on.year),
        is_long_way=len(steps) > MOST_MILESTONES,
        money=money_bars(outline.years),
        charts=indicators[:MOST_CHARTS],
        others=indicators[MOST_CHARTS:],
    )


def _shares_of_measures(measures: Sequence[MeasureLine]) -> tuple[Share, ...]:
    return tuple(
        Share(
            title=_numbered(line.measure.code, line.measure.title_here),
            weight=line.counted.weight,
            percent=line.percent,
            standing=line.standing,
            milestones=len(line.milestones) if line.status == MeasureStatus.IN_PROGRESS else 0,
            reached=sum(each.reached_on is not None for each in line.milestones),
        )
        for line in measures
    )


def _shares_of_objectives(outline: Outline) -> tuple[Share, ...]:
    return tuple(
        Share(
            title=_numbered(line.objective.code, line.objective.title_here),
            weight=sum(each.counted.weight for each in line.measures if each.share is not None),
            percent=line.progress.percent,
        )
        for line in outline.objectives
    )


def _numbered(code: str, title: Words) -> Words:
    return Words(f"{code} {title}", title.language)


def _objectives(outline: Outline) -> tuple[ObjectiveBlock, ...]:
    return tuple(
        ObjectiveBlock(
            line, tuple(MeasureRow(each, each.dropped_because) for each in line.measures)
        )
        for line in outline.objectives
    )


def _steps(measures: Sequence[MeasureLine]) -> list[Step]:
    found = [Step(line, each.measure) for each in measures for line in each.milestones]
    return sorted(found, key=lambda step: step.line.milestone.due)


def _years(steps: Sequence[Step], *, this_year: int) -> tuple[YearOfSteps, ...]:
    return tuple(
        YearOfSteps(year, tuple(group), is_open=year == this_year)
        for year, group in groupby(steps, key=lambda step: step.line.milestone.due.year)
    )
