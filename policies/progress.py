"""How far a policy is: derived from its measures, never typed in."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from policies.enums import FINAL_STATUSES, MeasureStatus


class Promised(Protocol):
    """What progress needs to know of a measure."""

    status: str
    deadline: date | None


@dataclass(frozen=True)
class Progress:
    """Measures by state on a day.

    Attributes:
        total: measures that count, dropped ones aside.
        done: of these, the completed ones.
        late: of these, the ones past their deadline and not done.
    """

    total: int
    done: int
    late: int

    @property
    def percent(self) -> int | None:
        """Share of completed measures, rounded down; None where there is nothing to count."""
        return self.done * 100 // self.total if self.total else None


def is_late(measure: Promised, *, on: date) -> bool:
    """Whether the deadline has passed without the measure being done or dropped."""
    deadline = measure.deadline
    return deadline is not None and deadline < on and measure.status not in FINAL_STATUSES


def progress(measures: Iterable[Promised], *, on: date) -> Progress:
    """Count measures as they stand on a day."""
    counted = [measure for measure in measures if measure.status != MeasureStatus.DROPPED]
    states = Counter(measure.status for measure in counted)
    late = sum(is_late(measure, on=on) for measure in counted)
    return Progress(total=len(counted), done=states[MeasureStatus.DONE], late=late)
