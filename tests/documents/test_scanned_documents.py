"""Scanned pages: a report is read for real, the rest by a program that behaves like tesseract.

That holds what we ask, when we do not ask, and that a failure costs a page and nothing else.
"""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest

from tests.documents.conftest import Upload
from tests.documents.making import fixture, pdf_of_texts, scanned_pdf
from tests.needs import not_there
from tests.services.recogniser import knows_bulgarian
from zaedno.documents.enums import TextState
from zaedno.documents.extraction.limits import Limits
from zaedno.documents.extraction.outcome import Outcome
from zaedno.documents.launching import read_file
from zaedno.documents.models import DocumentText

SCANNED_DOTS = 200
SAYS = "echo Сканирано решение за чешмата"
Install = Callable[..., Path]

TESSERACT = """#!/bin/sh
echo "$@" >> "{log}"
if [ "$1" = "--list-langs" ]; then
  echo "List of available languages in /usr/share (2):"; printf '{languages}\\n'; exit 0
fi
head -c 15 | tr -d '\\0' | head -1 >> "{log}"
cat > /dev/null
{act}
"""


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """Put a tesseract on the path; returns where it notes what it was asked."""

    def put(*, languages: str = "bul\\neng", act: str = SAYS) -> Path:
        program, log = tmp_path / "tesseract", tmp_path / "asked"
        program.write_text(TESSERACT.format(log=log, languages=languages, act=act))
        program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
        return log

    return put


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    path = tmp_path / "scan.pdf"
    path.write_bytes(scanned_pdf(2))
    return path


def test_a_page_that_is_a_picture_is_recognised(install: Install, scan: Path) -> None:
    log = install()
    reading = read_file(scan, "pdf")
    assert [piece.text for piece in reading.pieces] == ["Сканирано решение за чешмата"] * 2
    assert reading.recognised == 2
    asked = log.read_text().splitlines()
    assert "stdin stdout -l bul+eng" in asked
    # An A4 page at 300 dots an inch, in grey.
    assert "P5 2480 3509 25" in asked


def test_a_scanned_report_is_read_with_its_pages(tmp_path: Path) -> None:
    if not knows_bulgarian():
        not_there("no tesseract that reads Bulgarian", "`make test` installs it")
    reading = read_file(scan_of("doklad.pdf", tmp_path / "scan.pdf"), "pdf")
    assert (reading.outcome, reading.recognised) == (Outcome.READ, 3)
    first, second, third = ("".join(piece.text.split()) for piece in reading.pieces)
    assert "засаденилипиикестени" in first
    assert "ПоливнатасистеманаКайлъка" in second
    assert "чешмаиосветление" in third


def scan_of(name: str, path: Path) -> Path:
    """The pages of a PDF as pictures alone, as a scanner makes them."""
    with pypdfium2.PdfDocument(fixture(name)) as document:
        first, *others = (page.render(scale=SCANNED_DOTS / 72).to_pil() for page in document)
    first.save(path, save_all=True, append_images=others, resolution=SCANNED_DOTS)
    return path


def test_without_the_program_a_scan_has_no_text(
    scan: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    reading = read_file(scan, "pdf")
    assert (reading.outcome, reading.blank) == (Outcome.EMPTY, 2)


def test_a_program_that_knows_no_bulgarian_is_not_asked(install: Install, scan: Path) -> None:
    install(languages="eng\\ndeu")
    assert read_file(scan, "pdf").outcome is Outcome.EMPTY


def test_a_page_with_text_is_not_recognised(install: Install, tmp_path: Path) -> None:
    log = install()
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf_of_texts("a page with text"))
    assert read_file(path, "pdf").recognised == 0
    assert not log.exists()


def test_a_blank_page_is_not_recognised(install: Install, tmp_path: Path) -> None:
    log = install()
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf_of_texts(""))
    assert read_file(path, "pdf").outcome is Outcome.EMPTY
    assert not log.exists()


@pytest.mark.parametrize("act", ["exit 1", "kill -9 $$", "printf '\\377\\376'"])
def test_a_failure_costs_the_page_only(install: Install, scan: Path, act: str) -> None:
    install(act=act)
    assert read_file(scan, "pdf").outcome is Outcome.EMPTY


@pytest.mark.slow
def test_a_program_that_hangs_is_ended_in_time(install: Install, scan: Path) -> None:
    install(act="sleep 60")
    begun = time.monotonic()
    reading = read_file(scan, "pdf", limits=Limits(seconds=7.0))
    assert time.monotonic() - begun < 12
    assert reading.next_page == 2 or reading.outcome is Outcome.EMPTY


def test_a_picture_that_says_it_is_enormous_breaks_nothing(
    install: Install, tmp_path: Path
) -> None:
    install()
    path = tmp_path / "bomb.pdf"
    path.write_bytes(scanned_pdf(1).replace(b"/Width 60 /Height 80", b"/Width 60000 /Height 60000"))
    reading = read_file(path, "pdf")
    assert reading.outcome in (Outcome.READ, Outcome.EMPTY, Outcome.DAMAGED, Outcome.TOO_LARGE)


def test_only_so_many_pages_are_recognised(install: Install, tmp_path: Path) -> None:
    install()
    path = tmp_path / "long.pdf"
    path.write_bytes(scanned_pdf(5))
    reading = read_file(path, "pdf", limits=Limits(pictures=3))
    assert (reading.recognised, reading.blank) == (3, 2)


def test_a_document_notes_how_many_pages_were_recognised(install: Install, upload: Upload) -> None:
    install()
    text = DocumentText.objects.get(document=upload("a.pdf", scanned_pdf(2)))
    assert (text.state, text.recognised) == (TextState.READ, 2)
