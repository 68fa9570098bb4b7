"""Excel: rows of cells, the texts of which stand in a list of their own."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from posixpath import join, normpath

from zaedno.documents.extraction import old_office
from zaedno.documents.extraction.limits import Limits
from zaedno.documents.extraction.outcome import damaged, encrypted
from zaedno.documents.extraction.packed import Archive, XmlReader, opened
from zaedno.documents.extraction.sink import Sink

_STRINGS = "xl/sharedStrings.xml"
_BOOK = "xl/workbook.xml"
_PLACES = "xl/_rels/workbook.xml.rels"
_HIDDEN = frozenset({"hidden", "veryHidden"})
_SHEET = re.compile(r"xl/worksheets/sheet(\d+)\.xml")


def read_sheets(path: Path, sink: Sink, limits: Limits) -> None:
    """An .xlsx: names of the sheets, then a line for each row; values, not formulas.

    A hidden sheet is as if it were not there: often it holds what is not for readers.
    """
    if old_office.is_wrapped_with_password(path):
        raise encrypted("Office file with a password")
    with opened(str(path), unpacked=limits.unpacked) as archive:
        sheets = _sheets(archive)
        sink.line(" ".join(sheet.name for sheet in sheets if not sheet.hidden))
        hidden = _places_of(archive, [sheet for sheet in sheets if sheet.hidden])
        strings = _SharedStrings()
        if _STRINGS in archive.names:
            strings.read(archive.blocks(_STRINGS))
        found = filter(None, map(_SHEET.fullmatch, archive.names))
        for match in sorted(found, key=lambda match: int(match.group(1))):
            if match.group() not in hidden:
                _Rows(sink, strings.found).read(archive.blocks(match.group()))


@dataclass(frozen=True)
class _Sheet:
    name: str
    hidden: bool
    link: str


def _sheets(archive: Archive) -> list[_Sheet]:
    return [
        _Sheet(
            name=found.get("name", ""),
            hidden=found.get("state") in _HIDDEN,
            link=next((value for key, value in found.items() if key.endswith(":id")), ""),
        )
        for found in _elements(archive, _BOOK, "sheet")
    ]


def _places_of(archive: Archive, sheets: list[_Sheet]) -> set[str]:
    """The members that hold some sheets.

    Raises:
        Unreadable: the file does not say where one of them is.
    """
    if not sheets:
        return set()
    links = _elements(archive, _PLACES, "Relationship")
    places = {found.get("Id", ""): found.get("Target", "") for found in links}
    if not all(places.get(sheet.link) for sheet in sheets):
        raise damaged("a hidden sheet is nowhere")
    # A place that begins with a stroke is one from the top.
    return {normpath(join("/xl", places[sheet.link])).lstrip("/") for sheet in sheets}


def _elements(archive: Archive, member: str, wanted: str) -> list[dict[str, str]]:
    """The attributes of all elements of a name."""
    found: list[dict[str, str]] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if name == wanted:
            found.append(attributes)

    reader = XmlReader(start=start, end=lambda _name: None, text=lambda _text: None)
    reader.read(archive.blocks(member))
    return found


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
