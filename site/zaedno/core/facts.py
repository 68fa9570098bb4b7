"""What a page shows as facts, in words that can be searched for: «Договор: BG05SFPR001»."""

import datetime
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from django.db.models import Model
from django.template.defaultfilters import floatformat
from django.utils.formats import date_format
from django.utils.text import capfirst

from zaedno.core.money import Currency, Money


def facts_of(thing: Model, *names: str) -> Iterator[str]:
    """A line for each field that says something, in the language of the moment."""
    for name in names:
        field: Any = thing._meta.get_field(name)
        value = getattr(thing, name)
        if value in (None, ""):
            continue
        said = getattr(thing, f"get_{name}_display")() if field.choices else in_words(value)
        yield f"{capfirst(field.verbose_name)}: {said}"


def in_words(value: Any) -> str:
    """A value as readers write it: dates with the name of the month."""
    if isinstance(value, datetime.date):
        return date_format(value, "DATE_FORMAT")
    if isinstance(value, Decimal):
        return floatformat(value, "-2g")
    return str(value)


def amounts_in_words(amounts: Iterable[tuple[str, Money]]) -> Iterator[str]:
    """Amounts as they are shown, and once more without thousands separators."""
    for name, money in amounts:
        values = dict.fromkeys([(money.amount, money.currency), (money.in_euro, Currency.EUR)])
        said = " = ".join(_amount(value, Currency(code)) for value, code in values)
        yield f"{capfirst(name)}: {said}"


def _amount(value: Decimal, currency: Currency) -> str:
    return f"{floatformat(value, '2g')} {currency.label} ({value:.0f})"
