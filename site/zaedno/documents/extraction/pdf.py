"""PDF, page by page; a page that is a picture is recognised, where there is a program for it."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from pypdfium2 import raw

from zaedno.documents.extraction.limits import Clock, Limits
from zaedno.documents.extraction.ocr import Recogniser
from zaedno.documents.extraction.outcome import damaged, encrypted
from zaedno.documents.extraction.sink import Enough, Sink


@dataclass
class PdfProgress:
    """How far the reading of a PDF has come."""

    pages: int = 0
    blank: int = 0
    recognised: int = 0
    next_page: int | None = None
    is_cut: bool = False


def read_pdf(path: Path, sink: Sink, limits: Limits, *, start: int, clock: Clock) -> PdfProgress:
    """Read from a page on, until the end, a limit, or until the time is nearly up.

    Raises:
        Unreadable: it wants a password, or it is no PDF.
    """
    with _opened(path) as document:
        progress = PdfProgress(pages=len(document))
        recogniser = Recogniser(clock, pictures=limits.pictures)
        for number in range(start, min(progress.pages, limits.pages) + 1):
            # One page at least, so that the next process does not begin where this one did.
            if number > start and clock.is_nearly_up():
                progress.next_page = number
                break
            if not _take(document, number, sink, recogniser, progress):
                break
        progress.recognised = recogniser.recognised
        progress.is_cut = progress.is_cut or progress.pages > limits.pages
    return progress


@contextmanager
def _opened(path: Path) -> Iterator[pypdfium2.PdfDocument]:
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        if error.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
            raise encrypted("PDF with a password") from error
        raise damaged(f"PDF: {error}") from error
    with closing(document):
        yield document


def _take(
    document: pypdfium2.PdfDocument,
    number: int,
    sink: Sink,
    recogniser: Recogniser,
    progress: PdfProgress,
) -> bool:
    """Read a page; returns whether there may be more. A page that is broken counts as blank."""
    try:
        with closing(document[number - 1]) as page:
            has_text = sink.page(number, _text(page)) or sink.page(number, recogniser.text(page))
    except pypdfium2.PdfiumError:
        has_text = False
    except Enough:
        progress.is_cut = True
        return False
    progress.blank += not has_text
    return True


def _text(page: pypdfium2.PdfPage) -> str:
    with closing(page.get_textpage()) as text:
        return str(text.get_text_bounded())
