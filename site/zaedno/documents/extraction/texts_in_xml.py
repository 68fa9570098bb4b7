"""Lines of text from the XML of word processors, presentations and LibreOffice's sheets."""

from collections.abc import Iterator

from zaedno.documents.extraction.hidden import Hidden
from zaedno.documents.extraction.packed import XmlReader
from zaedno.documents.extraction.sink import Sink

# What stands for a sign rather than for text.
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "line-break": "\n", "s": " ", "noBreakHyphen": "-"}
_ROWS = {"tr", "table-row"}
_CELLS = {"tc", "table-cell"}
_PARAGRAPHS = {"p", "h"}
# What the author struck out, noted beside the text, or what stands twice for older programs.
_SKIPPED = {"tracked-changes", "annotation", "annotation-end", "Fallback", "delText", "instrText"}
# How a paragraph is set, and how a text was before somebody set it otherwise.
_SKIPPED |= {"pPr", "rPrChange"}


class Lines:
    """A paragraph is a line; so is a row of a table, however many paragraphs are in its cells."""

    def __init__(self, sink: Sink, *, within: frozenset[str]) -> None:
        """Take the text that stands within these elements."""
        self._sink = sink
        self._within = within
        self._pieces: list[str] = []
        self._inside = self._skipped = self._rows = 0
        self._hidden = Hidden()

    def read(self, blocks: Iterator[bytes]) -> None:
        """Hand all lines on.

        Raises:
            Unreadable: it is no XML, or one that nobody writes.
            Enough: no more is taken.
        """
        XmlReader(start=self._start, end=self._end, text=self._text).read(blocks)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._skipped += name in _SKIPPED
        if not self._skipped:
            self._hidden.start(name, attributes)
        self._inside += name in self._within
        self._rows += name in _ROWS
        if name in _SIGNS and self._is_read():
            self._pieces.append(_SIGNS[name])

    def _end(self, name: str) -> None:
        if not self._skipped:
            self._hidden.end(name)
        self._skipped -= name in _SKIPPED
        self._inside -= name in self._within
        self._rows -= name in _ROWS
        if name in _CELLS:
            self._pieces.append("\t")
        elif name in _PARAGRAPHS and self._rows:
            self._pieces.append(" ")
        elif (name in _PARAGRAPHS or name in _ROWS) and not self._rows:
            self._flush()

    def _text(self, text: str) -> None:
        if self._inside and self._is_read():
            self._pieces.append(text)

    def _is_read(self) -> bool:
        return not self._skipped and not self._hidden

    def _flush(self) -> None:
        line = "".join(self._pieces)
        self._pieces.clear()
        if line.strip():
            self._sink.line(line)
