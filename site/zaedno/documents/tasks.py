"""What the worker does for documents. Each task may run twice: the second finds nothing to do."""

from django.utils import timezone
from django_tasks import task

from zaedno.documents import services

# Mail and search go first: a file may take half a minute.
PATIENT = -10


@task(priority=PATIENT)
def read_document(document_id: int) -> None:
    """Read a document, or the next stretch of it."""
    if services.read(document_id, at=timezone.now()):
        read_document.enqueue(document_id)
