"""Read the text of documents now, without the queue."""

from argparse import ArgumentParser
from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from tqdm import tqdm

from zaedno.core.models import CustomDocument
from zaedno.documents.enums import UNREADABLE, TextState
from zaedno.documents.models import DocumentText
from zaedno.documents.services import begin_anew, read


class Command(BaseCommand):
    help = (
        "Read the documents that are still to be read. It can be broken off: what was read is "
        "kept, and the next run goes on from there."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        which = parser.add_mutually_exclusive_group()
        which.add_argument("--again", action="store_true", help="read all documents anew")
        which.add_argument(
            "--unreadable", action="store_true", help="try those again that could not be read"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        self._put_aside(again=options["again"], unreadable=options["unreadable"])
        waiting = list(
            DocumentText.objects.waiting()
            .order_by("document_id")
            .values_list("document_id", flat=True)
        )
        for document_id in tqdm(waiting, desc="documents", unit="", disable=None):
            while read(document_id, at=timezone.now()):
                pass
        self._say_what_came_of(waiting)

    def _put_aside(self, *, again: bool, unreadable: bool) -> None:
        """Let the chosen documents, and those nobody asked for, wait to be read."""
        documents = CustomDocument.objects.order_by("pk")
        if unreadable:
            chosen = documents.filter(text__state__in=UNREADABLE)
        else:
            chosen = documents.filter(text=None) if not again else documents
        for document in list(chosen):
            begin_anew(document, at=timezone.now())
        # Whoever gave up on them before was not asked by a person.
        DocumentText.objects.waiting().update(attempts=0)

    def _say_what_came_of(self, ids: list[int]) -> None:
        texts = DocumentText.objects.filter(document__in=ids).select_related("document")
        states = Counter(text.state for text in texts)
        self.stdout.write(f"{len(ids)} documents")
        for state, count in states.most_common():
            self.stdout.write(f"{state}: {count}")
        for text in texts:
            if text.state in UNREADABLE:
                title = text.document.title
                self.stdout.write(f"  {title}: {TextState(text.state).value}, {text.reason}")
