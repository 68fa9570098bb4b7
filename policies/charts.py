"""Charts of indicators as shapes: what stands where, in per cent of the chart's size.

Positions in per cent let a chart fit any width while its words keep their size.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import MAXYEAR, date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import pairwise

from policies.numbers import places_of, short_date, shown, shown_short
from policies.series import Reading

STEPS = (Decimal(1), Decimal(2), Decimal(5), Decimal(10))
MOST_STEPS = 5
MOST_DATES = 6
# Where the first and the last day stand: marks at the edge need room.
LEFT, RIGHT = Decimal(3), Decimal(97)
TOP, BOTTOM = Decimal(6), Decimal(94)
# Words nearer than this to each other would overlap.
NEAR = Decimal(18)


@dataclass(frozen=True)
class Tick:
    """A line of the scale, or a date below it, with its label."""

    at: str
    label: str


@dataclass(frozen=True)
class Mark:
    """A value in the chart.

    Attributes:
        x: where it stands, from the left.
        y: where it stands, from the top.
        label: date and value, for whoever points at it.
        value: the number beside it; empty where it has none.
        anchor: which end of the number is at the mark.
        is_low: whether the number goes below the mark.
    """

    x: str
    y: str
    label: str
    value: str = ""
    anchor: str = "middle"
    is_low: bool = False


@dataclass(frozen=True)
class Segment:
    """A line between two values."""

    x1: str
    y1: str
    x2: str
    y2: str


@dataclass(frozen=True)
class Chart:
    """The values of an indicator by date, with its targets and its baseline.

    Attributes:
        scale: lines of the scale at equal distances, the highest first.
        dates: labels of the time axis.
        years: where the years begin.
        baseline: where the line of the baseline stands; None without one.
    """

    scale: tuple[Tick, ...]
    dates: tuple[Tick, ...]
    years: tuple[str, ...]
    points: tuple[Mark, ...]
    segments: tuple[Segment, ...]
    targets: tuple[Mark, ...]
    baseline: str | None


@dataclass(frozen=True)
class _Place:
    """A value with its day, and where it stands."""

    on: date
    value: Decimal
    x: Decimal
    y: Decimal


@dataclass(frozen=True)
class _Axis:
    """From a number or a day to its place."""

    first: Decimal
    last: Decimal
    start: Decimal
    end: Decimal

    def place(self, value: Decimal) -> Decimal:
        """Where it stands, in per cent."""
        whole = self.last - self.first
        return self.start + (value - self.first) / whole * (self.end - self.start)


def chart_of(
    readings: Sequence[Reading], *, targets: Mapping[int, Decimal], baseline: Decimal | None
) -> Chart | None:
    """The chart of an indicator; None where there is nothing to draw.

    Args:
        readings: its values by date.
        targets: value by year; each stands at the end of its year.
        baseline: value before the policy.
    """
    goals = [Reading(_end_of(year), value) for year, value in sorted(targets.items())]
    if not readings and not goals:
        return None
    known = [*readings, *goals]
    values = [each.value for each in known] + ([baseline] if baseline is not None else [])
    ticks = nice_ticks(min(values), max(values))
    first, last = min(each.on for each in known), max(each.on for each in known)
    across = _Axis(*_whole_years(first, last), LEFT, RIGHT)
    up = _Axis(ticks[0], ticks[-1], BOTTOM, TOP)
    points = [_place(each, across, up) for each in readings]
    marks = [_place(each, across, up) for each in goals]
    return Chart(
        scale=_scale(ticks, up),
        dates=tuple(_dates(first, last, across)),
        years=tuple(_per_cent(across.place(day)) for day in _new_years(first, last)),
        points=tuple(_marks(points)),
        segments=tuple(_segment(*pair) for pair in pairwise(points)),
        targets=tuple(_marks(marks, beside=points[-1:])),
        baseline=None if baseline is None else _per_cent(up.place(baseline)),
    )


def _end_of(year: int) -> date:
    return date(min(year, MAXYEAR), 12, 31)


def nice_ticks(low: Decimal, high: Decimal) -> list[Decimal]:
    """Round numbers at equal distances, the first not above and the last not below the values.

    Zero is among them unless the values are far from it and near each other.
    """
    if low > 0 and (low == high or low * 2 < high):
        low = Decimal(0)
    if high < 0 and (low == high or high * 2 > low):
        high = Decimal(0)
    if low == high:
        high = low + 1
    step = _nice_step((high - low) / MOST_STEPS)
    first = (low / step).to_integral_value(ROUND_FLOOR)
    last = (high / step).to_integral_value(ROUND_CEILING)
    return [step * number for number in range(int(first), int(last) + 1)]


def _nice_step(least: Decimal) -> Decimal:
    power = Decimal(10) ** least.adjusted()
    return next(step * power for step in STEPS if step * power >= least)


def _scale(ticks: Sequence[Decimal], up: _Axis) -> tuple[Tick, ...]:
    places = places_of(ticks[1] - ticks[0])
    labels = shown_short(ticks, places=places)
    found = [
        Tick(_per_cent(up.place(tick)), label) for tick, label in zip(ticks, labels, strict=True)
    ]
    return tuple(reversed(found))


def _whole_years(first: date, last: date) -> tuple[Decimal, Decimal]:
    return _number(date(first.year, 1, 1)), _number(date(last.year, 12, 31))


def _new_years(first: date, last: date) -> Iterator[Decimal]:
    return (_number(date(year, 1, 1)) for year in range(first.year + 1, last.year + 1))


def _dates(first: date, last: date, across: _Axis) -> Iterator[Tick]:
    """Years in the middle of each, or months where the chart has but one or two years."""
    years = range(first.year, last.year + 1)
    if len(years) > 2:
        every = -(-len(years) // MOST_DATES)
        for year in years[::every]:
            yield Tick(_per_cent(across.place(_number(date(year, 7, 2)))), str(year))
        return
    for year in years:
        for month in (1, 4, 7, 10) if len(years) == 1 else (1, 7):
            at = across.place(_number(date(year, month, 1)))
            yield Tick(_per_cent(at), f"{month:02}.{year}")


def _place(reading: Reading, across: _Axis, up: _Axis) -> _Place:
    x, y = across.place(_number(reading.on)), up.place(reading.value)
    return _Place(reading.on, reading.value, x, y)


def _marks(places: Sequence[_Place], *, beside: Sequence[_Place] = ()) -> Iterator[Mark]:
    """The last one has its number beside it, unless another number stands there."""
    for place in places:
        crowded = any(_are_near(place, other) for other in beside)
        is_told = place is places[-1] and not crowded
        yield Mark(
            x=_per_cent(place.x),
            y=_per_cent(place.y),
            label=f"{short_date(place.on)}: {shown(place.value)}",
            value=shown(place.value) if is_told else "",
            anchor=_anchor(place.x),
            is_low=place.y < 2 * TOP,
        )


def _are_near(one: _Place, other: _Place) -> bool:
    return abs(one.x - other.x) < NEAR and abs(one.y - other.y) < NEAR


def _anchor(x: Decimal) -> str:
    if x > 75:
        return "end"
    return "start" if x < 25 else "middle"


def _segment(one: _Place, other: _Place) -> Segment:
    return Segment(*(_per_cent(each) for each in (one.x, one.y, other.x, other.y)))


def _number(day: date) -> Decimal:
    return Decimal(day.toordinal())


def _per_cent(value: Decimal) -> str:
    return f"{value:.2f}%"
