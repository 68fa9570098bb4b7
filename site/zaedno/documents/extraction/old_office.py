"""Word 97–2003, and the wrapping that new Office files get with a password.

A .doc keeps its text in pieces; a table says where each stands and whether a letter takes one byte
or two ([MS-DOC] 2.4.1, “Retrieving Text”).
"""

import re
import struct
from collections.abc import Iterator
from pathlib import Path

import olefile

from zaedno.documents.extraction.limits import Limits
from zaedno.documents.extraction.outcome import damaged, encrypted, too_large
from zaedno.documents.extraction.sink import Sink

_FLAGS, _LENGTHS, _TABLE_PLACE = 0x0A, 0x4C, 0x01A2
_ENCRYPTED, _SECOND_TABLE = 0x0100, 0x0200
_ONE_BYTE = 0x40000000
_PIECE_TABLE, _PROPERTIES = 0x02, 0x01
# A field: what the program computes it from, then what a reader sees.
_FIELD = re.compile(r"\x13[^\x13\x14\x15]*(?:\x14([^\x13\x14\x15]*))?\x15")
_MARKS = str.maketrans({"\x07": "\t", "\x0b": "\n", "\x0c": "\n", "\x1e": "-", "\x1f": None})
MOST_NESTED_FIELDS = 5


def is_wrapped_with_password(path: Path) -> bool:
    """Whether this is a new Office file under a password."""
    if not olefile.isOleFile(str(path)):
        return False
    with olefile.OleFileIO(str(path)) as wrapped:
        return bool(wrapped.exists("EncryptedPackage"))


def read_old_word(path: Path, sink: Sink, limits: Limits) -> None:
    """A .doc, paragraph after paragraph."""
    try:
        with olefile.OleFileIO(str(path)) as document:
            text = "".join(_pieces(document, limits.unpacked))
    except (OSError, struct.error, IndexError, ValueError) as error:
        raise damaged(f"Word 97: {error}") from error
    for _ in range(MOST_NESTED_FIELDS):
        text = _FIELD.sub(lambda found: found.group(1) or "", text)
    # The mark of a cell; two end a row.
    for line in text.replace("\x07\x07", "\r").translate(_MARKS).split("\r"):
        sink.line(line)


def _pieces(document: olefile.OleFileIO, most: int) -> Iterator[str]:
    main = _stream(document, "WordDocument", most)
    (flags,) = struct.unpack_from("<H", main, _FLAGS)
    if flags & _ENCRYPTED:
        raise encrypted("Word 97 with a password")
    table = _stream(document, "1Table" if flags & _SECOND_TABLE else "0Table", most)
    place, length = struct.unpack_from("<II", main, _TABLE_PLACE)
    pieces = _piece_table(table[place : place + length])
    for first, end in _read_stretches(main):
        yield from _text_of(main, pieces, first, end)


def _read_stretches(main: bytes) -> list[tuple[int, int]]:
    """Where the letters stand that a reader of the document sees.

    One after the other come text, footnotes, headers, (nothing), the notes of reviewers, endnotes
    and text boxes: headers repeat on each page, and the notes are not for readers.
    """
    lengths = struct.unpack_from("<7i", main, _LENGTHS)
    if min(lengths) < 0:
        raise damaged("Word 97: a part of negative length")
    text, footnotes, headers, nothing, notes, endnotes, boxes = lengths
    first = text + footnotes
    second = first + headers + nothing + notes
    return [(0, first), (second, second + endnotes + boxes)]


def _stream(document: olefile.OleFileIO, name: str, most: int) -> bytes:
    if not document.exists(name):
        raise damaged(f"Word 97: no {name}")
    if document.get_size(name) > most:
        raise too_large(f"{name} is too large")
    content: bytes = document.openstream(name).read()
    return content


def _piece_table(found: bytes) -> bytes:
    """The table of pieces, behind any number of properties."""
    at = 0
    while found[at] == _PROPERTIES:
        at += 3 + struct.unpack_from("<H", found, at + 1)[0]
    if found[at] != _PIECE_TABLE:
        raise damaged("Word 97: no table of pieces")
    (length,) = struct.unpack_from("<I", found, at + 1)
    return found[at + 5 : at + 5 + length]


def _text_of(main: bytes, table: bytes, first: int, end: int) -> Iterator[str]:
    """The text from one letter to before another."""
    count = (len(table) - 4) // 12
    ends = struct.unpack_from(f"<{count + 1}I", table)
    for number in range(count):
        (place,) = struct.unpack_from("<I", table, 4 * (count + 1) + 8 * number + 2)
        if ends[number + 1] < ends[number]:
            raise damaged("Word 97: pieces out of order")
        skipped = max(first - ends[number], 0)
        letters = min(ends[number + 1], end) - ends[number] - skipped
        if letters <= 0:
            continue
        if place & _ONE_BYTE:
            start = (place & ~_ONE_BYTE) // 2 + skipped
            yield main[start : start + letters].decode("cp1252", "replace")
        else:
            start = place + 2 * skipped
            yield main[start : start + 2 * letters].decode("utf-16-le", "replace")
