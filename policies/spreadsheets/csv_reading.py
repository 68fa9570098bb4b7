"""Rows of CSV, in any of the encodings and with any of the separators that offices use."""

import codecs
import csv
from collections.abc import Iterator
from io import StringIO
from itertools import islice
from typing import IO

from django.utils.translation import gettext as _

from policies.spreadsheets.rows import FileRefused, Row, Trouble, formula

SEPARATORS = (";", ",", "\t")
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_HEADINGS_WITHIN = 20


def csv_rows(file: IO[bytes]) -> Iterator[Row]:
    """The rows of a CSV file, empty ones too.

    Raises:
        FileRefused: it is no text, or cannot be read as CSV.
    """
    text = _decoded(file.read())
    lines = csv.reader(StringIO(text, newline=""), delimiter=_separator(text))
    try:
        for number, cells in enumerate(lines, start=1):
            yield Row(number, tuple(_value(cell) for cell in cells))
    except csv.Error as error:
        raise FileRefused(
            _("The file cannot be read as CSV. Save it again, or choose an Excel file.")
        ) from error


def _value(cell: str) -> str | Trouble:
    """What a cell says; our own files guard a text that begins so with an apostrophe."""
    return formula() if cell.startswith("=") else cell


def _decoded(content: bytes) -> str:
    """The text: UTF-16 by its mark or its zeros, else UTF-8, else Windows-1251."""
    try:
        if encoding := _utf_16(content):
            return content.decode(encoding)
        if b"\x00" in content:
            raise FileRefused(_("This is neither an Excel file (.xlsx) nor CSV."))
        return _eight_bit(content)
    except UnicodeDecodeError as error:
        raise FileRefused(
            _("The encoding of the text is unknown. Save the file as “CSV UTF-8”.")
        ) from error


def _eight_bit(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("windows-1251")


def _utf_16(content: bytes) -> str | None:
    """The encoding, where every second byte of Latin signs and separators is a zero."""
    if content.startswith(_UTF_16):
        return "utf-16"
    for encoding, at in (("utf-16-le", 1), ("utf-16-be", 0)):
        if len(content) % 2 == 0 and b"\x00" in content and not _other_zeros(content, at):
            return encoding
    return None


def _other_zeros(content: bytes, at: int) -> bool:
    return b"\x00" in content[1 - at :: 2]


def _separator(text: str) -> str:
    """The one that gives the headings, the first row that holds something, most columns."""
    return max(SEPARATORS, key=lambda separator: _columns(text, separator))


def _columns(text: str, separator: str) -> int:
    lines = csv.reader(StringIO(text, newline=""), delimiter=separator)
    try:
        for cells in islice(lines, _HEADINGS_WITHIN):
            if any(cell.strip() for cell in cells):
                return len(cells)
    except csv.Error:
        return 0
    return 0
