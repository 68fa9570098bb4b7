"""From the rows of a file to lines: which column is which, and what each cell says."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _

from policies.spreadsheets.cells import (
    tidy,
)
from policies.spreadsheets.columns import Column
from policies.spreadsheets.findings import Findings
from policies.spreadsheets.kinds import COLUMNS, recognised
from policies.spreadsheets.names import Known
from policies.spreadsheets.numerals import Unreadable
from policies.spreadsheets.plan import Line
from policies.spreadsheets.rows import Row, Trouble


class NoTable(Exception):
    """The headings are not those of the kind; what is wrong stands among the findings."""


def lines_of(
    rows: Iterator[Row],
    kind: str,
    known: Known,
    findings: Findings,
    *,
    optional: frozenset[str] = frozenset(),
) -> Iterator[Line]:
    """The lines under the headings.

    Args:
        rows: of the file, the first of them the headings.
        kind: what the rows are.
        known: units and settlements that cells may name.
        findings: takes what is wrong.
        optional: names of columns that are known without the file.

    Raises:
        NoTable: there are no headings, or some are unknown, doubled or missing.
    """
    headings = next(rows, None)
    if headings is None:
        findings.fault(_("The file is empty."))
        raise NoTable
    columns = _columns(headings, kind, findings, optional)
    for row in rows:
        yield _line(row, columns, known, findings, optional)


def _columns(
    headings: Row, kind: str, findings: Findings, optional: frozenset[str]
) -> list[Column | None]:
    """The column at each place; None at places without a heading."""
    before = findings.faults
    found = recognised(kind, headings.cells)
    for cell, column in zip(headings.cells, found, strict=True):
        if column is None and cell is not None and str(cell).strip():
            findings.fault(
                _("There is no column “%(heading)s” in files of this kind.")
                % {"heading": _shown(cell)},
                row=headings.number,
            )
    for column in COLUMNS[kind]:
        _check_once(column, found, headings.number, findings, optional)
    if findings.faults > before:
        raise NoTable
    return found


def _check_once(
    column: Column,
    found: Sequence[Column | None],
    number: int,
    findings: Findings,
    optional: frozenset[str],
) -> None:
    times = found.count(column)
    if times > 1:
        findings.fault(_("The column stands twice."), row=number, column=column.heading)
    if not times and column.required and column.name not in optional:
        findings.fault(_("The column is missing."), row=number, column=column.heading)


def _line(
    row: Row,
    columns: Sequence[Column | None],
    known: Known,
    findings: Findings,
    optional: frozenset[str],
) -> Line:
    if len(row.cells) > len(columns):
        # A decimal comma between commas moves all that stands after it.
        findings.fault(
            _(
                "The row has more cells than the headings. In CSV, separate the cells with"
                " semicolons, or put numbers with a comma in quotation marks."
            ),
            row=row.number,
        )
        return Line(row.number, {}, frozenset(column.name for column in columns if column))
    values: dict[str, Any] = {}
    unreadable = set()
    for place, column in enumerate(columns):
        cell = row.cells[place] if place < len(row.cells) else None
        if column is None:
            continue  # looked at below
        try:
            values[column.name] = _read(cell, column, known, optional)
        except Unreadable as problem:
            unreadable.add(column.name)
            findings.fault(problem, row=row.number, column=column.heading)
    under_none = [cell for place, cell in enumerate(row.cells) if columns[place] is None]
    if any(cell is not None and str(cell).strip() for cell in under_none):
        findings.fault(_("The value stands under no heading."), row=row.number)
    return Line(row.number, values, frozenset(unreadable))


def _read(cell: Any, column: Column, known: Known, optional: frozenset[str]) -> Any:
    if isinstance(cell, Trouble):
        raise Unreadable(cell.sentence)
    if cell is None or (isinstance(cell, str) and not tidy(cell)):
        if column.required and column.name not in optional:
            raise Unreadable(_("The cell is empty."))
        return column.cell.empty
    return column.cell.read(cell, known)


def _shown(cell: Any) -> str:
    return cell.sentence if isinstance(cell, Trouble) else str(cell).strip()[:60]
