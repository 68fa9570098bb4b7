"""From rows to Elasticsearch: at once where it listens, later where it did not.

A row says whether Elasticsearch has confirmed its present state (``indexed_at``), so that nothing
that was published while the node was away stays unknown to it.
"""

import logging
from collections.abc import Sequence

from django.db.models import Q
from django.utils import timezone

from search import breaker
from search.backends.base import SearchUnavailable
from search.backends.choice import elasticsearch_backend
from search.backends.elasticsearch import ElasticsearchBackend, IndexMissing
from search.models import SearchEntry, SearchEntryQuerySet, SearchRebuild
from search.paging import BATCH, batches

logger = logging.getLogger(__name__)


def send(entry_ids: Sequence[int]) -> bool:
    """Tell Elasticsearch about entries; while it is left alone, they only wait.

    Returns:
        Whether it has confirmed all; what it has not is told again by ``send_waiting``.
    """
    backend = elasticsearch_backend()
    if backend is None or not entry_ids:
        return True
    if not breaker.may_ask(breaker.WRITES):
        return False
    refused: set[int] = set()
    try:
        for batch in batches(entry_ids):
            refused |= tell(backend, list(SearchEntry.objects.filter(pk__in=batch)))
    except SearchUnavailable as error:
        logger.warning("Elasticsearch did not take %d changes: %s", len(entry_ids), error)
        breaker.note_failure(breaker.WRITES)
        return False
    breaker.note_success(breaker.WRITES)
    return not refused


def send_all_waiting(backend: ElasticsearchBackend) -> int:
    """Tell Elasticsearch all that it has not confirmed; what it refuses holds up nothing else.

    Returns:
        How many entries were waiting.

    Raises:
        SearchUnavailable: it does not answer, or takes nothing at all.
    """
    after = sent = 0
    waiting = SearchEntry.objects.awaiting_index().order_by("pk")
    while entries := list(waiting.filter(pk__gt=after)[:BATCH]):
        refused = tell(backend, entries)
        sent += len(entries)
        if len(refused) == len(entries) == BATCH:
            raise SearchUnavailable("Elasticsearch takes nothing: is the index read-only?")
        after = entries[-1].pk
    breaker.note_success(breaker.WRITES)
    return sent


def tell(backend: ElasticsearchBackend, entries: Sequence[SearchEntry]) -> set[int]:
    """Bring entries up to date wherever they are searched, or will be.

    Returns:
        Ids of those that were refused.

    Raises:
        IndexMissing: there is no index of ours at all.
        SearchUnavailable: the node does not answer.
    """
    refused: set[int] = set()
    reached = False
    # First the index that is being filled: if it is put in place now, the second write finds it.
    for alias in (*_filled_now(backend), backend.alias):
        try:
            refused |= backend.write(entries, alias=alias)
            reached = True
        except IndexMissing:
            continue
    if not reached:
        raise IndexMissing("there is no index yet")
    confirm([entry for entry in entries if entry.pk not in refused])
    if refused:
        logger.warning("Elasticsearch refused %d of %d changes", len(refused), len(entries))
    return refused


def confirm(entries: Sequence[SearchEntry]) -> None:
    """Note what Elasticsearch has, unless a row changed meanwhile."""
    _same([entry for entry in entries if entry.deleted_at]).delete()
    _same([entry for entry in entries if not entry.deleted_at]).update(indexed_at=timezone.now())


def _same(entries: Sequence[SearchEntry]) -> SearchEntryQuerySet:
    """The rows of entries, where they are still in the same state."""
    if not entries:
        return SearchEntry.objects.none()
    states = Q()
    for entry in entries:
        states |= Q(pk=entry.pk, changed_at=entry.changed_at)
    return SearchEntry.objects.filter(states, pk__in=[entry.pk for entry in entries])


def _filled_now(backend: ElasticsearchBackend) -> list[str]:
    """The alias of an index that is being filled, where there is one."""
    names = SearchRebuild.objects.filter(stage=SearchRebuild.Stage.INDEX)
    ours = [name for name in names.values_list("index", flat=True) if backend.is_ours(name)]
    return [backend.next_alias] if ours else []
