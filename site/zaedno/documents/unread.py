"""Documents from before an update, and those whose reader was killed (a job of the scheduler)."""

from django.db import transaction
from django.utils import timezone

from zaedno.core.models import CustomDocument
from zaedno.documents.models import DocumentText
from zaedno.documents.services import begin_anew, to_be_read
from zaedno.documents.tasks import read_document


@transaction.atomic
def ask_for_unread() -> int:
    """Ask for each once more.

    Returns:
        How many there are in this round.
    """
    at = timezone.now()
    ids = to_be_read(at)
    known = set(DocumentText.objects.filter(document__in=ids).values_list("document_id", flat=True))
    for document in CustomDocument.objects.filter(pk__in=set(ids) - known):
        begin_anew(document, at=at)
    DocumentText.objects.filter(document__in=known).update(asked_at=at, started_at=None)
    for pk in ids:
        read_document.enqueue(pk)
    return len(ids)
