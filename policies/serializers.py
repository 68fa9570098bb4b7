"""How policies, measures and indicators are told to programs."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db.models import prefetch_related_objects
from django.utils import translation
from rest_framework.fields import Field
from typing_extensions import TypedDict

from policies.enums import Standing
from policies.money import YearOfMoney
from zaedno.core.named import name_here

if TYPE_CHECKING:
    from policies.models import Measure, ReportLine
    from policies.outline import IndicatorLine, MeasureLine, MilestoneLine, ObjectiveLine
    from policies.progress import Progress


class ProgressFacts(TypedDict):
    """Measures by standing; the percentage is null where nothing can be counted.

    Attributes:
        total: measures that are still promised, dropped ones aside.
        unknown: measures of which nothing was reported; they do not count as 0.
    """

    total: int
    done: int
    late: int
    dropped: int
    unknown: int
    percent: int | None


class ReadingFacts(TypedDict):
    """A value on a day."""

    date: date
    value: Decimal


class TargetFacts(TypedDict):
    """Where an indicator should be at the end of a year."""

    year: int
    value: Decimal


class IndicatorFacts(TypedDict):
    """An indicator with its targets and its last value."""

    id: int
    code: str
    title: str
    text: str
    method: str
    unit_of_measure: str
    direction: str
    frequency: str
    source: str
    baseline: Decimal | None
    baseline_on: date | None
    targets: list[TargetFacts]
    latest: ReadingFacts | None
    stale_since: date | None
    attainment: Decimal | None


class MilestoneFacts(TypedDict):
    """A milestone and the day on which it was reached."""

    title: str
    due: date
    reached_on: date | None
    late: bool


class YearOfMoneyFacts(TypedDict):
    """Planned and spent money of a year in euro; null where nothing was said."""

    year: int
    planned: Decimal | None
    spent: Decimal | None


class MeasureFacts(TypedDict):
    """A promised step; late is derived from the deadline and the status.

    Attributes:
        status: as published; empty where nothing was reported.
        standing: the status, or that the measure is late, or that nothing is known.
        percent: how far it is; null where it does not count.
    """

    id: int
    code: str
    title: str
    text: str
    unit: str | None
    start: date | None
    deadline: date | None
    status: str
    standing: str
    late: bool
    percent: int | None
    weight: int
    milestones: list[MilestoneFacts]
    money: list[YearOfMoneyFacts]
    indicators: list[IndicatorFacts]
    observations: int


class ObjectiveFacts(TypedDict):
    """An aim with its measures."""

    id: int
    code: str
    title: str
    text: str
    weight: int
    progress: ProgressFacts
    measures: list[MeasureFacts]


class ReportLineFacts(TypedDict):
    """What a report says of one measure."""

    measure: int
    done: str
    problems: str
    next: str


class ObjectivesField(Field):
    """The objectives of a policy with their measures, in the language of the page."""

    def to_representation(self, value: Any) -> list[ObjectiveFacts]:
        """Objectives and measures of a policy page."""
        with translation.override(value.locale.language_code):
            return [objective_facts(objective) for objective in value.outline.objectives]


class ProgressField(Field):
    """How far a policy is today."""

    def to_representation(self, value: "Progress") -> ProgressFacts:
        """The counts and the percentage."""
        return progress_facts(value)


class ReportLinesField(Field):
    """What a report says, measure by measure."""

    def to_representation(self, value: Any) -> list[ReportLineFacts]:
        """The lines about published measures, in their order."""
        lines = [line for line in value.all() if line.says_something]
        prefetch_related_objects(lines, "measure__objective")
        return [_report_line(line) for line in lines if _is_published(line.measure)]


def progress_facts(progress: "Progress") -> ProgressFacts:
    """Counts of measures for programs."""
    return {
        "total": progress.total,
        "done": progress.done,
        "late": progress.late,
        "dropped": progress.dropped,
        "unknown": progress.unknown,
        "percent": progress.percent,
    }


def objective_facts(line: "ObjectiveLine") -> ObjectiveFacts:
    """An objective with its measures, in the language of the moment."""
    objective = line.objective
    return {
        "id": objective.pk,
        "code": objective.code,
        "title": objective.title_here,
        "text": objective.text_here,
        "weight": objective.weight,
        "progress": progress_facts(line.progress),
        "measures": [measure_facts(measure) for measure in line.measures],
    }


def measure_facts(line: "MeasureLine") -> MeasureFacts:
    """A measure with its milestones, money and indicators, in the language of the moment."""
    measure = line.measure
    return {
        "id": measure.pk,
        "code": measure.code,
        "title": measure.title_here,
        "text": measure.text_here,
        "unit": name_here(measure.unit),
        "start": measure.start,
        "deadline": measure.deadline,
        "status": line.status,
        "standing": line.standing.value,
        "late": line.standing is Standing.LATE,
        "percent": line.percent,
        "weight": measure.weight,
        "milestones": [_milestone(milestone) for milestone in line.milestones],
        "money": [_year_of_money(year) for year in line.years],
        "indicators": [indicator_facts(indicator) for indicator in line.indicators],
        "observations": line.observation_count,
    }


def indicator_facts(line: "IndicatorLine") -> IndicatorFacts:
    """An indicator with its targets and its last value, in the language of the moment."""
    indicator = line.indicator
    latest = line.latest
    return {
        "id": indicator.pk,
        "code": indicator.code,
        "title": indicator.title_here,
        "text": indicator.text_here,
        "method": indicator.method_here,
        "unit_of_measure": indicator.unit_here,
        "direction": indicator.direction,
        "frequency": indicator.frequency,
        "source": indicator.source_here,
        "baseline": indicator.baseline,
        "baseline_on": indicator.baseline_on,
        "targets": targets_facts(sorted(line.targets.items())),
        "latest": {"date": latest.on, "value": latest.value} if latest else None,
        "stale_since": line.stale_since,
        "attainment": None if line.attainment is None else round(line.attainment, 4),
    }


def targets_facts(targets: Sequence[tuple[int, Decimal]]) -> list[TargetFacts]:
    """Targets by year."""
    return [{"year": year, "value": value} for year, value in targets]


def _milestone(line: "MilestoneLine") -> MilestoneFacts:
    return {
        "title": line.milestone.title_here,
        "due": line.milestone.due,
        "reached_on": line.reached_on,
        "late": line.is_late,
    }


def _year_of_money(year: YearOfMoney) -> YearOfMoneyFacts:
    return {"year": year.year, "planned": year.planned, "spent": year.spent}


def _is_published(measure: "Measure") -> bool:
    return measure.live and measure.objective.live


def _report_line(line: "ReportLine") -> ReportLineFacts:
    return {
        "measure": line.measure_id,
        "done": line.done,
        "problems": line.problems,
        "next": line.next,
    }
