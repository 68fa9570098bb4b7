"""What the values of an indicator say: better or worse, on the way, out of date."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from policies.enums import MONTHS_BETWEEN, Direction, Frequency


@dataclass(frozen=True)
class Reading:
    """A value on a day."""

    on: date
    value: Decimal


def is_better(value: Decimal, other: Decimal, direction: str) -> bool:
    """Whether a value is better than another, by the direction in which it should move."""
    return value > other if direction == Direction.HIGHER else value < other


def target_for(targets: Mapping[int, Decimal], year: int) -> Decimal | None:
    """The target that holds in a year: its own, or else the next one; the last after all."""
    if not targets:
        return None
    ahead = [target for target in targets if target >= year]
    return targets[min(ahead) if ahead else max(targets)]


def attainment(baseline: Decimal | None, value: Decimal, target: Decimal) -> Decimal | None:
    """Which part of the way from the baseline to the target is made, from 0 to 1.

    None where it cannot be said: there is no baseline, or the target is the baseline.
    """
    if baseline is None or baseline == target:
        return None
    way = (value - baseline) / (target - baseline)
    return min(max(way, Decimal(0)), Decimal(1))


def months_later(day: date, months: int) -> date:
    """The same day of a later month, or that month's last."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def stale_since(last: date | None, frequency: str, *, on: date) -> date | None:
    """Since when a new value is overdue; None while it is not, or while nothing was measured.

    A value is due one period after the last one.
    """
    if last is None:
        return None
    due = months_later(last, MONTHS_BETWEEN[Frequency(frequency)])
    return due if due < on else None
