"""Which searched texts may be kept: short ones that hold nobody's data."""

import re
import unicodedata

from search.analysis import words
from search.usage.models import LONGEST_TEXT
from zaedno.comments.screening.personal import has_egn, has_email, has_iban, has_phone

# Numbers of acts are shorter; a longer one may be somebody's, with a digit mistyped.
_LONG_NUMBER = re.compile(r"(?:\d[ ./()+-]{0,2}){7,}")
_DATE_OR_YEAR = re.compile(
    r"\b(?:\d{1,2}[./-]\d{1,2}[./-]\d{4}|\d{4}-\d{2}-\d{2}|(?:19|20)\d{2})\b"
)


def kept_form(text: str) -> str:
    """The words of a query as they may be kept; empty where nothing may be.

    Args:
        text: what was typed.
    """
    if any(map(_may_be_somebodys, (text, _with_plain_signs(text)))):
        return ""
    found = " ".join(words(text))
    return found if len(found) <= LONGEST_TEXT else ""


def _may_be_somebodys(text: str) -> bool:
    if "@" in text or has_email(text) or has_phone(text) or has_egn(text) or has_iban(text):
        return True
    return bool(_LONG_NUMBER.search(_DATE_OR_YEAR.sub(" ", text)))


def _with_plain_signs(text: str) -> str:
    """The text with one kind of space and of dash, whatever a document had that it was pasted from.

    What separates words in the form that is kept may separate the parts of a number, too.
    """
    return " ".join("".join(map(_plain, unicodedata.normalize("NFKC", text))).split())


def _plain(sign: str) -> str:
    category = unicodedata.category(sign)
    if category in ("Cf", "Mn"):
        return ""
    if category == "Pd":
        return "-"
    return sign if sign.isalnum() or sign in "@./()+-" else " "
