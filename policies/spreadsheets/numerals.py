"""Numbers as people write them in cells: decimal comma or point, thousands apart."""

import re
from decimal import Decimal
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

# More digits than a spreadsheet keeps in a number; such a number is written as text.
EXACT_DIGITS = 15
_SPACES = re.compile(r"\s+")
_MINUS = "\u2212"
_FORMS = tuple(
    re.compile(form)
    for form in (
        r"[+-]?\d+(?:[.,]\d+)?",
        r"[+-]?\d{1,3}(?: \d{3})+(?:[.,]\d+)?",
        r"[+-]?\d{1,3}(?:\.\d{3})+,\d+",
        r"[+-]?\d{1,3}(?:,\d{3})+\.\d+",
        r"[+-]?\d{1,3}(?:\.\d{3}){2,}",
        r"[+-]?\d{1,3}(?:,\d{3}){2,}",
    )
)


class Unreadable(ValueError):
    """A cell that does not hold what its column needs; the message is for the person."""


def number_in(cell: Any) -> Decimal:
    """The number of a cell.

    Raises:
        Unreadable: it holds something else.
    """
    if isinstance(cell, Decimal):
        return cell
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        # A spreadsheet keeps 15 digits; what stands behind them is an error of its arithmetic.
        return Decimal(f"{cell:.15g}") if isinstance(cell, float) else Decimal(cell)
    if isinstance(cell, str):
        return _number_in_text(cell)
    raise Unreadable(_("This is not a number."))


def _number_in_text(text: str) -> Decimal:
    plain = _SPACES.sub(" ", text.strip()).replace(_MINUS, "-").removesuffix("%").rstrip()
    if not plain.isascii() or not any(form.fullmatch(plain) for form in _FORMS):
        raise Unreadable(_("“%(text)s” is not a number.") % {"text": text.strip()[:40]})
    plain = plain.replace(" ", "")
    point = max(plain.rfind("."), plain.rfind(","))
    mark = plain[point] if point >= 0 else ""
    if mark and plain.count(mark) == 1:
        whole, part = plain[:point], plain[point + 1 :]
        return Decimal(f"{re.sub('[.,]', '', whole)}.{part}")
    return Decimal(re.sub("[.,]", "", plain))


def plain(value: Decimal) -> str:
    """A number without needless zeros and without an exponent, with a point."""
    text = f"{value:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def written(value: Decimal) -> str:
    """A number as text in the language of the reader: a Bulgarian one has a comma."""
    text = plain(value)
    return text.replace(".", ",") if translation.get_language() == "bg" else text


def is_exact(value: Decimal) -> bool:
    """Whether a spreadsheet keeps all digits of a number."""
    return len(plain(value).strip("-").replace(".", "").lstrip("0")) <= EXACT_DIGITS
