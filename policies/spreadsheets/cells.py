"""Kinds of cells: how each is read from whatever a person typed, and how it is written."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from policies.models.parts import CODE_PATTERN, check_code
from policies.spreadsheets.names import Known
from policies.spreadsheets.numerals import Unreadable, number_in, written

LONGEST_TEXT = 32_767  # what a cell of a spreadsheet holds
_YEARS = range(1900, 2101)
_UNKEEPABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_DAY_FORMS = (
    ("%d.%m.%Y", re.compile(r"(\d{1,2}\.\d{1,2}\.\d{4})", re.ASCII)),
    ("%Y-%m-%d", re.compile(r"(\d{4}-\d{1,2}-\d{1,2})(?:[T ]00:00(?::00)?)?", re.ASCII)),
)
# A text that a spreadsheet would run as a formula, or one that was guarded against it.
_GUARDED = re.compile(r"'+[=+\-@]")


def tidy(text: str) -> str:
    """A text as it is compared: one kind of line ends, no spaces around, nothing unprintable."""
    unix = text.replace("\r\n", "\n").replace("\r", "\n")
    return _UNKEEPABLE.sub("", unix).strip()


def unguarded(text: str) -> str:
    """A text without the apostrophe that kept it from being run as a formula."""
    return text[1:] if _GUARDED.match(text) else text


@dataclass(frozen=True)
class Text:
    """A text; the other kinds differ from it.

    Attributes:
        empty: what an empty cell means.
    """

    empty: Any = ""

    def read(self, cell: Any, known: Known) -> Any:
        """The value of a cell that is not empty.

        Raises:
            Unreadable: it holds something else.
        """
        text = tidy(as_text(cell))
        if len(text) > LONGEST_TEXT:
            raise Unreadable(_("The text is too long for a cell."))
        return unguarded(text)

    def write(self, value: Any) -> Any:
        """The value as a text, a number, a date, or None."""
        return value

    def normal(self, value: Any) -> Any:
        """A value of the database as reading its cell would give it."""
        return tidy(value)[:LONGEST_TEXT]


@dataclass(frozen=True)
class Code(Text):
    """The number of a part: a text, as 1.10 is not 1.1."""

    empty: Any = None

    def read(self, cell: Any, known: Known) -> Any:
        """Refuse what a spreadsheet has made a decimal number or a date of."""
        if isinstance(cell, float | date):
            raise Unreadable(
                _("The program made a number or a date of it. Format the column as text.")
            )
        text = str(cell).strip().removesuffix(".")
        if isinstance(cell, bool) or not re.fullmatch(CODE_PATTERN, text, re.ASCII):
            raise Unreadable(str(check_code.message))
        return text

    def normal(self, value: Any) -> Any:
        """As it is."""
        return value


@dataclass(frozen=True)
class Number(Text):
    """A decimal number."""

    empty: Any = None

    def read(self, cell: Any, known: Known) -> Any:
        """Take a comma or a point."""
        return number_in(cell)

    def normal(self, value: Any) -> Any:
        """As it is."""
        return value


@dataclass(frozen=True)
class Whole(Number):
    """A whole number that is not negative; years too."""

    def read(self, cell: Any, known: Known) -> Any:
        """Refuse parts of a number."""
        number = number_in(cell)
        if number != number.to_integral_value() or not 0 <= number < 10**5:
            raise Unreadable(_("Write a whole number."))
        return int(number)


@dataclass(frozen=True)
class Day(Number):
    """A date."""

    def read(self, cell: Any, known: Known) -> Any:
        """Take the date of the program, 31.12.2026 and 2026-12-31."""
        day = cell if isinstance(cell, date) else _day_in_text(cell)
        day = day.date() if isinstance(day, datetime) else day
        if day.year not in _YEARS:
            raise Unreadable(_("Check the year of the date."))
        return day


def _day_in_text(cell: Any) -> date:
    text = str(cell).strip().removesuffix("г.").strip()
    for form, pattern in _DAY_FORMS:
        if found := pattern.fullmatch(text):
            try:
                return datetime.strptime(found.group(1), form).date()
            except ValueError:  # no such day: 31.02.2026
                break
    raise Unreadable(_("“%(text)s” is no date. Write it as 31.12.2026.") % {"text": text[:40]})


def as_text(cell: Any) -> str:
    """A cell as the person sees it."""
    if isinstance(cell, date):
        return f"{cell:%d.%m.%Y}"
    if isinstance(cell, float | Decimal):
        return written(number_in(cell))
    return str(cell)
