"""A document's text as search asks for it: pieces that are each found by themselves."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from zaedno.core.models import CustomDocument
from zaedno.documents.models import DocumentPiece

# A long document is found by groups of pages: a row for each of a thousand pages helps nobody.
MOST_PARTS = 200


@dataclass(frozen=True)
class FoundPart:
    """Pages that are found together, or a stretch of a file without pages.

    Attributes:
        key: ``p12`` for a page, ``p12-14`` for some, ``s3`` for the third stretch without pages.
        fragment: what opens the file at the place, for behind its address.
    """

    key: str
    text: str
    fragment: str = ""


def parts_of(document: CustomDocument) -> list[FoundPart]:
    """All text that was read of a document, in order."""
    pieces = list(DocumentPiece.objects.filter(document_text__document=document))
    size = -(-len(pieces) // MOST_PARTS) or 1
    return [
        _part(pieces[start : start + size], start // size + 1)
        for start in range(0, len(pieces), size)
    ]


def label_of(key: str) -> str:
    """A part in words, in the language of the moment: “page 12”."""
    if not key.startswith("p"):
        return ""
    pages = key[1:].replace("-", "–")
    if "–" in pages:
        return _("pages %(pages)s") % {"pages": pages}
    return _("page %(page)s") % {"page": pages}


def _part(pieces: Sequence[DocumentPiece], number: int) -> FoundPart:
    text = _joined(piece.text for piece in pieces)
    first, last = pieces[0].page, pieces[-1].page
    if first is None:
        return FoundPart(f"s{number}", text)
    key = f"p{first}" if first == last else f"p{first}-{last}"
    return FoundPart(key, text, f"#page={first}")


def _joined(texts: Iterable[str]) -> str:
    return "\n".join(texts)
