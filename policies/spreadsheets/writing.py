"""Tables as files: XLSX and CSV that the import reads back to the same values."""

import csv
import re
import tempfile
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from io import TextIOWrapper
from typing import IO, Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from policies.spreadsheets.cells import (
    Code,
    Day,
    Text,
)
from policies.spreadsheets.columns import Column
from policies.spreadsheets.guide import add_guide
from policies.spreadsheets.kinds import COLUMNS
from policies.spreadsheets.names import Known
from policies.spreadsheets.numerals import is_exact, written

# A spreadsheet would run such a text as a formula (OWASP: CSV injection).
_FORMULA = re.compile(r"'*[=+\-@]")
_ALREADY_GUARDED = re.compile(r"'+[=+\-@]")
_KEPT_IN_MEMORY = 1024 * 1024
_FIRST_DAY = date(1900, 3, 1)  # before it, spreadsheets count a day that never was
WIDE, NARROW = 32, 16
TEXT_FORMAT, DATE_FORMAT = "@", "DD.MM.YYYY"


class FileFormat(TextChoices):
    """Kinds of files that are written."""

    XLSX = "xlsx", _("Excel (.xlsx)")
    CSV = "csv", _("CSV")


CONTENT_TYPES = {
    FileFormat.XLSX.value: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FileFormat.CSV.value: "text/csv; charset=utf-8",
}


def write_table(
    kind: str, rows: Iterable[Mapping[str, Any]], file_format: str, known: Known
) -> IO[bytes]:
    """A file of rows, in the language that is active.

    Args:
        kind: what the rows are.
        rows: values by name of the column.
        file_format: one of ``FileFormat``.
        known: units and settlements, which XLSX offers as words to choose.

    Returns:
        The file, open at its beginning; whoever takes it closes it.
    """
    file: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=_KEPT_IN_MEMORY)  # noqa: SIM115  handed on
    if file_format == FileFormat.CSV:
        _write_csv(kind, rows, file)
    else:
        _write_xlsx(kind, rows, file, known)
    file.seek(0)
    return file


def _write_csv(kind: str, rows: Iterable[Mapping[str, Any]], file: IO[bytes]) -> None:
    text = TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    columns = COLUMNS[kind]
    writer.writerow([str(column.heading) for column in columns])
    for row in rows:
        writer.writerow([_csv_cell(_shown(column, row)) for column in columns])
    text.detach()


def _csv_cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return f"'{value}" if _FORMULA.match(value) else value
    if isinstance(value, Decimal):
        return written(value)
    return f"{value:%d.%m.%Y}" if isinstance(value, date) else str(value)


def _write_xlsx(
    kind: str, rows: Iterable[Mapping[str, Any]], file: IO[bytes], known: Known
) -> None:
    book = Workbook(write_only=True)
    columns = COLUMNS[kind]
    sheet = book.create_sheet(str(_("Rows")))
    sheet.freeze_panes = "A2"
    for place, column in enumerate(columns, start=1):
        _lay_out(sheet.column_dimensions[get_column_letter(place)], column)
    add_guide(book, sheet, columns, known)
    sheet.append([_heading(sheet, column) for column in columns])
    for row in rows:
        sheet.append([_xlsx_cell(sheet, column, _shown(column, row)) for column in columns])
    book.save(file)


def _lay_out(dimension: Any, column: Column) -> None:
    """Prepare the empty cells of a column, too: a number 1.10 typed there stays what it is."""
    dimension.width = WIDE if type(column.cell) is Text else NARROW
    if isinstance(column.cell, Code):
        dimension.number_format = TEXT_FORMAT
    if isinstance(column.cell, Day):
        dimension.number_format = DATE_FORMAT


def _heading(sheet: Any, column: Column) -> Any:
    cell = _text(sheet, str(column.heading))
    cell.font = Font(bold=True)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _xlsx_cell(sheet: Any, column: Column, value: Any) -> Any:
    if value is None:
        return None
    if isinstance(value, Decimal) and not is_exact(value):
        value = written(value)
    if isinstance(value, date) and value < _FIRST_DAY:
        value = f"{value:%d.%m.%Y}"
    if isinstance(value, str):
        cell = _text(sheet, f"'{value}" if _ALREADY_GUARDED.match(value) else value)
        if isinstance(column.cell, Code):
            cell.number_format = TEXT_FORMAT
        return cell
    cell = WriteOnlyCell(sheet, value)
    if isinstance(value, date):
        cell.number_format = DATE_FORMAT
    return cell


def _text(sheet: Any, value: str) -> Any:
    """A cell that stays text whatever it begins with, also when somebody edits it."""
    cell = WriteOnlyCell(sheet, value)
    cell.data_type = "s"
    if _FORMULA.match(value):
        cell.quotePrefix = True
    return cell


def _shown(column: Column, row: Mapping[str, Any]) -> Any:
    value = row.get(column.name, column.cell.empty)
    if value is None:
        return None
    value = column.cell.write(column.cell.normal(value))
    return None if value == "" else value
