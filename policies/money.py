"""Planned and spent money by year, in euro."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from zaedno.core.money import Money

Side = Literal["planned", "spent"]


@dataclass(frozen=True)
class Amount:
    """One planned or spent amount of a year."""

    year: int
    side: Side
    source: str
    money: Money


@dataclass(frozen=True)
class YearOfMoney:
    """What a year was to cost and what it has cost; None where nothing was said of it."""

    year: int
    planned: Decimal | None
    spent: Decimal | None

    @property
    def is_over(self) -> bool:
        """Whether more was spent than planned."""
        return self.spent is not None and self.spent > (self.planned or 0)


def by_year(amounts: Iterable[Amount]) -> list[YearOfMoney]:
    """The years in their order, amounts in lev counted in euro.

    Each amount is rounded to the cent by itself, so that a sum is that of the amounts shown.
    """
    sums: dict[int, dict[Side, Decimal]] = defaultdict(dict)
    for amount in amounts:
        of_year = sums[amount.year]
        of_year[amount.side] = of_year.get(amount.side, Decimal(0)) + amount.money.in_euro
    return [
        YearOfMoney(year, of_year.get("planned"), of_year.get("spent"))
        for year, of_year in sorted(sums.items())
    ]


def together(years: Iterable[YearOfMoney]) -> tuple[Decimal | None, Decimal | None]:
    """Planned and spent over all years; None where nothing was said in any."""
    listed = list(years)
    planned = [year.planned for year in listed if year.planned is not None]
    spent = [year.spent for year in listed if year.spent is not None]
    return (_sum(planned), _sum(spent))


def _sum(amounts: list[Decimal]) -> Decimal | None:
    return sum(amounts, Decimal(0)) if amounts else None
