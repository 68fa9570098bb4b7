"""How values and dates are written for readers, in the formats of their language."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext_lazy as _

NBSP = "\u00a0"
MOST_PLACES = 3
_LARGE = (
    (Decimal(10) ** 12, _("%(number)s tn")),
    (Decimal(10) ** 9, _("%(number)s bn")),
    (Decimal(10) ** 6, _("%(number)s m")),
)


def shown(value: Decimal, *, places: int | None = None) -> str:
    """A number without needless zeros, thousands apart: «1 250,5».

    Args:
        value: the number.
        places: digits after the point; as many as it has where nothing is said.
    """
    if places is None:
        places = places_of(value)
    return number_format(value, decimal_pos=places, use_l10n=True, force_grouping=True)


def shown_short(values: Sequence[Decimal], *, places: int) -> list[str]:
    """Numbers of one scale, the large ones in millions or more where that makes them shorter.

    Args:
        values: the numbers.
        places: digits after the point that tell them apart.
    """
    largest = max(abs(value) for value in values)
    for size, words in _LARGE:
        short = [value / size for value in values]
        needed = max(places_of(value) for value in short)
        if largest >= size and needed <= MOST_PLACES:
            return [
                words % {"number": shown(value, places=needed)} if value else shown(value)
                for value in short
            ]
    return [shown(value, places=places) for value in values]


def places_of(value: Decimal) -> int:
    """How many digits after the point a number needs."""
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def with_unit(value: Decimal, unit: str) -> str:
    """A number with its unit of measure: «45 %», «1 200 души»."""
    return f"{shown(value)}{NBSP}{unit}" if unit else shown(value)


def short_date(day: date) -> str:
    """A date in numbers: «31.12.2025 г.»."""
    return date_format(day, "SHORT_DATE_FORMAT")
