"""Excel: rows of cells, the texts of which stand in a list of their own."""

import re
from collections.abc import Iterator
from pathlib import Path

from zaedno.documents.extraction import old_office
from zaedno.documents.extraction.limits import Limits
from zaedno.documents.extraction.outcome import encrypted
from zaedno.documents.extraction.packed import Archive, XmlReader, opened
from zaedno.documents.extraction.sink import Sink

_STRINGS = "xl/sharedStrings.xml"
_BOOK = "xl/workbook.xml"
_SHEET = re.compile(r"xl/worksheets/sheet(\d+)\.xml")


def read_sheets(path: Path, sink: Sink, limits: Limits) -> None:
    """An .xlsx: names of the sheets, then a line for each row; values, not formulas."""
    if old_office.is_wrapped_with_password(path):
        raise encrypted("Office file with a password")
    with opened(str(path), unpacked=limits.unpacked) as archive:
        sink.line(" ".join(_names_of_sheets(archive)))
        strings = _SharedStrings()
        if _STRINGS in archive.names:
            strings.read(archive.blocks(_STRINGS))
        found = filter(None, map(_SHEET.fullmatch, archive.names))
        for match in sorted(found, key=lambda match: int(match.group(1))):
            _Rows(sink, strings.found).read(archive.blocks(match.group()))


def _names_of_sheets(archive: Archive) -> list[str]:
    names: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if name == "sheet":
            names.append(attributes.get("name", ""))

    reader = XmlReader(start=start, end=lambda _name: None, text=lambda _text: None)
    reader.read(archive.blocks(_BOOK))
    return names


class _SharedStrings:
    def __init__(self) -> None:
        self.found: list[str] = []
        self._pieces: list[str] = []
        self._inside = self._phonetic = 0

    def read(self, blocks: Iterator[bytes]) -> None:
        XmlReader(start=self._start, end=self._end, text=self._text).read(blocks)

    def _start(self, name: str, _attributes: dict[str, str]) -> None:
        self._inside += name == "t"
        self._phonetic += name == "rPh"

    def _end(self, name: str) -> None:
        self._inside -= name == "t"
        self._phonetic -= name == "rPh"
        if name == "si":
            self.found.append("".join(self._pieces))
            self._pieces.clear()

    def _text(self, text: str) -> None:
        if self._inside and not self._phonetic:
            self._pieces.append(text)


class _Rows:
    def __init__(self, sink: Sink, strings: list[str]) -> None:
        self._sink = sink
        self._strings = strings
        self._cells: list[str] = []
        self._pieces: list[str] = []
        self._kind = ""
        self._inside = 0

    def read(self, blocks: Iterator[bytes]) -> None:
        XmlReader(start=self._start, end=self._end, text=self._text).read(blocks)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._inside += name in ("v", "t")
        if name == "c":
            self._kind = attributes.get("t", "n")

    def _end(self, name: str) -> None:
        self._inside -= name in ("v", "t")
        if name == "c":
            self._cells.append(self._value("".join(self._pieces)))
            self._pieces.clear()
        elif name == "row":
            self._flush()

    def _text(self, text: str) -> None:
        if self._inside:
            self._pieces.append(text)

    def _value(self, written: str) -> str:
        if self._kind != "s":
            return written
        number = int(written) if written.isascii() and written.isdecimal() else -1
        return self._strings[number] if 0 <= number < len(self._strings) else ""

    def _flush(self) -> None:
        line = "\t".join(self._cells)
        self._cells.clear()
        if line.strip():
            self._sink.line(line)
