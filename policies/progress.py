"""How far a policy is: derived from its measures, never typed in.

A measure that is done counts as 1, one that has not begun as 0. One in progress counts as the part
of its milestones that were reached, or as a half where it has none; it is never 1 before it is
done. Dropped measures and those of which nothing is known do not count. The progress of an
objective is the mean of its measures by their weights; that of a policy, the mean of its measures
by their weights times those of their objectives.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_FLOOR, Decimal

from policies.enums import FINAL_STATUSES, MeasureStatus, Standing

HALF = Decimal("0.5")
ALMOST = Decimal("0.99")


@dataclass(frozen=True)
class Counted:
    """A measure as progress counts it.

    Attributes:
        status: as published; empty where nothing was reported.
        deadline: last day, if there is one.
        share: how far it is, from 0 to 1; None where it does not count.
        weight: how much it counts, its objective's weight included.
    """

    status: str
    deadline: date | None
    share: Decimal | None
    weight: int = 1


@dataclass(frozen=True)
class Progress:
    """Measures by their standing on a day, and how far they are together.

    Attributes:
        counts: number of measures by standing; each measure is in one of them.
        share: weighted mean, from 0 to 1; None where nothing can be counted.
    """

    counts: dict[Standing, int]
    share: Decimal | None

    @property
    def total(self) -> int:
        """Measures that are still promised: dropped ones aside."""
        return sum(self.counts.values()) - self.dropped

    @property
    def done(self) -> int:
        """Completed measures."""
        return self.counts.get(Standing.DONE, 0)

    @property
    def late(self) -> int:
        """Measures past their deadline and not done."""
        return self.counts.get(Standing.LATE, 0)

    @property
    def dropped(self) -> int:
        """Measures that were given up."""
        return self.counts.get(Standing.DROPPED, 0)

    @property
    def unknown(self) -> int:
        """Measures of which nothing was reported."""
        return self.counts.get(Standing.NO_DATA, 0)

    @property
    def percent(self) -> int | None:
        """The share in per cent, rounded down; None where there is nothing to count."""
        if self.share is None:
            return None
        return int((self.share * 100).quantize(Decimal(1), ROUND_FLOOR))


def share_of(status: str, *, milestones: int, reached: int) -> Decimal | None:
    """How far a measure is, from 0 to 1; None where it does not count.

    Args:
        status: as published; empty where nothing was reported.
        milestones: how many it has.
        reached: how many of them were reached.
    """
    if status == MeasureStatus.DONE:
        return Decimal(1)
    if status == MeasureStatus.NOT_STARTED:
        return Decimal(0)
    if status != MeasureStatus.IN_PROGRESS:
        return None
    return min(Decimal(reached) / milestones, ALMOST) if milestones else HALF


def is_late(status: str, deadline: date | None, *, on: date) -> bool:
    """Whether the deadline has passed without the measure being done or dropped."""
    return deadline is not None and deadline < on and status not in FINAL_STATUSES


def standing_of(status: str, deadline: date | None, *, on: date) -> Standing:
    """How a measure stands on a day."""
    if is_late(status, deadline, on=on):
        return Standing.LATE
    return Standing(status) if status else Standing.NO_DATA


def progress(measures: Iterable[Counted], *, on: date) -> Progress:
    """Measures together as they stand on a day."""
    all_of_them = list(measures)
    counts = Counter(standing_of(m.status, m.deadline, on=on) for m in all_of_them)
    return Progress(counts=dict(counts), share=_mean(all_of_them))


def _mean(measures: Iterable[Counted]) -> Decimal | None:
    counted = [(m.share, m.weight) for m in measures if m.share is not None]
    whole = sum(weight for _share, weight in counted)
    if not whole:
        return None
    return sum((share * weight for share, weight in counted), Decimal(0)) / whole
