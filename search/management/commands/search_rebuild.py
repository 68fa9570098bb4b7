"""Make all that search knows again."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from search.backends.base import SearchUnavailable
from search.backends.choice import elasticsearch_backend
from search.drift import refresh_everything, things
from search.models import SearchEntry, SearchWord
from search.sending import rebuild_index


class Command(BaseCommand):
    help = (
        "Write all entries again and, with Elasticsearch, a new index that then replaces the old."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        SearchWord.objects.all().delete()
        total = sum(len(ids) for _, ids in things())
        with _bar("entries", total) as bar:
            refresh_everything(all_again=True, progress=bar.update)
        entries = SearchEntry.objects.current().count()
        self.stdout.write(f"{entries} entries written")
        self._rebuild_index(entries)

    def _rebuild_index(self, entries: int) -> None:
        backend = elasticsearch_backend()
        if backend is None:
            return
        try:
            with _bar("index", entries) as bar:
                taken = rebuild_index(backend, progress=bar.update)
        except SearchUnavailable as error:
            raise CommandError(
                f"The old index stays in place, Elasticsearch gave up: {error}"
            ) from error
        self.stdout.write(f"{taken} entries in a new index")


def _bar(label: str, total: int) -> "tqdm[Any]":
    """A progress bar where a person watches, nothing where a log does."""
    return tqdm(total=total, desc=label, unit="", disable=None)
