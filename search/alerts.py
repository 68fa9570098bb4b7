"""Who saved a search is told of what is new: a mail a day at most, each thing once.

What is new is what appeared since the last look, not what was changed. It is looked for in the
database, whose rows and answers belong to one moment: what Elasticsearch has not heard of yet is
not missed. The mail and the moment until which was told are written in one transaction, so that a
worker that is killed neither forgets nor repeats.
"""

import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from search.appearances import entries_new, newest_appearance
from search.backends.base import REACHABLE
from search.backends.database import DatabaseBackend
from search.fitting import fitting
from search.models import SavedSearch, SearchEntry
from search.questions import Question
from search.registry import labels
from search.saving import question_of
from search.services import ranked
from search.visibility import visible
from zaedno.notifications.models import Subscription
from zaedno.notifications.rendering import absolute_url
from zaedno.notifications.subscriptions import tell_one

logger = logging.getLogger(__name__)

PAUSE = timedelta(days=1)
# A thing is noted just before its transaction ends; by then all that was noted can be read.
SETTLED_AFTER = timedelta(seconds=20)
# A mail that could not leave for so long names what may not be public any more.
OF_USE_FOR = timedelta(days=1)
MOST_IN_A_ROUND = 100
MOST_LISTED = 10
BATCH = 1_000
_IN_TURN = (F("failed_at").asc(nulls_first=True), "told_until", "pk")


def due_searches(*, at: datetime | None = None) -> list[int]:
    """Saved searches that have not heard of all that is new, those that wait longest first.

    What failed the last time comes after all others, or many such would take every turn.
    """
    moment = at or timezone.now()
    newest = newest_appearance(until=moment - SETTLED_AFTER)
    if newest is None:
        return []
    due = SavedSearch.objects.due(moment, until=newest, pause=PAUSE)
    return list(due.order_by(*_IN_TURN).values_list("pk", flat=True)[:MOST_IN_A_ROUND])


def tell_owners(ids: Sequence[int], *, at: datetime | None = None) -> int:
    """Look for what is new in some saved searches; returns for how many it could be done.

    A search that fails is tried again when all others had their turn.
    """
    moment = at or timezone.now()
    done = 0
    for pk in ids:
        try:
            _tell_owner(pk, at=moment)
        except Exception:  # whatever is wrong with one must not silence the others
            logger.exception("Saved search %s was not answered and waits behind the others", pk)
            SavedSearch.objects.filter(pk=pk).update(failed_at=moment)
        else:
            done += 1
    return done


@transaction.atomic
def _tell_owner(pk: int, *, at: datetime) -> None:
    until = at - SETTLED_AFTER
    saved = SavedSearch.objects.select_related("subscription").filter(pk=pk).first()
    if saved is None or not _claim(saved, until=until, at=at):
        return
    question = question_of(saved)
    new = _new(question, after=saved.told_until, until=until)
    if not new:
        return
    SavedSearch.objects.filter(pk=pk).update(mailed_at=at)

    def context_for(subscription: Subscription) -> dict[str, Any]:
        return _context(question, new)

    tell_one(
        saved.subscription, template="search_alert", context_for=context_for, valid_for=OF_USE_FOR
    )


def _claim(saved: SavedSearch, *, until: datetime, at: datetime) -> bool:
    """Take the turn of a search: of several that try at a time, one succeeds."""
    mine = SavedSearch.objects.due(at, until=until, pause=PAUSE)
    mine = mine.filter(pk=saved.pk, told_until=saved.told_until)
    return mine.update(told_until=until, failed_at=None) == 1


def _new(question: Question, *, after: datetime, until: datetime) -> list[SearchEntry]:
    """What fits of what appeared between two moments and is public now, each thing once."""
    found: list[SearchEntry] = []
    ids = entries_new(after=after, until=until)
    for start in range(0, len(ids), BATCH):
        found += _found(question, ids[start : start + BATCH])
    things = {(entry.content_type_id, entry.object_id): entry for entry in reversed(found)}
    return list(reversed(things.values()))


def _found(question: Question, among: Sequence[int]) -> list[SearchEntry]:
    scope = replace(question.scope, among=among, counted=False)
    ranking, query = ranked(
        DatabaseBackend(),
        question.text,
        scope,
        offset=0,
        limit=REACHABLE,
        exactly=question.exactly,
    )
    ids = fitting(ranking.ids, query)
    entries = SearchEntry.objects.current().filter(pk__in=ids).defer("body", "words")
    by_id = {entry.pk: entry for entry in visible(entries)}
    return [by_id[pk] for pk in ids if pk in by_id]


def _context(question: Question, new: Sequence[SearchEntry]) -> dict[str, Any]:
    names = labels()
    return {
        "title": question.title(),
        "found": [
            {
                "title": entry.full_title,
                "kind": names.get(entry.kind, ""),
                "date": entry.date,
                "url": absolute_url(entry.url),
            }
            for entry in new[:MOST_LISTED]
        ],
        "count": len(new),
        "more": max(len(new) - MOST_LISTED, 0),
        "link": absolute_url(question.address(newest_first=True)),
    }
