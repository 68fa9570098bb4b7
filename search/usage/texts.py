"""Which searched texts may be kept: short ones that hold nobody's data."""

import re

from search.analysis import words
from search.usage.models import LONGEST_TEXT
from zaedno.comments.screening.personal import has_egn, has_email, has_iban, has_phone

# Numbers of acts are shorter; a longer one may be somebody's, with a digit mistyped.
_LONG_NUMBER = re.compile(r"(?:\d[ ./()-]{0,2}){7,}")
_DATE_OR_YEAR = re.compile(
    r"\b(?:\d{1,2}[./-]\d{1,2}[./-]\d{4}|\d{4}-\d{2}-\d{2}|(?:19|20)\d{2})\b"
)


def kept_form(text: str) -> str:
    """The words of a query as they may be kept; empty where nothing may be.

    Args:
        text: what was typed.
    """
    if "@" in text or has_email(text) or has_phone(text) or has_egn(text) or has_iban(text):
        return ""
    if _LONG_NUMBER.search(_DATE_OR_YEAR.sub(" ", text)):
        return ""
    found = " ".join(words(text))
    return found if len(found) <= LONGEST_TEXT else ""
