"""The sheets of an Excel file that help to fill it in: instructions, and words to choose from."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from policies.spreadsheets.columns import Column
from policies.spreadsheets.names import Known, Names
from policies.spreadsheets.reading import MOST_ROWS
from policies.spreadsheets.word_cells import (
    Choice,
    Places,
    UnitName,
)


def add_guide(book: Any, sheet: Any, columns: Sequence[Column], known: Known) -> None:
    """Add the instructions and the words, and offer the words in the sheet of rows."""
    _add_instructions(book, columns)
    words = {column: found for column in columns if (found := _words(column, known))}
    if not words:
        return
    title = _("Allowed words")
    lists = book.create_sheet(title)
    for place, column in enumerate(words, start=1):
        lists.column_dimensions[get_column_letter(place)].width = 32
        if not isinstance(column.cell, Places):  # several places stand in one cell
            _offer(sheet, columns.index(column) + 1, title, place, len(words[column]))
    lists.append([_bold(lists, str(column.heading)) for column in words])
    for number in range(max(len(found) for found in words.values())):
        lists.append(
            [
                _plain(lists, found[number]) if number < len(found) else None
                for found in words.values()
            ]
        )


def _add_instructions(book: Any, columns: Sequence[Column]) -> None:
    sheet = book.create_sheet(_("Instructions"))
    for letter, width in zip("ABCD", (30, 14, 70, 40), strict=True):
        sheet.column_dimensions[letter].width = width
    for sentence in (
        _("Write on the first sheet only, one thing a row. This sheet is not read."),
        _("Dates as 31.12.2026. Numbers with a comma or a point. No formulas, no merged cells."),
        _("Nothing becomes public by the import: all of it waits for approval."),
    ):
        sheet.append([_plain(sheet, sentence)])
    sheet.append([])
    headings = (_("Column"), _("Required"), _("What to write"), _("For instance"))
    sheet.append([_bold(sheet, heading) for heading in headings])
    for column in columns:
        required = _("yes") if column.required else _("no")
        cells = (column.heading, required, column.help, column.example)
        sheet.append([_plain(sheet, str(cell), wrap=True) for cell in cells])


def _words(column: Column, known: Known) -> list[str]:
    """What a cell of the column may say; nothing where it is not one of some words."""
    if isinstance(column.cell, Choice):
        return column.cell.words()
    if isinstance(column.cell, UnitName):
        return _names(known.units)
    return _names(known.settlements) if isinstance(column.cell, Places) else []


def _names(names: Names) -> list[str]:
    return sorted({thing.name for thing in names.by_pk.values()})


def _offer(sheet: Any, place: int, title: str, words_at: int, count: int) -> None:
    letter, words = get_column_letter(place), get_column_letter(words_at)
    offered = DataValidation(
        type="list",
        formula1=f"'{title}'!${words}$2:${words}${count + 1}",
        allow_blank=True,
        showErrorMessage=True,
        error=_("Choose a word from the list."),
    )
    offered.add(f"{letter}2:{letter}{MOST_ROWS + 1}")
    sheet.data_validations.append(offered)


def _plain(sheet: Any, text: str, *, wrap: bool = False) -> Any:
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    cell.alignment = Alignment(wrap_text=wrap, vertical="top")
    return cell


def _bold(sheet: Any, text: str) -> Any:
    cell = _plain(sheet, text)
    cell.font = Font(bold=True)
    return cell
