"""Words that are kept in both languages in one row, as ``name`` and ``name_en``."""

from typing import Any, Self

from django.utils import translation


class Words(str):
    """A text that knows its language, so that the page can say it where it differs."""

    language: str

    def __new__(cls, text: str, language: str) -> Self:
        """Keep both."""
        words = super().__new__(cls, text)
        words.language = language
        return words


def in_language(thing: Any, field: str, language: str | None = None) -> Words:
    """A text of a thing in a language, in Bulgarian where the other is empty.

    Args:
        thing: has ``field`` in Bulgarian and ``field_en`` in English.
        field: name of the text.
        language: that of the reader by default.
    """
    language = language or translation.get_language() or "bg"
    if language == "en" and (english := getattr(thing, f"{field}_en")):
        return Words(english, "en")
    return Words(getattr(thing, field), "bg")
