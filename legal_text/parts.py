"""The chapters and articles of an act as readers meet them, each with a name for links."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from zaedno.core.transliteration import latin_slug

DIVISION = "division"
ARTICLE = "article"


@dataclass(frozen=True)
class Part:
    """A chapter heading or an article.

    Attributes:
        kind: ``division`` or ``article``.
        anchor: name for ``#`` links, the only one of its kind on the page.
        title: heading; empty for an article without one.
        number: of an article, as it is cited; empty for a division.
        body: text of an article as rich text; None for a division.
    """

    kind: str
    anchor: str
    title: str
    number: str = ""
    body: Any = None


def parts_of(text: Iterable[Any]) -> list[Part]:
    """The parts of a legal text in their order.

    Chapters of different titles often hold sections of one name («Раздел I»): the second gets
    a number behind its anchor.
    """
    used: Counter[str] = Counter()
    return [_part(block, used) for block in text]


def _part(block: Any, used: Counter[str]) -> Part:
    value = block.value
    if block.block_type == DIVISION:
        title = value["text"]
        return Part(DIVISION, _unique(latin_slug(title, max_length=60), used), title)
    anchor = _unique(value.anchor, used)
    return Part(ARTICLE, anchor, value["heading"], value["number"], value["text"])


def _unique(anchor: str, used: Counter[str]) -> str:
    used[anchor] += 1
    return anchor if used[anchor] == 1 else f"{anchor}-{used[anchor]}"


def contents(parts: Iterable[Part]) -> list[Part]:
    """What the list of contents names: chapters and articles with headings, or else all numbers."""
    found = list(parts)
    return [part for part in found if part.title] or found
