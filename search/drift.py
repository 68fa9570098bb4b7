"""Where search and the site are not in step, and how they get in step again.

Both sides are read in the order of their keys, some at a time: memory stays the same however much
there is.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum

from django.db.models import QuerySet
from django.utils import timezone

from search import rebuilding
from search.backends.choice import elasticsearch_backend
from search.backends.elasticsearch import ElasticsearchBackend, moment_of, version_of
from search.backends.elasticsearch_indices import Stored
from search.everything import things
from search.indexing import TICK, changes_due, refresh
from search.models import SearchEntry
from search.paging import BATCH, rows_in_order
from search.sending import send_all_waiting

SHOWN = 20


@dataclass
class Named:
    """Things of which some are named by their titles."""

    number: int = 0
    titles: list[str] = field(default_factory=list)

    def add(self, title: str) -> None:
        """Count one, and name it if it is among the first."""
        self.number += 1
        if len(self.titles) < SHOWN:
            self.titles.append(title)

    def __bool__(self) -> bool:
        return self.number > 0


@dataclass
class Drift:
    """What differs.

    Attributes:
        missing: public, but not to be found.
        outdated: found by a text or address that it no longer has.
        surplus: found, but not public any more.
        waiting: entries that Elasticsearch has not confirmed.
        lost: entries that Elasticsearch confirmed and does not have.
        aged: entries that Elasticsearch confirmed and has in another state.
        strange: documents in Elasticsearch that no entry stands for.
        index: what is wrong with the index as a whole.
    """

    missing: Named = field(default_factory=Named)
    outdated: Named = field(default_factory=Named)
    surplus: Named = field(default_factory=Named)
    waiting: int = 0
    lost: int = 0
    aged: int = 0
    strange: int = 0
    index: str = ""

    def __bool__(self) -> bool:
        return any(vars(self).values())


def find_drift() -> Drift:
    """Compare what is public with the entries, and the entries with Elasticsearch.

    Raises:
        SearchUnavailable: there should be an Elasticsearch, but it does not answer.
    """
    drift = Drift()
    at = timezone.now()
    for content_type_id, ids in things():
        for change in changes_due(content_type_id, ids, at=at):
            for entry in change.gone:
                drift.surplus.add(str(entry))
            for entry in change.written:
                (drift.outdated if entry.pk else drift.missing).add(str(entry))
    backend = elasticsearch_backend()
    if backend is not None:
        _compare_with_elasticsearch(drift, backend)
    return drift


def repair() -> None:
    """Bring entries and Elasticsearch in step with what is public (also a job of the scheduler).

    Raises:
        SearchUnavailable: there should be an Elasticsearch, but it does not answer; the entries
            are in step all the same.
        TakenOver: another process rebuilds the index.
    """
    for content_type_id, ids in things():
        refresh(content_type_id, ids, at=timezone.now())
    backend = elasticsearch_backend()
    if backend is not None:
        repair_index(backend)


def repair_index(backend: ElasticsearchBackend) -> None:
    """Bring Elasticsearch in step with the entries.

    Raises:
        SearchUnavailable: it does not answer.
        TakenOver: another process rebuilds the index.
    """
    if not backend.exists():
        rebuilding.rebuild_index(backend)
        return
    backend.refresh()
    strange: list[str] = []
    for wrong, found in _differences(backend):
        if wrong != Wrong.STRANGE:
            _send_again(found)
            continue
        strange.append(found.id)
        if len(strange) == BATCH:
            backend.forget(strange)
            strange.clear()
    backend.forget(strange)
    send_all_waiting(backend)
    backend.refresh()


class Wrong(Enum):
    """What may be wrong with one document of the index."""

    LOST = "lost"
    AGED = "aged"
    STRANGE = "strange"


def _compare_with_elasticsearch(drift: Drift, backend: ElasticsearchBackend) -> None:
    drift.waiting = SearchEntry.objects.awaiting_index().count()
    drift.index = backend.trouble()
    if drift.index:
        drift.lost = SearchEntry.objects.number_confirmed()
        return
    backend.refresh()
    for wrong, _ in _differences(backend):
        setattr(drift, wrong.value, getattr(drift, wrong.value) + 1)


def _differences(backend: ElasticsearchBackend) -> Iterator[tuple[Wrong, Stored]]:
    """What is wrong in the index, read side by side with the rows."""
    opened = timezone.now()
    stored = backend.stored()
    document = next(stored, None)
    for pk, changed_at, indexed_at, deleted_at in _states(SearchEntry.objects.all()):
        while document is not None and (document.entry < pk or document.id != str(document.entry)):
            yield Wrong.STRANGE, document
            document = next(stored, None)
        found = None
        if document is not None and document.entry == pk:
            found, document = document, next(stored, None)
        # What waits is told anyway, and what was told since is not in this view of the index.
        if deleted_at or indexed_at is None or indexed_at >= opened:
            continue
        if found is None:
            yield Wrong.LOST, Stored(pk, str(pk), 0)
        elif found.version != version_of(changed_at):
            yield Wrong.AGED, found
    while document is not None:
        yield Wrong.STRANGE, document
        document = next(stored, None)


def _states(
    entries: "QuerySet[SearchEntry]",
) -> Iterator[tuple[int, datetime, datetime | None, datetime | None]]:
    yield from rows_in_order(entries, "changed_at", "indexed_at", "deleted_at")


def _send_again(found: Stored) -> None:
    """Let an entry wait for Elasticsearch in a state that is newer than what it remembers."""
    for entry in SearchEntry.objects.filter(pk=found.entry).only("changed_at"):
        remembered = max(entry.changed_at, moment_of(found.version))
        SearchEntry.objects.filter(pk=entry.pk, changed_at=entry.changed_at).update(
            indexed_at=None, changed_at=max(timezone.now(), remembered + TICK)
        )
