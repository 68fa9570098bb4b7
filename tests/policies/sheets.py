"""Files of rows for tests, as a clerk would make them."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook

from policies.spreadsheets.checking import check_file
from policies.spreadsheets.kinds import COLUMNS
from policies.spreadsheets.plan import Plan

MEASURES = ("Политика", "Цел №", "Мярка №", "Заглавие", "Начало", "Срок", "Тегло")
STATUSES = ("Политика", "Цел №", "Мярка №", "Заглавие", "Състояние", "Състояние от", "Причина")
MONEY = (
    "Политика",
    "Мярка №",
    "Година",
    "Източник на парите",
    "Планирано",
    "Похарчено",
    "Валута",
)
INDICATORS = (
    *("Политика", "Мярка №", "Показател №", "Заглавие", "Мерна единица", "Посока"),
    *("Изходна стойност", "Честота", "Цели по години"),
)
MEASUREMENTS = ("Политика", "Показател №", "Дата", "Стойност", "Източник", "Бележка")


def xlsx(headings: Sequence[Any], *rows: Sequence[Any]) -> BytesIO:
    """An Excel file."""
    book = Workbook()
    sheet: Any = book.active
    for row in (headings, *rows):
        sheet.append(list(row))
    return saved(book)


def saved(book: Workbook) -> BytesIO:
    file = BytesIO()
    book.save(file)
    file.seek(0)
    file.name = "файл.xlsx"
    return file


def csv(
    headings: Sequence[Any],
    *rows: Sequence[Any],
    encoding: str = "utf-8",
    separator: str = ";",
) -> BytesIO:
    """A CSV file."""
    lines = [separator.join(str(cell) for cell in row) for row in (headings, *rows)]
    file = BytesIO("\r\n".join(lines).encode(encoding))
    file.name = "файл.csv"
    return file


def checked(file: BytesIO, kind: str, *, may_change: bool = True, policy: Any = None) -> Plan:
    """What a check says of a file."""
    file.seek(0)
    return check_file(file, kind=kind, may_change=may_change, policy=policy)


def found(plan: Plan) -> list[tuple[int | None, str]]:
    """Where the mistakes are."""
    return [(one.row, one.column) for one in plan.findings.in_order() if one.level == "fault"]


def sentences(plan: Plan) -> str:
    return "\n".join(one.sentence for one in plan.findings.in_order())


def headings_of(kind: str) -> list[str]:
    return [str(column.heading) for column in COLUMNS[kind]]
