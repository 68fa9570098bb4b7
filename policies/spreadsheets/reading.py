"""Rows of a file, whatever program wrote it; what is no table of values is refused."""

from collections.abc import Iterator
from typing import IO, Any

from django.utils.translation import gettext as _

from policies.spreadsheets.csv_reading import csv_rows
from policies.spreadsheets.rows import FileRefused, Row
from policies.spreadsheets.xlsx_reading import xlsx_rows

MOST_BYTES = 10 * 1024 * 1024
MOST_ROWS = 20_000
# Empty rows with a format are rows, too; a file of them only is not read to its end.
MOST_VISITED = 10 * MOST_ROWS
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_EXCEL_NAMES = (".xlsx", ".xlsm")
# Pictures and packages: PNG, JPEG, GIF, gzip, RAR, 7z.
_NO_TEXT = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf")


def rows_of(file: IO[bytes]) -> Iterator[Row]:
    """The rows that hold something, the headings first.

    Raises:
        FileRefused: the file is too large, or not what it should be; also while it is read.
    """
    head = _head(file)
    found = xlsx_rows(file) if head.startswith(_ZIP) else csv_rows(file)
    return _bounded(found)


def _head(file: IO[bytes]) -> bytes:
    file.seek(0, 2)
    size = file.tell()
    if size > MOST_BYTES:
        raise FileRefused(_("The file is larger than 10 MB. Divide it."))
    if size == 0:
        raise FileRefused(_("The file is empty."))
    file.seek(0)
    head = file.read(1024)
    _refuse_other_kinds(head, file)
    file.seek(0)
    return head


def _refuse_other_kinds(head: bytes, file: IO[bytes]) -> None:
    if head.startswith(_OLE):
        if _ENCRYPTED in file.read():
            raise FileRefused(_("The file has a password. Save it without one."))
        raise FileRefused(
            _("This is an old Excel file (.xls). Save it as .xlsx and choose it again.")
        )
    if b"%PDF-" in head:
        raise FileRefused(_("This is a PDF. Choose an Excel file (.xlsx) or CSV."))
    if not head.startswith(_ZIP) and _name_of(file).endswith(_EXCEL_NAMES):
        raise FileRefused(_("The file is not a real Excel file."))
    if head.startswith(_NO_TEXT):
        raise FileRefused(_("This is neither an Excel file (.xlsx) nor CSV."))


def _name_of(file: IO[bytes]) -> str:
    return str(getattr(file, "name", "")).lower()


def _bounded(rows: Iterator[Row]) -> Iterator[Row]:
    """Rows that hold something, up to the most that are taken in one file."""
    taken = 0
    for row in rows:
        filled = any(not _is_empty(cell) for cell in row.cells)
        taken += filled
        if taken > MOST_ROWS + 1 or row.number > MOST_VISITED:
            raise FileRefused(
                _("The file has more than %(most)s rows. Divide it.") % {"most": "20 000"}
            )
        if filled:
            yield row


def _is_empty(cell: Any) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())
