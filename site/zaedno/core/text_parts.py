"""Parts of a page that are found by themselves and to which a link can lead."""

from dataclasses import dataclass


@dataclass(frozen=True)
class TextPart:
    """A part of a page: an article, a recommendation.

    Attributes:
        anchor: its name for ``#`` links, the only one of its kind on the page.
        title: what it is called on the page, in the page's language; the page is named behind it.
        text: its words, without formats.
    """

    anchor: str
    title: str
    text: str
