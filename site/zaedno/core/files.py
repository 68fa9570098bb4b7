"""Whether an uploaded file is what its name says; sizes and kinds are settings."""

from collections.abc import Callable
from pathlib import PurePath
from typing import IO

from django.core.exceptions import ValidationError
from django.core.files.storage import Storage, storages
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

_HEAD = 8_192
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def _zipped(head: bytes) -> bool:
    return head.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def _plain(head: bytes) -> bool:
    return b"\x00" not in head


_LOOKS_LIKE: dict[str, Callable[[bytes], bool]] = {
    # Readers of PDF take the mark anywhere in the first kilobyte, so programs write it there.
    "pdf": lambda head: b"%PDF-" in head[:1024],
    "rtf": lambda head: head.startswith(b"{\\rtf"),
    **dict.fromkeys(("docx", "xlsx", "pptx", "odt", "ods", "zip"), _zipped),
    **dict.fromkeys(("doc", "xls"), lambda head: head.startswith(_OLE)),
    **dict.fromkeys(("csv", "txt", "json"), _plain),
}


def private_files() -> Storage:
    """Where files are kept to which no public address leads; for fields of models."""
    return storages["private"]


def check_document(file: UploadedFile) -> None:
    """Refuse a document that is not of the kind that its name says.

    Raises:
        ValidationError: with a sentence for whoever uploaded it.
    """
    extension = PurePath(file.name or "").suffix.lower().removeprefix(".")
    looks_like = _LOOKS_LIKE.get(extension)
    if looks_like is not None and not looks_like(_head(file)):
        raise ValidationError(
            _("The file is not a real .%(extension)s file. Please save it again and upload it.")
            % {"extension": extension},
            code="wrong_content",
        )


def _head(file: IO[bytes] | UploadedFile) -> bytes:
    file.seek(0)
    head = file.read(_HEAD)
    file.seek(0)
    return head
