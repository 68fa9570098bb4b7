"""How a policy is told to programs."""

from datetime import date
from typing import TYPE_CHECKING, Any

from rest_framework.fields import Field
from typing_extensions import TypedDict

if TYPE_CHECKING:
    from policies.models import Measure, Objective
    from policies.progress import Progress


class MeasureFacts(TypedDict):
    """A promised step; late is derived from the deadline and the status."""

    id: int
    title: str
    text: str
    status: str
    deadline: date | None
    late: bool


class ObjectiveFacts(TypedDict):
    """An aim with its measures."""

    id: int
    title: str
    text: str
    measures: list[MeasureFacts]


class ProgressFacts(TypedDict):
    """Measures by state; the percentage is null where nothing can be counted."""

    total: int
    done: int
    late: int
    percent: int | None


class ObjectivesField(Field):
    """The objectives of a policy with their measures, in their order."""

    def to_representation(self, value: Any) -> list[ObjectiveFacts]:
        """Objectives and measures."""
        return [_objective(objective) for objective in value.all()]


class ProgressField(Field):
    """How far a policy is today."""

    def to_representation(self, value: "Progress") -> ProgressFacts:
        """The counts and the percentage."""
        return progress_facts(value)


def progress_facts(progress: "Progress") -> ProgressFacts:
    """Counts of measures for programs."""
    return {
        "total": progress.total,
        "done": progress.done,
        "late": progress.late,
        "percent": progress.percent,
    }


def _objective(objective: "Objective") -> ObjectiveFacts:
    return {
        "id": objective.pk,
        "title": objective.title,
        "text": objective.text,
        "measures": [_measure(measure) for measure in objective.measures.all()],
    }


def _measure(measure: "Measure") -> MeasureFacts:
    return {
        "id": measure.pk,
        "title": measure.title,
        "text": measure.text,
        "status": measure.status,
        "deadline": measure.deadline,
        "late": measure.late,
    }
