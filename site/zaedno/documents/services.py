"""When a document is read, and what is kept of it.

Whoever was killed in the middle left a row that waits: the scheduler asks for it again.
"""

import hashlib
import logging
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path, PurePath

from django.db import transaction
from django.db.models import F
from django.db.models.fields.files import FieldFile

from zaedno.core.models import CustomDocument
from zaedno.core.signals import words_taken_back
from zaedno.documents.enums import TextState
from zaedno.documents.extraction.limits import Limits
from zaedno.documents.extraction.outcome import Outcome, Reading
from zaedno.documents.languages import language_of
from zaedno.documents.launching import read_file
from zaedno.documents.models import DocumentPiece, DocumentText

LARGEST_FILE = 100 * 1024 * 1024
MOST_ATTEMPTS = 3
# Files of before, or of a worker that was killed: so many are asked for in one round.
IN_ONE_ROUND = 100

logger = logging.getLogger(__name__)


@transaction.atomic
def begin_anew(document: CustomDocument, *, at: datetime) -> None:
    """Forget what was read of a document; until it is read again it is found by its title only.

    What stood in a replaced file must not be found any more, whenever the new one is read.
    """
    text, created = DocumentText.objects.update_or_create(
        document=document,
        defaults={
            "state": TextState.WAITING,
            "file_name": document.file.name,
            "asked_at": at,
            **_NOTHING_READ,
        },
    )
    text.pieces.all().delete()
    if not created:
        words_taken_back.send(CustomDocument, instance=document)


def read(document_id: int, *, at: datetime) -> bool:
    """Read a document that waits to be read, as far as one process gets.

    Returns:
        Whether there is more to read.
    """
    text = DocumentText.objects.waiting().filter(document_id=document_id).first()
    if text is None:
        return False
    if text.attempts >= MOST_ATTEMPTS:
        _keep(text, Reading(Outcome.DAMAGED, "given up after several attempts"), "", at=at)
        return False
    DocumentText.objects.filter(pk=text.pk).update(attempts=F("attempts") + 1, started_at=at)
    reading, file_hash = _read_stored(text)
    if reading is None:
        return _keep_missing(text, at=at)
    logger.info("document %d: %s %s", document_id, reading.outcome, reading.reason)
    if reading.outcome is Outcome.TIMED_OUT and text.attempts + 1 < MOST_ATTEMPTS:
        # The machine may have been busy: the scheduler asks for it again.
        return False
    return _keep(text, reading, file_hash, at=at)


def to_be_read(at: datetime) -> list[int]:
    """Documents that nobody asked to read yet, or whose reader was killed."""
    never = CustomDocument.objects.filter(text=None).order_by("pk")
    found = list(never.values_list("pk", flat=True)[:IN_ONE_ROUND])
    forgotten = DocumentText.objects.forgotten(at).order_by("asked_at")
    return found + list(forgotten.values_list("document_id", flat=True)[:IN_ONE_ROUND])


_NOTHING_READ = {
    "reason": "",
    "file_hash": "",
    "language": "",
    "pages": 0,
    "blank": 0,
    "recognised": 0,
    "characters": 0,
    "is_cut": False,
    "next_page": 1,
    "attempts": 0,
    "started_at": None,
    "read_at": None,
}


def _read_stored(text: DocumentText) -> tuple[Reading | None, str]:
    """What is read from the file as it is stored, and its checksum; nothing if it is not there."""
    file = text.document.file
    try:
        if file.size > LARGEST_FILE:
            return Reading(Outcome.TOO_LARGE, f"{file.size} bytes"), ""
        with _on_disk(file) as path:
            kind = PurePath(file.name).suffix.lower().removeprefix(".")
            reading = read_file(path, kind, start=text.next_page, limits=_what_is_left(text))
            return reading, _checksum(path)
    except (FileNotFoundError, ValueError):
        # Django says ValueError where a document has no file at all.
        return None, ""


@contextmanager
def _on_disk(file: FieldFile) -> Iterator[Path]:
    """The file under a path of this machine, wherever it is stored."""
    try:
        yield Path(file.path)
    except NotImplementedError:
        with tempfile.NamedTemporaryFile() as copy, file.open("rb") as stored:
            shutil.copyfileobj(stored, copy)
            copy.flush()
            yield Path(copy.name)


def _checksum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _what_is_left(text: DocumentText) -> Limits:
    """The limits of a whole document, less what earlier processes took of them."""
    limits = Limits()
    return replace(
        limits,
        characters=max(limits.characters - text.characters, 0),
        pictures=max(limits.pictures - text.recognised, 0),
    )


@transaction.atomic
def _keep(text: DocumentText, reading: Reading, file_hash: str, *, at: datetime) -> bool:
    """Add what was read, unless another did meanwhile or the file is another one."""
    now = _as_it_was(text)
    if now is None:
        return False
    count = now.pieces.count()
    DocumentPiece.objects.bulk_create(
        DocumentPiece(document_text=now, number=number, page=piece.page, text=piece.text)
        for number, piece in enumerate(reading.pieces, count + 1)
    )
    now.reason, now.file_hash = reading.reason, file_hash
    now.pages = reading.pages or now.pages
    now.blank += reading.blank
    now.recognised += reading.recognised
    now.characters += sum(len(piece.text) for piece in reading.pieces)
    now.is_cut = now.is_cut or reading.is_cut
    now.language = now.language or language_of(piece.text for piece in reading.pieces)
    if reading.next_page:
        now.next_page, now.attempts, now.asked_at, now.started_at = reading.next_page, 0, at, None
    else:
        _finish(now, reading.outcome, at=at)
    now.save()
    return reading.next_page is not None


def _finish(text: DocumentText, outcome: Outcome, *, at: datetime) -> None:
    """Note how it ended; what was read before a later stretch failed stays of use."""
    text.read_at = at
    text.state = TextState.READ if text.characters else TextState(outcome.value)
    text.is_cut = text.is_cut or (
        bool(text.characters) and outcome not in (Outcome.READ, Outcome.EMPTY)
    )


@transaction.atomic
def _keep_missing(text: DocumentText, *, at: datetime) -> bool:
    now = _as_it_was(text)
    if now is not None:
        now.state, now.read_at = TextState.MISSING, at
        now.save()
    return False


def _as_it_was(text: DocumentText) -> DocumentText | None:
    """The row, locked; None if it is not what this reading began with."""
    return (
        DocumentText.objects.select_for_update()
        .waiting()
        .filter(pk=text.pk, file_name=text.file_name, next_page=text.next_page)
        .first()
    )
