"""Lines of an import file: one JSON object each, read one at a time."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from zaedno.core.validation import Malformed, check_text

LONGEST_LINE = 5 * 1024 * 1024
LONGEST_ID = 120
LANGUAGES = ("bg", "en")
_FIELDS = ("id", "kind", "lang", "title", "body")


class FaultyLine(Exception):
    """A line that cannot be imported; the message says why."""


@dataclass(frozen=True)
class Document:
    """A document to import."""

    id: str
    kind: str
    lang: str
    title: str
    body: str


@dataclass(frozen=True)
class Line:
    """A line with its number, counted from one, and its length in bytes."""

    number: int
    text: bytes
    size: int

    @property
    def too_long(self) -> bool:
        """Whether the line was cut because no document is that long."""
        return self.size > LONGEST_LINE


def read_lines(path: Path) -> Iterator[Line]:
    """The lines of a file; never more of it in memory than one line of bounded length."""
    with path.open("rb") as file:
        number = 0
        while text := file.readline(LONGEST_LINE + 1):
            number += 1
            size = len(text)
            while size > LONGEST_LINE and not text.endswith(b"\n"):
                text = file.readline(LONGEST_LINE + 1)
                size += len(text)
                if not text:
                    break
            yield Line(number, text, size)


def read_document(line: Line, *, kinds: frozenset[str] = frozenset()) -> Document | None:
    """The document in a line; None where it is of a kind that is not wanted.

    Args:
        line: as it stands in the file.
        kinds: those that are wanted; all, where empty.

    Raises:
        FaultyLine: it is not JSON, lacks a field, or has one that no page can keep.
    """
    if line.too_long:
        raise FaultyLine(_("The line is longer than %(bytes)d bytes.") % {"bytes": LONGEST_LINE})
    found = _decoded(line.text)
    if kinds and found.get("kind") not in kinds:
        return None
    document = Document(**_texts(found))
    if document.lang not in LANGUAGES:
        raise FaultyLine(_("There are no pages in the language “%s”.") % document.lang[:20])
    if len(document.id) > LONGEST_ID:
        raise FaultyLine(
            _("“%(field)s” is longer than %(number)d characters.")
            % {"field": "id", "number": LONGEST_ID}
        )
    return document


def _decoded(text: bytes) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise FaultyLine(_("The line is not JSON: %s") % error) from error
    if not isinstance(found, dict):
        raise FaultyLine(_("The line is not a JSON object."))
    return found


def _texts(found: dict[str, Any]) -> dict[str, str]:
    texts = {}
    for name in _FIELDS:
        value = found.get(name)
        if not isinstance(value, str) or not value.strip():
            raise FaultyLine(_("“%s” is missing or is not a text.") % name)
        try:
            texts[name] = check_text(value.strip())
        except Malformed as error:
            raise FaultyLine(f"“{name}”: {error}") from error
    return texts
