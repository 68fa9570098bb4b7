"""Plain text of an act as numbered articles."""

import html
import re
import uuid
from typing import Any

# «Чл. 26а.» at the beginning or after a sentence; «по чл. 26» within one is a reference.
_ARTICLE = re.compile(r"(?:\A|(?<=[.!?]\s)|(?<=\n))Чл\.\s?(\d+[а-я]?)\.\s*")
_NUMBER_IN_TITLE = re.compile(r"(?:чл\.|§)\s*(\d+[а-я]?)", re.IGNORECASE)
_PARAGRAPH = re.compile(r"\n+|(?:(?<=\s)|\A)(?=\(\d{1,3}\)\s+[(„\"А-ЯA-Z])")
_PART = re.compile(r"\s*\(част \d+\)\s*$")
_IDS = uuid.UUID("0d0a3f56-0a4c-4c55-8f6e-6b7a1b9b3f10")


def articles_of(source_id: str, *, title: str, body: str) -> list[dict[str, Any]]:
    """The text as raw blocks, each with an id that stays the same at each import.

    A text without articles becomes one, numbered as its title says.
    """
    found = _split(body)
    numbers = [number for number, _text in found]
    if not found or len(set(numbers)) < len(numbers):
        found = [(_number_of(title, body), _ARTICLE.sub("", body, count=1))]
    heading = _heading(title) if len(found) == 1 else ""
    return [
        {
            "type": "article",
            "value": {"number": number, "heading": heading, "text": _paragraphs(text)},
            "id": str(uuid.uuid5(_IDS, f"{source_id}/{position}")),
        }
        for position, (number, text) in enumerate(found)
    ]


def _split(body: str) -> list[tuple[str, str]]:
    """Numbers and texts of the articles; none where something stands before the first."""
    pieces = _ARTICLE.split(body)
    if pieces[0].strip():
        return []
    return list(zip(pieces[1::2], pieces[2::2], strict=True))


def _number_of(title: str, body: str) -> str:
    named = _ARTICLE.match(body) or _NUMBER_IN_TITLE.search(title)
    return named.group(1) if named else "1"


def _heading(title: str) -> str:
    """What stands after the dash: «Закон за горите, чл. 5 – Защита» → «Защита»."""
    _act, _dash, heading = title.partition(" – ")
    return _PART.sub("", heading)[:255]


def _paragraphs(text: str) -> str:
    """Rich text of plain text: what looks like markup is shown, not obeyed."""
    pieces = [piece.strip() for piece in _PARAGRAPH.split(text)]
    return "".join(f"<p>{html.escape(piece, quote=False)}</p>" for piece in pieces if piece)
