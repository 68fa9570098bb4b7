"""Bars of a policy as shapes: its measures by standing, its money by year."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import pgettext_lazy

from policies.enums import TONES, MoneySource, Standing
from policies.money import Amount, Side, YearOfMoney, together
from policies.progress import Progress
from zaedno.core.money import Money

# As readers look for them: what is done first, what is not promised any more last.
ORDER = (
    Standing.DONE,
    Standing.IN_PROGRESS,
    Standing.LATE,
    Standing.NOT_STARTED,
    Standing.NO_DATA,
    Standing.DROPPED,
)
SEVERAL = {
    Standing.DONE: pgettext_lazy("measures", "done"),
    Standing.IN_PROGRESS: pgettext_lazy("measures", "in progress"),
    Standing.LATE: pgettext_lazy("measures", "late"),
    Standing.NOT_STARTED: pgettext_lazy("measures", "not started"),
    Standing.NO_DATA: pgettext_lazy("measures", "no data"),
    Standing.DROPPED: pgettext_lazy("measures", "dropped"),
}
ROW = 52
WHOLE = Decimal(100)
# Where bars of money begin and end: the years stand before them, and their edge is drawn whole.
START, END = Decimal(16), Decimal("99.5")
SIDES: tuple[Side, ...] = ("planned", "spent")


@dataclass(frozen=True)
class Part:
    """The measures of one standing in the bar of all.

    Attributes:
        x: where it begins, in per cent of the bar.
        width: how much of the bar it takes.
    """

    standing: Standing
    count: int
    x: str
    width: str

    @property
    def label(self) -> str:
        """The standing in words, of several measures."""
        return str(SEVERAL[self.standing])

    @property
    def tone(self) -> str:
        """Look of the standing's tag."""
        return TONES[self.standing]


@dataclass(frozen=True)
class MoneyBar:
    """What a year was to cost and what it has cost, as two bars.

    Attributes:
        y: where its row begins, in pixels.
        planned: length of its bar, in per cent.
        within: length of what was spent within the plan.
        over_at: where what was spent over the plan begins.
        over: length of it.
    """

    year: int
    y: int
    planned: str
    within: str
    over_at: str
    over: str


@dataclass(frozen=True)
class MoneyBars:
    """The money of some years, drawn to one scale."""

    bars: tuple[MoneyBar, ...]
    height: int
    years: tuple[YearOfMoney, ...]
    planned: Decimal | None
    spent: Decimal | None

    @property
    def has_over(self) -> bool:
        """Whether more was spent in some year than planned."""
        return any(year.is_over for year in self.years)

    @property
    def is_over(self) -> bool:
        """Whether more was spent in all than planned."""
        return self.spent is not None and self.spent > (self.planned or 0)


@dataclass(frozen=True)
class SourceOfYear:
    """What one source was to give in a year and what was spent of it."""

    year: int
    source: str
    planned: Money | None
    spent: Money | None

    @property
    def source_label(self) -> str:
        """The source in words."""
        return str(MoneySource(self.source).label)

    @property
    def is_over(self) -> bool:
        """Whether more was spent than planned."""
        if self.spent is None:
            return False
        return self.spent.in_euro > (self.planned.in_euro if self.planned else 0)


def parts_of(progress: Progress) -> tuple[Part, ...]:
    """The bar of all measures; standings that no measure has are told with a count of 0."""
    whole = sum(progress.counts.values()) or 1
    before = 0
    parts = []
    for standing in ORDER:
        count = progress.counts.get(standing, 0)
        parts.append(Part(standing, count, _share(before, whole), _share(count, whole)))
        before += count
    return tuple(parts)


def money_bars(years: Iterable[YearOfMoney]) -> MoneyBars | None:
    """Planned and spent money as bars; None where nothing was said of any year."""
    listed = tuple(years)
    if not listed:
        return None
    largest = max(max(year.planned or 0, year.spent or 0) for year in listed)
    bars = tuple(_bar(year, place, Decimal(largest)) for place, year in enumerate(listed))
    planned, spent = together(listed)
    return MoneyBars(bars, ROW * len(listed), listed, planned, spent)


def by_source(amounts: Sequence[Amount]) -> list[SourceOfYear]:
    """The amounts of a measure, each source of a year in a row."""
    found = {(each.year, each.source, each.side): each.money for each in amounts}
    rows = sorted({(each.year, each.source) for each in amounts})
    return [
        SourceOfYear(year, source, *(found.get((year, source, side)) for side in SIDES))
        for year, source in rows
    ]


def _bar(year: YearOfMoney, place: int, largest: Decimal) -> MoneyBar:
    planned, spent = year.planned or Decimal(0), year.spent or Decimal(0)
    within = min(planned, spent)
    return MoneyBar(
        year=year.year,
        y=ROW * place,
        planned=_length(planned, largest),
        within=_length(within, largest),
        over_at=_length(within, largest, after=START),
        over=_length(spent - within, largest),
    )


def _share(part: Decimal | int, whole: Decimal | int) -> str:
    return f"{(Decimal(part) * WHOLE / whole if whole else Decimal(0)):.2f}%"


def _length(amount: Decimal, largest: Decimal, *, after: Decimal = Decimal(0)) -> str:
    length = amount * (END - START) / largest if largest else 0
    return f"{after + length:.2f}%"
