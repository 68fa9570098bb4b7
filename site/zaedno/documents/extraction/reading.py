"""Which kind of file is read how."""

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from zaedno.documents.extraction.limits import Clock, Limits
from zaedno.documents.extraction.office import read_open_document, read_slides, read_word
from zaedno.documents.extraction.old_office import read_old_word
from zaedno.documents.extraction.outcome import Outcome, Reading, Unreadable
from zaedno.documents.extraction.pdf import read_pdf
from zaedno.documents.extraction.plain import read_plain, read_rich_text
from zaedno.documents.extraction.sheets import read_sheets
from zaedno.documents.extraction.sink import Enough, Sink, has_words

PDF = "pdf"
_READERS: dict[str, Callable[[Path, Sink, Limits], None]] = {
    "csv": read_plain,
    "doc": read_old_word,
    "docx": read_word,
    "ods": read_open_document,
    "odt": read_open_document,
    "pptx": read_slides,
    "rtf": read_rich_text,
    "txt": read_plain,
    "xlsx": read_sheets,
}


def read(path: Path, kind: str, *, start: int, limits: Limits, clock: Clock) -> Reading:
    """Read a file of a kind, a PDF from a page on; tells how it ended, whatever happens."""
    try:
        if kind == PDF:
            return _pdf(path, start=start, limits=limits, clock=clock)
        if kind in _READERS:
            return _without_pages(path, _READERS[kind], limits)
    except Unreadable as error:
        return Reading(error.outcome, error.reason)
    except MemoryError:
        return Reading(Outcome.TOO_LARGE, "out of memory")
    except Exception as error:  # noqa: BLE001  a hostile file may break any parser anywhere
        return Reading(Outcome.DAMAGED, f"{type(error).__name__}: {error}"[:200])
    return Reading(Outcome.UNSUPPORTED, f"no reader for .{kind}"[:200])


def _pdf(path: Path, *, start: int, limits: Limits, clock: Clock) -> Reading:
    sink = Sink(limits.characters)
    progress = read_pdf(path, sink, limits, start=start, clock=clock)
    outcome = Outcome.READ if sink.pieces else Outcome.EMPTY
    return Reading(outcome, pieces=sink.pieces, **asdict(progress))


def _without_pages(
    path: Path, reader: Callable[[Path, Sink, Limits], None], limits: Limits
) -> Reading:
    sink = Sink(limits.characters)
    is_cut = False
    try:
        reader(path, sink, limits)
        sink.finish()
    except Enough:
        is_cut = True
    has_text = any(has_words(piece.text) for piece in sink.pieces)
    if not has_text:
        return Reading(Outcome.EMPTY)
    return Reading(Outcome.READ, pieces=sink.pieces, is_cut=is_cut)
