"""From rows to Elasticsearch: at once where it listens, later where it did not.

A row says whether Elasticsearch has confirmed its present state (``indexed_at``), so that nothing
that was published while the node was away stays unknown to it.
"""

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from django.utils import timezone

from search.backends.base import SearchUnavailable
from search.backends.choice import elasticsearch_backend
from search.backends.elasticsearch import ElasticsearchBackend, IndexMissing
from search.models import SearchEntry

BATCH = 100

T = TypeVar("T")

logger = logging.getLogger(__name__)


def send(entry_ids: Sequence[int]) -> bool:
    """Tell Elasticsearch about entries.

    Returns:
        Whether it has confirmed all; what it has not is told again by ``send_waiting``.
    """
    backend = elasticsearch_backend()
    if backend is None or not entry_ids:
        return True
    entries = list(SearchEntry.objects.filter(pk__in=entry_ids))
    try:
        refused = _write(backend, entries)
    except SearchUnavailable as error:
        logger.warning("Elasticsearch did not take %d changes: %s", len(entries), error)
        return False
    _confirm([entry for entry in entries if entry.pk not in refused])
    if refused:
        logger.warning("Elasticsearch refused %d of %d changes", len(refused), len(entries))
    return not refused


def send_waiting() -> int:
    """Tell Elasticsearch all that it has not confirmed (a job of the scheduler).

    Returns:
        How many entries were waiting.
    """
    backend = elasticsearch_backend()
    if backend is None:
        return 0
    try:
        ensure_index(backend)
    except SearchUnavailable as error:
        logger.warning("Elasticsearch is away, changes wait: %s", error)
        return 0
    waiting = list(SearchEntry.objects.awaiting_index().order_by("pk").values_list("pk", flat=True))
    for batch in batches(waiting):
        if not send(batch):
            break
    return len(waiting)


def ensure_index(backend: ElasticsearchBackend) -> None:
    """Make an index where there is none, and note that it has yet to hear of everything.

    One that was made for an older version of the product is filled anew and replaced.
    """
    if backend.exists():
        if not backend.is_current():
            rebuild_index(backend, progress=lambda number: None)
        return
    name = index_name(backend)
    backend.create_index(name)
    backend.put_in_place(name)
    SearchEntry.objects.update(indexed_at=None)


def rebuild_index(backend: ElasticsearchBackend, *, progress: Callable[[int], object]) -> int:
    """Fill a new index from the rows, then let searches go to it.

    What changes meanwhile is told to the new index afterwards: nothing is lost in between.

    Args:
        backend: where the index is made.
        progress: called with the number of entries after each batch.

    Returns:
        How many entries the new index took.
    """
    started = timezone.now()
    name = index_name(backend)
    backend.create_index(name)
    ids = list(SearchEntry.objects.current().order_by("pk").values_list("pk", flat=True))
    for batch in batches(ids):
        entries = list(SearchEntry.objects.current().filter(pk__in=batch))
        backend.write(entries, index=name)
        _confirm(entries)
        progress(len(batch))
    backend.refresh(name)
    backend.put_in_place(name)
    SearchEntry.objects.filter(changed_at__gte=started).update(indexed_at=None)
    send_waiting()
    forget_strangers(backend)
    return len(ids)


def forget_strangers(backend: ElasticsearchBackend) -> int:
    """Take out of the index what no row stands for.

    Returns:
        How many documents there were.
    """
    strange = sorted(strangers(backend))
    for batch in batches(strange):
        backend.forget(batch)
    return len(strange)


def strangers(backend: ElasticsearchBackend) -> set[str]:
    """Documents of the index that no row stands for."""
    return backend.all_ids() - {str(pk) for pk in SearchEntry.objects.values_list("pk", flat=True)}


def index_name(backend: ElasticsearchBackend) -> str:
    """A new name behind the alias."""
    return f"{backend.alias}-{timezone.now():%Y%m%d%H%M%S%f}"


def batches(items: Sequence[T]) -> Iterator[Sequence[T]]:
    """The items in pieces that fit one request."""
    for start in range(0, len(items), BATCH):
        yield items[start : start + BATCH]


def _write(backend: ElasticsearchBackend, entries: Sequence[SearchEntry]) -> set[int]:
    try:
        return backend.write(entries)
    except IndexMissing:
        ensure_index(backend)
        return backend.write(entries)


def _confirm(entries: Iterable[SearchEntry]) -> None:
    """Note what Elasticsearch has, unless the row changed meanwhile."""
    now = timezone.now()
    for entry in entries:
        row = SearchEntry.objects.filter(pk=entry.pk, changed_at=entry.changed_at)
        if entry.deleted_at:
            row.delete()
        else:
            row.update(indexed_at=now)
