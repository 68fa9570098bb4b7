"""All that search knows made again, while it goes on: in small steps that are kept.

Where it stands is in a row (``SearchRebuild``), so a killed rebuild goes on where it was, begun by
whoever comes next. Elasticsearch gets a new index. Changes are told to it from the moment it exists
(``sending``); once it is full, one call puts it in place and deletes the old.
"""

import logging
import time
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from search.backends.database_rows import forget_unused
from search.backends.elasticsearch import ElasticsearchBackend
from search.everything import number_of_things, things
from search.indexing import refresh
from search.models import SearchEntry, SearchRebuild, SearchWord
from search.sending import confirm

BATCH = 200
AT_ONCE = 2
WORDS = 1_000
# Whoever works on a rebuild says so after each step: after such a silence it was killed.
ABANDONED_AFTER = timedelta(minutes=2)

logger = logging.getLogger(__name__)
Stage = SearchRebuild.Stage


class TakenOver(Exception):
    """Another process goes on with the rebuild."""


@dataclass(frozen=True)
class Step:
    """How far a rebuild has come."""

    stage: str
    done: int
    total: int


def unfinished() -> SearchRebuild | None:
    """The rebuild that is under way, or was stopped."""
    return SearchRebuild.objects.first()


def abandoned() -> bool:
    """Whether a rebuild was stopped and nobody has gone on with it."""
    silent_since = timezone.now() - ABANDONED_AFTER
    return SearchRebuild.objects.filter(touched_at__lt=silent_since).exists()


def begin(*, stage: str = Stage.ENTRIES, all_again: bool = True) -> SearchRebuild:
    """Go on with the rebuild that was stopped, or begin one; whoever worked on it stops.

    Args:
        stage: where a new one begins.
        all_again: entries that are right are written again as well, with their words.
    """
    with transaction.atomic():
        found = SearchRebuild.objects.select_for_update().first()
        rebuild = found or SearchRebuild(stage=stage, all_again=all_again)
        rebuild.owner, rebuild.touched_at = uuid4(), timezone.now()
        rebuild.save()
    return rebuild


def ensure_index(backend: ElasticsearchBackend) -> None:
    """Put a whole index in place where there is none.

    Raises:
        SearchUnavailable: it could not be finished.
        TakenOver: another process goes on with it.
    """
    if not backend.exists():
        rebuild_index(backend)


def rebuild_index(backend: ElasticsearchBackend) -> None:
    """Put a whole index in place, made from the rows.

    Raises:
        SearchUnavailable: it could not be finished; the old index stays in place.
        TakenOver: another process goes on with it.
    """
    for _ in steps(begin(stage=Stage.INDEX), backend):
        pass


def rebuild_for_a_while(backend: ElasticsearchBackend | None, *, seconds: float) -> bool:
    """Go on with a rebuild, not longer than about so many seconds.

    Returns:
        Whether it is finished.

    Raises:
        SearchUnavailable: the node does not answer; what was done is kept.
        TakenOver: another process goes on with it.
    """
    until = time.monotonic() + seconds
    rebuild = begin(stage=Stage.INDEX)
    for _ in steps(rebuild, backend):
        if time.monotonic() > until:
            release(rebuild)
            return False
    return True


def release(rebuild: SearchRebuild) -> None:
    """Leave a rebuild that is not finished to whoever comes next."""
    SearchRebuild.objects.filter(owner=rebuild.owner).update(touched_at=rebuild.started_at)


def steps(rebuild: SearchRebuild, backend: ElasticsearchBackend | None) -> Iterator[Step]:
    """Rebuild; each step is kept before it is given.

    Raises:
        SearchUnavailable: the node does not answer; what was done is kept.
        TakenOver: another process goes on with it.
    """
    if rebuild.stage == Stage.ENTRIES:
        yield from _write_entries(rebuild)
    if backend is not None:
        yield from _fill_index(rebuild, backend)
    _keep(rebuild)
    SearchRebuild.objects.filter(owner=rebuild.owner).delete()


def _write_entries(rebuild: SearchRebuild) -> Iterator[Step]:
    _keep(rebuild, total=number_of_things())
    for content_type_id, ids in things(after=(rebuild.content_type, rebuild.after)):
        refresh(content_type_id, ids, at=timezone.now(), all_again=rebuild.all_again)
        _keep(rebuild, content_type=content_type_id, after=ids[-1], done=rebuild.done + len(ids))
        yield _step(rebuild)
    if rebuild.all_again:
        forget_unused_words(after_each=lambda: _keep(rebuild))
    _keep(rebuild, stage=Stage.INDEX, content_type=0, after=0, done=0, index="")


def _fill_index(rebuild: SearchRebuild, backend: ElasticsearchBackend) -> Iterator[Step]:
    """Make the index, or go on with it, and put it in place; it may have been lost on the way."""
    if rebuild.index and backend.is_in_place(rebuild.index):
        return
    if not backend.is_ours(rebuild.index) or not backend.is_being_filled(rebuild.index):
        backend.clean_up()
        total = SearchEntry.objects.current().count()
        _keep(rebuild, index=backend.new_name(), after=0, done=0, refused=0, total=total)
        backend.create_index(rebuild.index)
    for entries, refused in _written(rebuild.after, backend):
        _note(entries, refused)
        _keep(
            rebuild,
            after=entries[-1].pk,
            done=rebuild.done + len(entries),
            refused=rebuild.refused + len(refused),
        )
        yield _step(rebuild)
    backend.put_in_place(rebuild.index)
    logger.info("%d entries in a new index, %d refused", rebuild.done, rebuild.refused)


def _written(
    after: int, backend: ElasticsearchBackend
) -> Iterator[tuple[list[SearchEntry], set[int]]]:
    """Entries that were sent, in their order, and the ids of those that were refused.

    While Elasticsearch works on some, the next are made ready.
    """
    under_way: deque[tuple[list[SearchEntry], Future[set[int]]]] = deque()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        while True:
            while len(under_way) < AT_ONCE and (entries := _next_entries(after)):
                after = entries[-1].pk
                write = pool.submit(backend.write, entries, alias=backend.next_alias)
                under_way.append((entries, write))
            if not under_way:
                return
            entries, write = under_way.popleft()
            yield entries, write.result()


def _next_entries(after: int) -> list[SearchEntry]:
    entries = SearchEntry.objects.current().filter(pk__gt=after).order_by("pk")
    return list(entries.defer("words", "title_words")[:BATCH])


def _note(entries: list[SearchEntry], refused: set[int]) -> None:
    """Rows that the index took and did not know wait no longer; those it refused wait."""
    confirm([e for e in entries if e.indexed_at is None and e.pk not in refused])
    if refused:
        SearchEntry.objects.filter(pk__in=refused).update(indexed_at=None)


def _keep(rebuild: SearchRebuild, **values: Any) -> None:
    """Keep where the rebuild stands.

    Raises:
        TakenOver: another process goes on with it.
    """
    values["touched_at"] = timezone.now()
    ours = SearchRebuild.objects.filter(pk=rebuild.pk, owner=rebuild.owner)
    if not ours.update(**values):
        raise TakenOver("another process goes on with the rebuild")
    for name, value in values.items():
        setattr(rebuild, name, value)


def _step(rebuild: SearchRebuild) -> Step:
    return Step(rebuild.stage, rebuild.done, rebuild.total)


def forget_unused_words(*, after_each: Callable[[], None]) -> None:
    """Take out words that no public entry has any more: none is corrected to them anyhow."""
    after = ""
    ordered = SearchWord.objects.order_by("word")
    while words := list(ordered.filter(word__gt=after).values_list("word", flat=True)[:WORDS]):
        forget_unused(words)
        after = words[-1]
        after_each()
