"""Form widgets of the CMS."""

from typing import Any

from wagtail.admin.widgets import SlugInput

from zaedno.core.transliteration import LETTERS


class LatinSlugInput(SlugInput):
    """The address of a page: follows the title, in Latin letters by the Transliteration Act."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        """Give the browser the table that the server uses."""
        super().__init__(attrs, formatters=_FORMATTERS)


# At the end of a word «ия» is written “ia” (чл. 8); the rest goes letter by letter.
_FORMATTERS = [
    (r"[иИ][яЯ](?![а-яА-ЯѝЍ])", "ia"),
    *((f"[{letter}{letter.upper()}]", latin) for letter, latin in LETTERS.items()),
]
