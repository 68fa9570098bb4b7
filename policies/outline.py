"""A policy as its readers see it: the published promise with the published progress.

Read in a number of queries that does not grow with the policy.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db.models import (
    DateField,
    F,
    OuterRef,
    PositiveSmallIntegerField,
    QuerySet,
    Subquery,
    Value,
)

from policies.enums import TONES, Standing
from policies.models.indicators import Indicator, Target
from policies.models.measures import BudgetLine, Measure, Milestone, Objective
from policies.models.progress import Measurement, MilestoneReached, Spending, StatusEntry
from policies.money import Amount, YearOfMoney, by_year
from policies.progress import Counted, Progress, progress, standing_of
from policies.series import Reading, attainment, stale_since, target_for
from zaedno.core.days import today
from zaedno.core.languages import Words, in_language
from zaedno.core.money import Money
from zaedno.core.visibility import is_public

if TYPE_CHECKING:
    from policies.models.policies import PolicyPage


@dataclass(frozen=True)
class MilestoneLine:
    """A milestone and the day on which it was reached."""

    milestone: Milestone
    reached_on: date | None
    is_late: bool


@dataclass(frozen=True)
class IndicatorLine:
    """An indicator with its targets and published values.

    Attributes:
        readings: the values by date, the baseline not among them.
        targets: value by year.
        stale_since: since when a new value is overdue.
        attainment: part of the way from the baseline to the target that holds, from 0 to 1.
    """

    indicator: Indicator
    readings: tuple[Reading, ...]
    targets: Mapping[int, Decimal]
    stale_since: date | None
    attainment: Decimal | None
    target: Decimal | None

    @property
    def latest(self) -> Reading | None:
        """The last value."""
        return self.readings[-1] if self.readings else None


@dataclass(frozen=True)
class MeasureLine:
    """A measure as it stands on a day."""

    measure: Measure
    standing: Standing
    share: Decimal | None
    milestones: tuple[MilestoneLine, ...]
    amounts: tuple[Amount, ...]
    indicators: tuple[IndicatorLine, ...]
    observation_count: int = 0

    @property
    def tone(self) -> str:
        """Look of the tag that shows the standing."""
        return TONES[self.standing]

    @property
    def years(self) -> list[YearOfMoney]:
        """Planned and spent money by year."""
        return by_year(self.amounts)

    @property
    def counted(self) -> Counted:
        """What progress needs to know of it."""
        weight = self.measure.weight * self.measure.objective.weight
        standing = getattr(self.measure, "standing", None)
        status = standing.status if standing else ""
        return Counted(status, self.measure.deadline, self.share, weight)

    @property
    def percent(self) -> int | None:
        """How far it is, in per cent; None where it does not count."""
        return None if self.share is None else int(self.share * 100)

    @property
    def status(self) -> str:
        """The published status; empty where nothing was reported."""
        return self.counted.status

    @property
    def dropped_because(self) -> Words | None:
        """Why it was given up, in the language of the reader; None where it was not."""
        if self.standing is not Standing.DROPPED:
            return None
        return in_language(self.measure, "dropped_because")


@dataclass(frozen=True)
class ObjectiveLine:
    """An objective with its measures."""

    objective: Objective
    measures: tuple[MeasureLine, ...]
    progress: Progress


@dataclass(frozen=True)
class Outline:
    """A whole policy on a day."""

    on: date
    objectives: tuple[ObjectiveLine, ...] = ()
    progress: Progress = field(default_factory=lambda: Progress({}, None))

    def measures(self) -> Iterator[MeasureLine]:
        """The measures of all objectives, in their order."""
        return (measure for objective in self.objectives for measure in objective.measures)

    def indicators(self) -> Iterator[IndicatorLine]:
        """The indicators of all measures, in their order."""
        return (line for measure in self.measures() for line in measure.indicators)

    @property
    def timeline(self) -> list[MilestoneLine]:
        """The milestones of all measures by date."""
        found = [line for measure in self.measures() for line in measure.milestones]
        return sorted(found, key=lambda line: line.milestone.due)

    @property
    def years(self) -> list[YearOfMoney]:
        """Planned and spent money of all measures by year."""
        return by_year(amount for measure in self.measures() for amount in measure.amounts)


def outline_of(policy: "PolicyPage", *, on: date) -> Outline:
    """What a policy promised, and how far it is on a day by what was published."""
    measures = measure_lines(Measure.objects.of(policy), on=on)
    by_objective: dict[int, list[MeasureLine]] = defaultdict(list)
    for line in measures:
        by_objective[line.measure.objective_id].append(line)
    objectives = tuple(
        ObjectiveLine(
            objective,
            tuple(by_objective[objective.pk]),
            progress((line.counted for line in by_objective[objective.pk]), on=on),
        )
        for objective in Objective.objects.of(policy).live()
    )
    whole = progress((line.counted for line in measures), on=on)
    return Outline(on=on, objectives=objectives, progress=whole)


def measure_lines(measures: "QuerySet[Measure]", *, on: date) -> list[MeasureLine]:
    """Published ones of some measures as they stand on a day; five queries for any number."""
    asked: Any = measures
    live = asked.live().with_observation_counts().select_related("objective", "unit", "standing")
    dropped = StatusEntry.objects.published().filter(measure=OuterRef("pk"))
    found = list(
        live.annotate(
            dropped_because=Subquery(dropped.values("reason")),
            dropped_because_en=Subquery(dropped.values("reason_en")),
        )
    )
    chosen = [measure.pk for measure in found]
    milestones = _milestones(chosen, on=on)
    amounts = _amounts(chosen)
    indicators = _indicators(chosen, on=on)
    return [_line(m, milestones[m.pk], amounts[m.pk], indicators[m.pk], on=on) for m in found]


def _line(
    measure: Measure,
    milestones: Sequence[MilestoneLine],
    amounts: Sequence[Amount],
    indicators: Sequence[IndicatorLine],
    *,
    on: date,
) -> MeasureLine:
    standing = getattr(measure, "standing", None)
    status = standing.status if standing else ""
    return MeasureLine(
        measure=measure,
        standing=standing_of(status, measure.deadline, on=on),
        share=standing.share if standing else None,
        milestones=tuple(milestones),
        amounts=tuple(amounts),
        indicators=tuple(indicators),
        observation_count=getattr(measure, "observation_count", 0),
    )


def _milestones(measures: Sequence[int], *, on: date) -> dict[int, list[MilestoneLine]]:
    reached = MilestoneReached.objects.published().filter(milestone=OuterRef("pk"))
    found = Milestone.objects.filter(measure__in=measures).order_by("due", "pk")
    lines: dict[int, list[MilestoneLine]] = defaultdict(list)
    for milestone in found.annotate(reached_on=Subquery(reached.values("on"))):
        day = milestone.reached_on
        late = day is None and milestone.due < on
        lines[milestone.measure_id].append(MilestoneLine(milestone, day, late))
    return lines


def _amounts(measures: Sequence[int]) -> dict[int, list[Amount]]:
    """Planned and spent amounts in one query."""
    columns = ("measure_id", "year", "side", "source", "amount", "currency")
    planned = BudgetLine.objects.filter(measure__in=measures).annotate(side=Value("planned"))
    spent = Spending.objects.published().filter(measure__in=measures)
    spent = spent.annotate(side=Value("spent"))
    rows = (
        planned.order_by()
        .values_list(*columns)
        .union(spent.order_by().values_list(*columns), all=True)
    )
    amounts: dict[int, list[Amount]] = defaultdict(list)
    for measure, year, side, source, amount, currency in rows:
        amounts[measure].append(Amount(year, side, source, Money(Decimal(amount), currency)))
    return amounts


def _indicators(measures: Sequence[int], *, on: date) -> dict[int, list[IndicatorLine]]:
    found = Indicator.objects.filter(measure__in=measures, live=True).select_related("owner")
    lines: dict[int, list[IndicatorLine]] = defaultdict(list)
    for line in indicator_lines(found, on=on):
        lines[line.indicator.measure_id].append(line)
    return lines


def indicator_lines(indicators: "Iterable[Indicator]", *, on: date) -> list[IndicatorLine]:
    """Some indicators with their targets and published values; one query beside their own."""
    found = list(indicators)
    targets, readings = _series(found)
    return [_indicator(item, readings[item.pk], targets[item.pk], on=on) for item in found]


def _series(
    indicators: Sequence[Indicator],
) -> tuple[dict[int, dict[int, Decimal]], dict[int, list[Reading]]]:
    """Targets by year, and values by date, of each indicator, in one query."""
    aimed = Target.objects.filter(indicator__in=indicators)
    aimed = aimed.annotate(day=Value(None, output_field=DateField()), in_year=F("year"))
    nothing = Value(None, output_field=PositiveSmallIntegerField())
    measured = Measurement.objects.published().filter(indicator__in=indicators)
    measured = measured.annotate(day=F("date"), in_year=nothing)
    columns = ("indicator_id", "day", "in_year", "value")
    rows = (
        measured.order_by()
        .values_list(*columns)
        .union(aimed.order_by().values_list(*columns), all=True)
    )
    targets: dict[int, dict[int, Decimal]] = defaultdict(dict)
    readings: dict[int, list[Reading]] = defaultdict(list)
    for indicator, day, year, value in rows.order_by("day"):
        if day is None:
            targets[indicator][year] = value
        else:
            readings[indicator].append(Reading(day, value))
    return targets, readings


def _indicator(
    indicator: Indicator,
    readings: Sequence[Reading],
    targets: Mapping[int, Decimal],
    *,
    on: date,
) -> IndicatorLine:
    latest = readings[-1] if readings else None
    target = target_for(targets, latest.on.year if latest else on.year)
    return IndicatorLine(
        indicator=indicator,
        readings=tuple(readings),
        targets=targets,
        target=target,
        stale_since=stale_since(latest.on if latest else None, indicator.frequency, on=on),
        attainment=(
            attainment(indicator.baseline, latest.value, target)
            if latest is not None and target is not None
            else None
        ),
    )


def progress_by_policy(policies: Iterable["PolicyPage"], *, on: date) -> dict[Any, Progress]:
    """The progress of some policies by their key of translation, in one query."""
    keys = [policy.translation_key for policy in policies]
    rows = (
        Measure.objects.live()
        .open_to_all()
        .filter(policy__translation_key__in=keys)
        .order_by()
        .values_list(
            "policy__translation_key",
            "standing__status",
            "deadline",
            "standing__share",
            "weight",
            "objective__weight",
        )
    )
    counted: dict[Any, list[Counted]] = defaultdict(list)
    for key, status, deadline, share, weight, objective_weight in rows:
        counted[key].append(Counted(status or "", deadline, share, weight * objective_weight))
    return {key: progress(counted[key], on=on) for key in keys}


def with_progress(policies: Iterable["PolicyPage"]) -> list["PolicyPage"]:
    """Some policies, each knowing its ``progress_today``; one query for the progress of all."""
    listed = list(policies)
    found = progress_by_policy(listed, on=today())
    for policy in listed:
        policy.progress_today = found[policy.translation_key]
    return listed


def objectives_of(policy: "PolicyPage") -> Iterable[Objective]:
    """The published objectives; none where the policy itself is closed and this a translation."""
    original = policy.original
    if original.pk != policy.pk and not is_public(original):
        return ()
    return Objective.objects.of(policy).live()


def words_of(policy: "PolicyPage", language: str) -> list[str]:
    """The words of the published objectives; measures and indicators are found by themselves."""
    return [
        words
        for objective in objectives_of(policy)
        for name in ("title", "text")
        if (words := in_language(objective, name, language))
    ]
