"""The text of real files, each read in a process of its own."""

from pathlib import Path

import pytest

from tests.documents.making import (
    FIXTURES,
    packed,
    paragraph,
    pdf_of_texts,
    sheet,
    slide,
    with_lengths,
    word,
)
from zaedno.documents.extraction.limits import Limits
from zaedno.documents.extraction.outcome import Outcome, Reading
from zaedno.documents.launching import read_file


def read(path: Path, **options: int) -> Reading:
    return read_file(path, path.suffix[1:], **options)  # type: ignore[arg-type]


def text_of(reading: Reading) -> str:
    assert reading.outcome is Outcome.READ, reading.reason
    return "\n".join(piece.text for piece in reading.pieces)


@pytest.mark.parametrize("kind", ["docx", "doc", "odt", "rtf"])
def test_text_and_tables_of_word_processors_are_read(kind: str) -> None:
    text = text_of(read(FIXTURES / f"doklad.{kind}"))
    assert text.startswith("Годишен доклад за състоянието на парковете\nОбщината стопанисва")
    assert "\nПарк Дървета\nЕзерото 418\nВтора страница." in text
    assert text.endswith("за чешма и осветление.")


def test_a_pdf_is_read_page_by_page() -> None:
    reading = read(FIXTURES / "doklad.pdf")
    assert [piece.page for piece in reading.pieces] == [1, 2, 3]
    assert reading.pages == 3
    assert "Поливната система на Кайлъка" in reading.pieces[1].text


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_rows_of_sheets_are_lines(kind: str) -> None:
    assert "Парк Дървета\nЕзерото 418\nКайлъка 1 200" in text_of(
        read(FIXTURES / f"byudzhet.{kind}")
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
@pytest.mark.parametrize("kind", ["txt", "csv"])
def test_plain_text_is_read_as_it_was_written(tmp_path: Path, kind: str, encoding: str) -> None:
    path = tmp_path / f"danni.{kind}"
    path.write_bytes("Село;Жители\nМалчика;1\xa0204".encode(encoding))
    assert text_of(read(path)) == "Село;Жители\nМалчика;1 204"


def test_slides_are_read_in_their_order(tmp_path: Path) -> None:
    path = packed(
        tmp_path / "plan.pptx",
        {f"ppt/slides/slide{n}.xml": slide(f"Кадър {n}") for n in (10, 2, 1)},
    )
    assert text_of(read(path)) == "Кадър 1\nКадър 2\nКадър 10"


def test_what_the_author_struck_out_or_noted_for_colleagues_is_not_read(tmp_path: Path) -> None:
    body = (
        "<w:p><w:r><w:t>Остава.</w:t></w:r><w:del><w:r><w:delText>Тайна.</w:delText></w:r></w:del>"
        "<w:r><w:instrText>HYPERLINK</w:instrText></w:r></w:p>"
    )
    path = word(tmp_path / "a.docx", body)
    packed_too = packed(
        tmp_path / "b.odt",
        {
            "content.xml": "<o xmlns:text='t' xmlns:office='o'><text:tracked-changes><text:p>Тайна."
            "</text:p></text:tracked-changes><text:p>Остава.<office:annotation><text:p>Тайна."
            "</text:p></office:annotation></text:p></o>"
        },
    )
    assert text_of(read(path)) == "Остава."
    assert text_of(read(packed_too)) == "Остава."


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
@pytest.mark.parametrize("target", ["worksheets/sheet1.xml", "/xl/worksheets/sheet1.xml"])
def test_a_hidden_sheet_is_not_read(tmp_path: Path, state: str, target: str) -> None:
    book = (
        f'<workbook xmlns:r="r"><sheets><sheet name="Показан" r:id="a"/>'
        f'<sheet name="Скрит" state="{state}" r:id="b"/></sheets></workbook>'
    )
    places = (
        '<R><Relationship Id="a" Target="worksheets/sheet2.xml"/>'
        f'<Relationship Id="b" Target="{target}"/></R>'
    )
    members = {
        "xl/workbook.xml": book,
        "xl/worksheets/sheet1.xml": sheet("Тайна"),
        "xl/worksheets/sheet2.xml": sheet("Явно"),
    }
    path = packed(tmp_path / "a.xlsx", members | {"xl/_rels/workbook.xml.rels": places})
    assert text_of(read(path)) == "Показан\nЯвно"
    where_is_not_said = packed(
        tmp_path / "b.xlsx", members | {"xl/_rels/workbook.xml.rels": "<R/>"}
    )
    assert read(where_is_not_said).outcome is Outcome.DAMAGED


def test_a_hidden_slide_is_not_read(tmp_path: Path) -> None:
    path = packed(
        tmp_path / "plan.pptx",
        {
            "ppt/slides/slide1.xml": slide("Тайна", ' show="0"'),
            "ppt/slides/slide2.xml": slide("Явно", ' show="1"'),
        },
    )
    assert text_of(read(path)) == "Явно"


def test_hidden_text_of_a_word_processor_is_not_read(tmp_path: Path) -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>Тайна.</w:t><w:tab/></w:r>"
    shown = '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>Остава</w:t></w:r>'
    # The mark of the paragraph is hidden, not its text; and what was hidden once is not now.
    mark = "<w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>"
    change = "<w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange>"
    before = f"<w:r><w:rPr>{change}</w:rPr><w:t>.</w:t></w:r>"
    path = word(tmp_path / "a.docx", f"<w:p>{mark}{hidden}{shown}{before}</w:p>")
    assert text_of(read(path)) == "Остава."


def test_hidden_tables_sections_and_letters_of_libreoffice_are_not_read(tmp_path: Path) -> None:
    content = (
        '<o xmlns:style="s" xmlns:table="b" xmlns:text="t">'
        '<style:style style:name="A" style:family="table">'
        '<style:table-properties table:display="false"/></style:style>'
        '<style:style style:name="B" style:family="text">'
        '<style:text-properties text:display="none"/></style:style>'
        '<table:table table:style-name="A"><table:table-row><table:table-cell><text:p>Тайна'
        "</text:p></table:table-cell></table:table-row></table:table>"
        '<table:table table:style-name="B"><table:table-row><table:table-cell><text:p>Явна'
        "</text:p></table:table-cell></table:table-row></table:table>"
        '<text:section text:display="none"><text:p>Тайна</text:p></text:section>'
        '<text:p text:style-name="A">Остава<text:span text:style-name="B"> тайна</text:span>.'
        "</text:p></o>"
    )
    path = packed(tmp_path / "a.ods", {"content.xml": content})
    assert text_of(read(path)) == "Явна\nОстава."


def test_headers_and_notes_of_reviewers_in_an_old_document_are_not_read(tmp_path: Path) -> None:
    whole = text_of(read(FIXTURES / "doklad.doc"))
    # Text, footnotes, headers, nothing, notes of reviewers, endnotes, text boxes: 316 letters.
    path = with_lengths(tmp_path / "a.doc", "doklad.doc", 40, 2, 10, 0, 200, 60, 4)
    found = text_of(read(path)).replace("\n", "")
    assert found.startswith(whole.replace("\n", "")[:40])
    assert found.endswith("за чешма и осветление.")
    assert "Езерото" not in found
    broken = with_lengths(tmp_path / "b.doc", "doklad.doc", 316, -1, 0, 0, 0, 0, 0)
    assert read(broken).outcome is Outcome.DAMAGED


def test_a_word_that_a_line_divided_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("обще-\nствен съвет, 2024-\n2027, мо\u00adст", encoding="utf-8")
    assert text_of(read(path)) == "обществен съвет, 2024-\n2027, мост"


def test_what_is_no_text_is_said_to_be_none(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(b"PK\x05\x06")
    assert read(path).outcome is Outcome.UNSUPPORTED
    path = word(tmp_path / "a.docx", paragraph(" 1 "))
    assert read(path).outcome is Outcome.EMPTY


def test_no_more_characters_are_kept_than_the_limit_says(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("дума " * 1_000, encoding="utf-8")
    reading = read_file(path, "txt", limits=Limits(characters=100))
    assert reading.is_cut
    assert sum(len(piece.text) for piece in reading.pieces) == 100


def test_long_text_without_pages_is_cut_into_stretches(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Изречение за парка.\n" * 2_000, encoding="utf-8")
    reading = read(path)
    assert len(reading.pieces) > 5
    assert max(len(piece.text) for piece in reading.pieces) < 10_000
    assert len(text_of(reading).splitlines()) == 2_000


def test_a_pdf_is_read_from_the_page_where_another_process_stopped(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf_of_texts("one alpha", "two beta", "three gamma"))
    reading = read(path, start=2)
    assert [(piece.page, piece.text) for piece in reading.pieces] == [
        (2, "two beta"),
        (3, "three gamma"),
    ]


def test_a_process_whose_time_is_nearly_up_says_where_to_go_on(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf_of_texts(*["many pages"] * 20))
    # More is kept for handing over than there is: one page is read all the same.
    reading = read_file(path, "pdf", limits=Limits(reserve=60.0))
    assert len(reading.pieces) == 1
    assert reading.next_page == 2
