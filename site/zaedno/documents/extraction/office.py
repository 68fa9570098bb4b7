"""Word, PowerPoint and LibreOffice: archives with the text in XML."""

import re
from pathlib import Path

from zaedno.documents.extraction import old_office
from zaedno.documents.extraction.limits import Limits
from zaedno.documents.extraction.outcome import encrypted
from zaedno.documents.extraction.packed import Archive, opened
from zaedno.documents.extraction.sink import Sink
from zaedno.documents.extraction.texts_in_xml import Lines

# The text of an Office file stands within «t», that of LibreOffice directly in the paragraphs.
_OFFICE = frozenset({"t"})
_OPEN_DOCUMENT = frozenset({"p", "h"})
_MANIFEST = "META-INF/manifest.xml"
_SLIDE = re.compile(r"ppt/slides/slide(\d+)\.xml")


def read_word(path: Path, sink: Sink, limits: Limits) -> None:
    """A .docx: text and tables, then foot- and endnotes; not the notes of reviewers."""
    _refuse_password(path)
    with opened(str(path), unpacked=limits.unpacked) as archive:
        members = ["word/document.xml", "word/footnotes.xml", "word/endnotes.xml"]
        for name in members[:1] + [name for name in members[1:] if name in archive.names]:
            Lines(sink, within=_OFFICE).read(archive.blocks(name))


def read_slides(path: Path, sink: Sink, limits: Limits) -> None:
    """A .pptx, slide after slide."""
    _refuse_password(path)
    with opened(str(path), unpacked=limits.unpacked) as archive:
        for name in _numbered(archive, _SLIDE):
            Lines(sink, within=_OFFICE).read(archive.blocks(name))


def read_open_document(path: Path, sink: Sink, limits: Limits) -> None:
    """An .odt or .ods."""
    with opened(str(path), unpacked=limits.unpacked) as archive:
        if _MANIFEST in archive.names and b"encryption-data" in b"".join(archive.blocks(_MANIFEST)):
            raise encrypted("OpenDocument with a password")
        Lines(sink, within=_OPEN_DOCUMENT).read(archive.blocks("content.xml"))


def _numbered(archive: Archive, pattern: re.Pattern[str]) -> list[str]:
    found = filter(None, map(pattern.fullmatch, archive.names))
    return [match.group() for match in sorted(found, key=lambda match: int(match.group(1)))]


def _refuse_password(path: Path) -> None:
    """With a password, the new kinds of file are wrapped in the old one."""
    if old_office.is_wrapped_with_password(path):
        raise encrypted("Office file with a password")
