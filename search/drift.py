"""Where search and the site are not in step, and how they get in step again."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from search.backends.choice import elasticsearch_backend
from search.indexing import changes_due, refresh
from search.models import SearchEntry
from search.registry import sources
from search.sending import batches, ensure_index, forget_strangers, send_waiting, strangers


@dataclass
class Drift:
    """What differs; each thing is named by its title.

    Attributes:
        missing: public, but not to be found.
        outdated: found by a text or address that it no longer has.
        surplus: found, but not public any more.
        waiting: entries that Elasticsearch has not confirmed.
        lost: entries that Elasticsearch confirmed and does not have.
        strange: documents in Elasticsearch that no entry stands for.
    """

    missing: list[str] = field(default_factory=list)
    outdated: list[str] = field(default_factory=list)
    surplus: list[str] = field(default_factory=list)
    waiting: int = 0
    lost: int = 0
    strange: int = 0

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
            drift.surplus += [str(entry) for entry in change.gone]
            for entry in change.written:
                (drift.outdated if entry.pk else drift.missing).append(str(entry))
    _compare_with_elasticsearch(drift)
    return drift


def repair() -> None:
    """Bring entries and Elasticsearch in step with what is public (also a job of the scheduler).

    Raises:
        SearchUnavailable: there should be an Elasticsearch, but it does not answer; the entries
            are in step all the same.
    """
    refresh_everything(all_again=False)
    backend = elasticsearch_backend()
    if backend is None:
        return
    ensure_index(backend)
    backend.refresh()
    lost = _lost_ids(backend.all_ids())
    for batch in batches(lost):
        # A newer moment, so that what Elasticsearch remembers of the old does not win.
        SearchEntry.objects.filter(pk__in=batch).update(indexed_at=None, changed_at=timezone.now())
    forget_strangers(backend)
    send_waiting()
    backend.refresh()


def refresh_everything(
    *, all_again: bool, progress: Callable[[int], object] = lambda number: None
) -> None:
    """Make all entries what they should be, some at a time."""
    for content_type_id, ids in things():
        refresh(content_type_id, ids, at=timezone.now(), all_again=all_again)
        progress(len(ids))


def things() -> Iterator[tuple[int, list[int]]]:
    """The ids of all that is public and of all that has entries, by type, in pieces."""
    types = {ContentType.objects.get_for_model(s.model).pk: s for s in sources()}
    with_entries = SearchEntry.objects.order_by().values_list("content_type_id", flat=True)
    for content_type_id in sorted({*types, *with_entries.distinct()}):
        entries = SearchEntry.objects.filter(content_type_id=content_type_id)
        ids = set(entries.values_list("object_id", flat=True))
        if content_type_id in types:
            ids.update(types[content_type_id].public_objects().values_list("pk", flat=True))
        for batch in batches(sorted(ids)):
            yield content_type_id, list(batch)


def _compare_with_elasticsearch(drift: Drift) -> None:
    backend = elasticsearch_backend()
    if backend is None:
        return
    drift.waiting = SearchEntry.objects.awaiting_index().count()
    if not backend.exists():
        drift.lost = SearchEntry.objects.current().exclude(indexed_at=None).count()
        return
    backend.refresh()
    drift.lost = len(_lost_ids(backend.all_ids()))
    drift.strange = len(strangers(backend))


def _lost_ids(present: set[str]) -> list[int]:
    confirmed = SearchEntry.objects.current().exclude(indexed_at=None)
    return [pk for pk in confirmed.values_list("pk", flat=True) if str(pk) not in present]
