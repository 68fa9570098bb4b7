"""Parts of demo pages as the raw data that stream fields keep."""

from collections.abc import Iterable
from functools import singledispatchmethod
from typing import Any

from home.demo import words
from home.demo.media import find_document, find_picture
from home.demo.words import key_of


class Raw:
    """Turns parts into raw data, with ids that stay the same at each loading.

    The translation of a stream is bound to the ids of its parts: with new ids a refreshed page
    would lose its English.
    """

    def __init__(self, *, place: str, page_ids: dict[str, int]) -> None:
        """Begin a stream.

        Args:
            place: name of the stream among all others.
            page_ids: ids of the pages to which parts may lead, by slug.
        """
        self.place = place
        self.page_ids = page_ids

    def stream(self, parts: Iterable[words.Part]) -> list[dict[str, Any]]:
        """The raw data of a stream."""
        found = []
        for position, part in enumerate(parts):
            kind, value = self.block(part)
            identity = str(key_of("block", self.place, position))
            found.append({"type": kind, "value": value, "id": identity})
        return found

    @singledispatchmethod
    def block(self, part: Any) -> tuple[str, Any]:
        """Type and value of a part."""
        raise TypeError(f"{type(part).__name__} is no part of a page")

    @block.register
    def _(self, part: words.Heading) -> tuple[str, Any]:
        return "heading", {"text": str(part.text)}

    @block.register(words.Text)
    @block.register(words.Points)
    def _(self, part: words.Text | words.Points) -> tuple[str, Any]:
        return "paragraph", part.html()

    @block.register
    def _(self, part: words.Quote) -> tuple[str, Any]:
        return "quote", {"text": str(part.text), "source": str(part.source)}

    @block.register
    def _(self, part: words.Link) -> tuple[str, Any]:
        return "link", {"text": str(part.text), "page": self.page_ids[part.page], "url": ""}

    @block.register
    def _(self, part: words.PageOf) -> tuple[str, Any]:
        return "page", self.page_ids[part.slug]

    @block.register
    def _(self, part: words.Files) -> tuple[str, Any]:
        return "documents", [
            {
                "type": "item",
                "value": find_document(name).pk,
                "id": str(key_of("file", self.place, name)),
            }
            for name in part.names
        ]

    @block.register
    def _(self, part: words.Figure) -> tuple[str, Any]:
        image = find_picture(part.picture)
        chosen = {"image": image.pk, "decorative": False, "alt_text": str(part.alternative)}
        return "figure", {"image": chosen, "caption": str(part.caption)}

    @block.register
    def _(self, part: words.Division) -> tuple[str, Any]:
        return "division", {"text": str(part.text)}

    @block.register
    def _(self, part: words.Article) -> tuple[str, Any]:
        value = {"number": str(part.number), "heading": str(part.heading), "text": part.html()}
        return "article", value
