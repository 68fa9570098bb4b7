"""A document that is new, or has another file, is read; in the queue, so after the commit.

The queue is a table of the same database: a task is committed together with the change it is
about, or not at all.
"""

from typing import Any

from django.db.models.signals import post_save
from django.utils import timezone

from zaedno.core.models import CustomDocument
from zaedno.documents.enums import TextState
from zaedno.documents.models import DocumentText
from zaedno.documents.services import begin_anew
from zaedno.documents.tasks import read_document


def connect() -> None:
    """Listen from now on; connecting twice is as good as once."""
    post_save.connect(on_document_saved, sender=CustomDocument)


def on_document_saved(instance: CustomDocument, raw: bool = False, **kwargs: Any) -> None:
    """Ask for the text of a new file; a new title or folder changes nothing of it."""
    known = DocumentText.objects.filter(document=instance, file_name=instance.file.name or "")
    # A lost file may have come back under its name.
    if not raw and not known.exclude(state=TextState.MISSING).exists():
        begin_anew(instance, at=timezone.now())
        read_document.enqueue(instance.pk)
