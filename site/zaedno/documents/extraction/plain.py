"""Text files and RTF."""

import codecs
from pathlib import Path

from striprtf.striprtf import rtf_to_text

from zaedno.documents.extraction.limits import Limits
from zaedno.documents.extraction.sink import Sink

_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}


def read_plain(path: Path, sink: Sink, limits: Limits) -> None:
    """A .txt or .csv, in UTF-8 or as Windows wrote Bulgarian before."""
    # A letter takes four bytes at most; one more than is kept shows that something was cut.
    with path.open("rb") as file:
        content = file.read(4 * limits.characters + 4)
    for line in decoded(content).splitlines():
        sink.line(line)


def decoded(content: bytes) -> str:
    """The text, by its mark or by what fits."""
    for mark, encoding in _MARKS.items():
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    try:
        # The end may be in the middle of a letter.
        return codecs.getincrementaldecoder("utf-8")().decode(content)
    except UnicodeDecodeError:
        return content.decode("cp1251", "replace")


def read_rich_text(path: Path, sink: Sink, limits: Limits) -> None:
    """An .rtf."""
    for line in rtf_to_text(path.read_text(encoding="latin-1"), errors="replace").splitlines():
        sink.line(line.replace("|", "\t"))
