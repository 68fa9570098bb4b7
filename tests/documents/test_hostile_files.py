"""Files that want to break something: the reading says what they are, and nothing else suffers."""

import os
import signal
import subprocess
import sys
import time
import zipfile
import zlib
from pathlib import Path

import pytest

from tests.documents.making import (
    FIXTURES,
    declaring,
    fixture,
    packed,
    paragraph,
    pdf_of,
    pdf_of_texts,
    word,
)
from zaedno.documents.extraction.limits import Limits
from zaedno.documents.extraction.outcome import Outcome, Reading
from zaedno.documents.launching import read_file

LAUGHS = "<!DOCTYPE w [" + "".join(
    f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' if n else '<!ENTITY l0 "ха">' for n in range(10)
) + "]>"  # fmt: skip
OUTSIDE = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


def read(path: Path) -> Reading:
    return read_file(path, path.suffix[1:])


READ_APART = """
import resource, sys
from pathlib import Path
from zaedno.documents.launching import read_file
path = Path(sys.argv[1])
print(read_file(path, path.suffix[1:]).outcome.value)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def read_apart(path: Path) -> tuple[Outcome, int]:
    """The outcome, and the most memory that the reader had, in KiB.

    Read from a small process: Linux counts the memory of whoever starts a process as its own.
    """
    command = [sys.executable, "-c", READ_APART, str(path)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    outcome, peak = subprocess.check_output(command, text=True, env=environment).split()
    return Outcome(outcome), int(peak)


@pytest.mark.parametrize("name", ["encrypted.pdf", "encrypted.docx"])
def test_a_file_under_a_password_is_said_to_be_one(name: str) -> None:
    assert read(FIXTURES / name).outcome is Outcome.ENCRYPTED


def test_an_open_document_under_a_password_is_said_to_be_one(tmp_path: Path) -> None:
    manifest = "<manifest><encryption-data/></manifest>"
    path = packed(tmp_path / "a.odt", {"META-INF/manifest.xml": manifest, "content.xml": "x"})
    assert read(path).outcome is Outcome.ENCRYPTED


@pytest.mark.parametrize("name", ["doklad.pdf", "doklad.docx", "doklad.doc", "doklad.odt"])
def test_a_truncated_file_is_damaged_or_read_in_part(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(fixture(name)[:3_000])
    assert read(path).outcome is Outcome.DAMAGED


@pytest.mark.parametrize("kind", ["pdf", "docx", "doc", "odt", "ods", "xlsx", "pptx"])
def test_a_file_of_noise_is_damaged(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"a.{kind}"
    path.write_bytes(bytes(range(256)) * 40)
    assert read(path).outcome is Outcome.DAMAGED


@pytest.mark.parametrize("kind", ["pdf", "docx", "doc", "odt", "xlsx", "rtf", "txt", "csv"])
def test_an_empty_file_has_no_text(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"a.{kind}"
    path.write_bytes(b"")
    assert read(path).outcome in (Outcome.DAMAGED, Outcome.EMPTY)


@pytest.mark.parametrize(
    "before", [pytest.param(LAUGHS, id="growing"), pytest.param(OUTSIDE, id="pointing outside")]
)
def test_xml_with_entities_of_its_own_is_refused(tmp_path: Path, before: str) -> None:
    path = word(tmp_path / "a.docx", paragraph("&l9;&x;"), before=before)
    reading = read(path)
    assert reading.outcome is Outcome.DAMAGED
    assert "document type" in reading.reason
    assert not reading.pieces


def test_a_zip_bomb_is_not_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("word/document.xml", "w", force_zip64=True) as member,
    ):
        for _ in range(300):
            member.write(b" " * 1024 * 1024)
    assert path.stat().st_size < 1024 * 1024
    assert read(path).outcome is Outcome.TOO_LARGE


def test_a_bomb_that_lies_about_its_size_is_no_larger_for_it(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.docx", {"word/document.xml": b" " * 150 * 1024 * 1024})
    declaring(path, "word/document.xml", 10)
    # Python's archive stops at the size that was declared, and then misses the end.
    assert read(path).outcome in (Outcome.DAMAGED, Outcome.TOO_LARGE)


def test_two_hundred_megabytes_that_are_only_declared_are_too_many(tmp_path: Path) -> None:
    path = word(tmp_path / "a.docx", paragraph("Кратко."))
    declaring(path, "word/document.xml", 200 * 1024 * 1024)
    assert read(path).outcome is Outcome.TOO_LARGE


def test_many_members_are_too_many(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.odt", {f"{n}": "" for n in range(20_001)} | {"content.xml": ""})
    assert read(path).outcome is Outcome.TOO_LARGE


def test_elements_within_elements_without_end_are_damage(tmp_path: Path) -> None:
    path = word(tmp_path / "a.docx", "<w:p>" * 200_000 + "</w:p>" * 200_000)
    assert read(path).outcome is Outcome.DAMAGED


def test_a_sheet_that_points_to_texts_that_are_not_there_is_read(tmp_path: Path) -> None:
    cells = "".join(f'<c t="s"><v>{number}</v></c>' for number in ("7", "-1", "x²"))
    rows = f"<row>{cells}<c><v>418</v></c></row>"
    sheet = f'<worksheet xmlns="x"><sheetData>{rows}</sheetData></worksheet>'
    book = '<workbook xmlns="x"><sheets><sheet name="Дървета"/></sheets></workbook>'
    path = packed(tmp_path / "a.xlsx", {"xl/workbook.xml": book, "xl/worksheets/sheet1.xml": sheet})
    assert read(path).pieces[0].text == "Дървета\n418"


def test_of_ten_thousand_pages_the_first_are_read_quickly(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf_of_texts(*(f"page {n}" for n in range(10_000))))
    begun = time.monotonic()
    reading = read(path)
    assert time.monotonic() - begun < 20
    assert reading.is_cut
    assert reading.pages == 10_000
    assert len(reading.pieces) == Limits().pages


def test_a_page_that_unpacks_to_gigabytes_costs_no_more_memory_than_is_granted(
    tmp_path: Path,
) -> None:
    squeezer = zlib.compressobj(1)
    squeezed = squeezer.compress(b"BT /F1 9 Tf (a) Tj ET ")
    squeezed += b"".join(squeezer.compress(b" " * 1024 * 1024) for _ in range(700))
    squeezed += squeezer.flush()
    stream = b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream"
    path = tmp_path / "a.pdf"
    # The bomb stands where the content of the page is looked for.
    bomb = pdf_of(["x"]).replace(b"/Contents 4 0 R", b"/Contents 6 0 R")
    at = bomb.index(b"xref\n")
    bomb = bomb[:at] + b"6 0 obj\n" + stream % (len(squeezed), squeezed) + b"\nendobj\n" + bomb[at:]
    path.write_bytes(bomb)
    outcome, peak = read_apart(path)
    assert outcome != Outcome.READ
    assert peak < 600 * 1024


def test_what_takes_too_long_is_ended(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    os.mkfifo(path)  # reading waits for somebody to write
    begun = time.monotonic()
    reading = read_file(path, "txt", limits=Limits(seconds=1.0))
    assert reading.outcome is Outcome.TIMED_OUT
    assert time.monotonic() - begun < 10


def test_no_secret_of_the_site_reaches_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "тайна")
    from zaedno.documents.launching import _environment  # noqa: PLC0415

    assert not {"SECRET_KEY", "DATABASE_URL", "EMAIL_URL"} & set(_environment())


def test_the_reading_ends_with_the_worker_that_began_it(tmp_path: Path) -> None:
    path = tmp_path / "slow.txt"
    os.mkfifo(path)
    code = (
        "import pathlib; from zaedno.documents.launching import read_file;"
        f"read_file(pathlib.Path({str(path)!r}), 'txt')"
    )
    worker = subprocess.Popen(
        [sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": f"site{os.pathsep}."}
    )
    try:
        # The other end opens only once the reading process has opened its own.
        writing = os.open(path, os.O_WRONLY)
    finally:
        os.kill(worker.pid, signal.SIGKILL)
        worker.wait()
    assert _is_closed_within(writing, seconds=10)


def _is_closed_within(writing: int, *, seconds: float) -> bool:
    """Whether nobody reads at the other end any more."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            os.write(writing, b"\n")
        except BrokenPipeError:
            return True
    return False
