"""What is taken as a table, and how a cell is read."""

import zipfile
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from policies.enums import MeasureStatus, MoneySource
from policies.spreadsheets.cells import (
    Code,
    Day,
    Text,
    Whole,
)
from policies.spreadsheets.kinds import COLUMNS, by_heading
from policies.spreadsheets.names import Known
from policies.spreadsheets.numerals import Unreadable, is_exact, number_in, plain, written
from policies.spreadsheets.reading import rows_of
from policies.spreadsheets.rows import FileRefused, Trouble
from policies.spreadsheets.word_cells import (
    Choice,
    CurrencyCode,
    Places,
    Targets,
    UnitName,
)
from tests.policies.sheets import csv, saved, xlsx
from zaedno.core.money import Currency

ROW = ("Мярка", "1,5", "да")
KNOWN = Known()


def cells(file: BytesIO) -> list[tuple[Any, ...]]:
    return [row.cells for row in rows_of(file)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "windows-1251"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_csv_in_any_encoding_and_with_any_separator(encoding, separator):
    row = ("Цел", "Мярка", "Срок")
    assert cells(csv(row, row, encoding=encoding, separator=separator)) == [row, row]


def test_rows_are_numbered_as_the_program_shows_them():
    file = BytesIO('Цел;Мярка\r\n\r\n"две\nредa";1\r\n;;\r\n3;4\r\n'.encode())
    assert [row.number for row in rows_of(file)] == [1, 3, 5]


def test_excel_gives_texts_numbers_and_dates():
    book = Workbook()
    sheet: Any = book.active
    sheet.append(["Текст", 12.5, date(2026, 3, 1), None])
    assert cells(saved(book))[0][:3] == ("Текст", 12.5, datetime(2026, 3, 1))


def test_a_share_shown_as_per_cent_is_read_as_it_is_shown():
    book = Workbook()
    sheet: Any = book.active
    sheet.append([0.4])
    sheet["A1"].number_format = "0%"
    assert cells(saved(book)) == [(40,)]


def test_a_formula_is_no_value():
    (row,) = cells(xlsx(["=1+1", "'=1"]))
    assert isinstance(row[0], Trouble)
    assert row[1] == "'=1"


def test_merged_cells_are_refused_by_name():
    book = Workbook()
    sheet: Any = book.active
    sheet.append(["Цел", "Мярка"])
    sheet.merge_cells("B2:C4")
    with pytest.raises(FileRefused, match="B2:C4"):
        cells(saved(book))


def bomb() -> BytesIO:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", b"<x/>")
        for number in range(4):
            package.writestr(f"xl/{number}.xml", b"\0" * 50_000_000)
    return file


def other_package() -> BytesIO:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("word/document.xml", b"<x/>")
    return file


def cut_off() -> BytesIO:
    return BytesIO(xlsx(ROW).getvalue()[:-200])


def without_sheet() -> BytesIO:
    file = BytesIO()
    with zipfile.ZipFile(xlsx(ROW)) as whole, zipfile.ZipFile(file, "w") as package:
        for name in whole.namelist():
            if "worksheets" not in name:
                package.writestr(name, whole.read(name))
    return file


OLE = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600


@pytest.mark.parametrize(
    "file",
    [
        pytest.param(BytesIO(b""), id="empty"),
        pytest.param(BytesIO(b"%PDF-1.7\n" + b"x" * 99), id="pdf"),
        pytest.param(BytesIO(OLE), id="old excel"),
        pytest.param(BytesIO(OLE + "EncryptedPackage".encode("utf-16-le")), id="password"),
        pytest.param(BytesIO(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), id="picture"),
        pytest.param(BytesIO(b"\x98\x98;\xff"), id="unknown encoding"),
        pytest.param(BytesIO(b"x" * (10 * 1024 * 1024 + 1)), id="too large"),
        pytest.param(BytesIO(b"PK\x03\x04" + b"x" * 500), id="broken"),
        pytest.param(cut_off(), id="cut off"),
        pytest.param(without_sheet(), id="no sheet"),
        pytest.param(other_package(), id="word"),
        pytest.param(bomb(), id="bomb"),
    ],
)
def test_what_is_no_table_is_refused_in_a_sentence(file):
    with pytest.raises(FileRefused) as refusal:
        cells(file)
    assert str(refusal.value).endswith((".", "„.", "“."))


@pytest.mark.parametrize("content", [b"\x89PNG1234", b"not;a;package", b"\x01\x02"])
def test_what_is_called_excel_and_is_none_is_refused_by_that_name(content):
    file = BytesIO(content)
    file.name = "Мерки.XLSX"
    with pytest.raises(FileRefused, match="не е истински файл на Excel"):
        cells(file)


def test_a_picture_called_csv_is_refused_too():
    file = BytesIO(b"\x89PNG1234")
    file.name = "мерки.csv"
    with pytest.raises(FileRefused, match="Това не е нито файл на Excel"):
        cells(file)


def test_a_file_of_a_hundred_thousand_rows_is_not_read_to_its_end():
    file = BytesIO(b"a;b\n" + b"1;2\n" * 100_000)
    taken = 0
    with pytest.raises(FileRefused, match="20 000"):
        for _row in rows_of(file):
            taken += 1
    assert taken == 20_001


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        pytest.param("12,5", "12.5", id="decimal comma"),
        pytest.param("12.5", "12.5", id="decimal point"),
        pytest.param("1 234,50", "1234.50", id="thousands with a space"),
        pytest.param("1\u00a0234\u202f567", "1234567", id="with unbreakable spaces"),
        pytest.param("1.234,5", "1234.5", id="with points"),
        pytest.param("1,234.5", "1234.5", id="with commas"),
        pytest.param("1.234.567", "1234567", id="points only"),
        pytest.param("−7", "-7", id="a real minus"),
        pytest.param("40 %", "40", id="per cent"),
        pytest.param(0.1 + 0.2, "0.3", id="error of the program's arithmetic"),
        pytest.param(12, "12", id="whole"),
    ],
)
def test_numbers_as_people_write_them(cell, number):
    assert number_in(cell) == Decimal(number)


@pytest.mark.parametrize(
    "cell", ["", "много", "1 23", "12,", "1e5", "1,2,3", "٣", True, date.today()]
)
def test_what_is_no_number_is_said_to_be_none(cell):
    with pytest.raises(Unreadable):
        number_in(cell)


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, places=4, min_value=-(10**12), max_value=10**12
    )
)
def test_a_number_is_written_as_it_is_read(value):
    assert number_in(plain(value)) == value
    assert number_in(written(value)) == value
    if is_exact(value):
        assert number_in(float(value)) == value


@pytest.mark.parametrize(
    ("form", "cell", "value"),
    [
        (Code(), " 1.10. ", "1.10"),
        (Code(), 3, "3"),
        (Whole(), "2 026", 2026),
        (Day(), "1.3.2026 г.", date(2026, 3, 1)),
        (Day(), "2026-03-01", date(2026, 3, 1)),
        (Day(), datetime(2026, 3, 1, 15, 0), date(2026, 3, 1)),
        (Choice(choices=MeasureStatus), "In Progress", "in_progress"),
        (Choice(choices=MoneySource), "municipal", "municipal"),
        (CurrencyCode(choices=Currency, also=(("лв.", "BGN"),)), "Лв.", "BGN"),
        (Targets(), "2026 = 40; 2027: 55,5", {2026: Decimal(40), 2027: Decimal("55.5")}),
        (Text(), " ред\r\nвтори ", "ред\nвтори"),
        (Text(), "'=1+1", "=1+1"),
        (Text(), "'така'", "'така'"),
    ],
)
def test_a_cell_is_read_from_whatever_a_clerk_typed(form, cell, value):
    assert form.read(cell, KNOWN) == value


@pytest.mark.parametrize(
    ("form", "cell"),
    [
        pytest.param(Code(), 1.1, id="1.10 became 1.1"),
        pytest.param(Code(), datetime(2026, 2, 1), id="1.2 became a date"),
        pytest.param(Code(), "А1", id="letters in a number"),
        pytest.param(Whole(), "2,5", id="part of a year"),
        pytest.param(Whole(), -1, id="negative"),
        pytest.param(Day(), "31.02.2026", id="no such day"),
        pytest.param(Day(), "1.3.26", id="two digits of the year"),
        pytest.param(Day(), "01.03.0206", id="mistyped year"),
        pytest.param(Day(), 45000, id="bare number"),
        pytest.param(Choice(choices=MeasureStatus), "закъснява", id="no such status"),
        pytest.param(CurrencyCode(choices=Currency), "USD", id="other currency"),
        pytest.param(UnitName(), "Няма такава", id="unknown unit"),
        pytest.param(Places(), "Обнова; Никъде", id="unknown settlement"),
        pytest.param(Targets(), "2026=40; 2026=50", id="year twice"),
        pytest.param(Targets(), "догодина=40", id="no year"),
        pytest.param(Text(), "я" * 40_000, id="longer than a cell"),
    ],
)
def test_a_cell_that_holds_something_else_is_refused(form, cell):
    with pytest.raises(Unreadable):
        form.read(cell, KNOWN)


@pytest.mark.parametrize("kind", COLUMNS)
def test_no_two_columns_of_a_kind_have_one_heading_in_any_language(kind):
    headings = by_heading(kind)
    for column in COLUMNS[kind]:
        assert column in headings.values()
    assert len(headings) >= len(COLUMNS[kind])
