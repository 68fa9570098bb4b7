"""Rows of an Excel file, read as a stream; formulas, merged cells and bombs are refused."""

import re
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from decimal import Decimal
from typing import IO, Any

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from policies.spreadsheets.rows import FileRefused, Row, Trouble, formula

MOST_UNPACKED = 64 * 1024 * 1024
MOST_COLUMNS = 100
_CHUNK = 1024 * 1024
_OVERLAP = 200
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=[\"']([A-Z0-9:]+)")
_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
# What reading raises where a part is cut off, missing, or not what it says it is.
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, struct.error, InvalidFileException, EOFError, OSError),
    *(LookupError, ValueError, TypeError, AttributeError, ArithmeticError, SyntaxError),
    *(NotImplementedError, RuntimeError),
)


def xlsx_rows(file: IO[bytes]) -> Iterator[Row]:
    """The rows of the first sheet, empty ones too.

    Raises:
        FileRefused: it is no Excel file, is broken, or holds merged cells.
    """
    try:
        _check_package(file)
        yield from _rows(file)
    except _BROKEN as error:
        raise FileRefused(
            _("The file is broken or no real Excel file. Open it, save it as .xlsx, try again.")
        ) from error


def _check_package(file: IO[bytes]) -> None:
    with zipfile.ZipFile(file) as package:
        parts = package.infolist()
        if any(part.flag_bits & 1 for part in parts):
            raise FileRefused(_("The file has a password. Save it without one."))
        if sum(part.file_size for part in parts) > MOST_UNPACKED:
            raise FileRefused(_("The file unpacks to more than it may. Divide it."))
        if "xl/workbook.xml" not in package.namelist():
            raise FileRefused(
                _("This is not an Excel file. Save it as .xlsx or CSV and choose it again.")
            )


def _rows(file: IO[bytes]) -> Iterator[Row]:
    with warnings.catch_warnings():
        # openpyxl warns of what it leaves out (pictures, validation), none of which is read.
        warnings.simplefilter("ignore")
        book = load_workbook(file, read_only=True, data_only=False, keep_links=False)
    try:
        sheet: Any = book.worksheets[0]
        # The address of the sheet in the package has no public name in openpyxl.
        _check_sheet(file, sheet._worksheet_path)
        sheet.reset_dimensions()  # what the file says of its size need not be true
        for number, cells in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), start=1):
            yield Row(number, _without_end([_value(cell) for cell in cells]))
    finally:
        book.close()


def _without_end(values: list[Any]) -> tuple[Any, ...]:
    """Values up to the last one that is there."""
    while values and (values[-1] is None or values[-1] == ""):
        values.pop()
    return tuple(values)


def _check_sheet(file: IO[bytes], path: str) -> None:
    """Look through the sheet for merged cells, which a streamed reading does not tell of."""
    merged: list[str] = []
    with zipfile.ZipFile(file) as package, package.open(path.lstrip("/")) as sheet:
        before = b""
        while chunk := sheet.read(_CHUNK):
            text = before + chunk
            if _DECLARATION.search(text):
                raise FileRefused(_("The file is not a real Excel file."))
            merged += [m.group(1).decode() for m in _MERGED.finditer(text)]
            before = text[-_OVERLAP:]
    if merged:
        names = ", ".join(dict.fromkeys(merged[:10]))
        raise FileRefused(
            _("Cells are merged: %(cells)s. Unmerge them, so that each row has its own values.")
            % {"cells": names}
        )


def _value(cell: Any) -> Any:
    """What a cell holds; a formula and an error are no values."""
    value = cell.value
    if value is None:
        return None
    if cell.data_type == "f":
        return formula()
    if cell.data_type == "e":
        return Trouble(_("The cell holds an error: %(error)s.") % {"error": value})
    if cell.data_type == "n" and "%" in str(cell.number_format):
        # Shown as 40 %, kept as 0.4: what the person sees is what is meant.
        return Decimal(f"{value:.15g}") * 100
    return value
