"""The columns of files of money and of measurements."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from policies.enums import MoneySource
from policies.spreadsheets.cells import (
    Day,
    Number,
    Whole,
)
from policies.spreadsheets.columns import (
    INDICATOR,
    MEASURE,
    NOTE,
    POLICY,
    SOURCE,
    Column,
)
from policies.spreadsheets.word_cells import (
    Choice,
    CurrencyCode,
)
from zaedno.core.money import Currency

_MONEY_WORDS = tuple(
    (word, code)
    for code, words in (
        (Currency.EUR.value, ("€", "евро", "euro")),
        (Currency.BGN.value, ("лв", "лв.", "лева", "lev", "leva")),
    )
    for word in words
)


MONEY = (
    POLICY,
    MEASURE,
    Column(
        "year", pgettext_lazy("column", "Year"), Whole(), _("Four digits."), 2026, required=True
    ),
    Column(
        "source",
        pgettext_lazy("column", "Source of the money"),
        Choice(empty=None, choices=MoneySource),
        _("Who gives the money."),
        MoneySource.MUNICIPAL.label,
        required=True,
    ),
    Column(
        "planned",
        pgettext_lazy("column", "Planned"),
        Number(),
        _("For the year. Empty: stays as it is."),
        "12500,00",
    ),
    Column(
        "spent",
        pgettext_lazy("column", "Spent"),
        Number(),
        _("Since the beginning of the year. Empty: nothing new is said."),
        "8300,50",
    ),
    Column(
        "currency",
        pgettext_lazy("column", "Currency"),
        CurrencyCode(empty=None, choices=Currency, also=_MONEY_WORDS),
        _("EUR or BGN, for both amounts of the row."),
        "EUR",
        required=True,
    ),
    NOTE,
)

MEASUREMENTS = (
    POLICY,
    INDICATOR,
    Column(
        "date",
        pgettext_lazy("column", "Date"),
        Day(),
        _("The day for which the value holds."),
        "31.12.2025",
        required=True,
    ),
    Column(
        "value",
        pgettext_lazy("column", "Value"),
        Number(),
        _("In the indicator’s unit of measure."),
        "41,2",
        required=True,
    ),
    SOURCE,
    NOTE,
)
