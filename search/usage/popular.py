"""Queries that many readers asked, and that are suggested to others while they type.

Whatever readers can put before others, somebody will misuse. So a query is suggested only when
enough readers asked it on each of several days, when all its words stand in what the municipality
has published, when no held word is in it, and while nobody of the staff has hidden it.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Sum
from wagtail.contrib.search_promotions.models import QueryDailyHits

from search.analysis import STOP_WORDS, words
from search.backends.database import DatabaseBackend
from search.personal_data import FEWEST_TO_SHOW, KEPT_FOR
from search.usage.models import PopularQuery, QueryCount
from search.usage.texts import kept_form
from zaedno.comments.screening import limits
from zaedno.comments.screening.rules import Limits, has_held_word
from zaedno.core.days import today

LOOKED_BACK = timedelta(days=90)
FEWEST_DAYS = 2
MOST_KEPT = 500
SHORTEST = 3


def popular_beginning(typed: Sequence[str], *, language: str, limit: int) -> list[str]:
    """Popular queries in which the typed words begin somewhere, the most frequent first.

    Args:
        typed: normalised words, the last perhaps unfinished.
        language: of the reader.
        limit: how many are wanted.
    """
    text = " ".join(typed)
    if not text:
        return []
    begins = Q(text__startswith=text) | Q(text__contains=f" {text}")
    found = PopularQuery.objects.filter(begins, language=language, is_hidden=False)
    # What was typed already is no suggestion.
    rows = found.exclude(text=text).order_by("-times", "text")
    return list(rows.values_list("text", flat=True)[:limit])


def renew_popular_queries() -> int:
    """Find out anew what is popular (a job of the scheduler).

    Returns:
        How many queries there are.
    """
    popular = _sayable(list(_asked_by_many()[: 2 * MOST_KEPT]))[:MOST_KEPT]
    keys = {(row["text"], row["language"]) for row in popular}
    with transaction.atomic():
        _forget_others(keys)
        PopularQuery.objects.bulk_create(
            [
                PopularQuery(text=row["text"], language=row["language"], times=row["readers"])
                for row in popular
            ],
            update_conflicts=True,
            unique_fields=["text", "language"],
            update_fields=["times"],
        )
    QueryDailyHits.garbage_collect(days=KEPT_FOR.days)
    return len(popular)


def _asked_by_many() -> "QuerySet[Any]":
    """What enough readers asked on each of enough days, and what was found the last time.

    The days count one by one: over several of them it may have been one reader.
    """
    same = QueryCount.objects.filter(text=OuterRef("text"), language=OuterRef("language"))
    latest = same.order_by("-day").values("results")[:1]
    counts = QueryCount.objects.filter(day__gte=today() - LOOKED_BACK).order_by()
    counted = counts.values("text", "language").annotate(
        readers=Sum("times"),
        days=Count("day", filter=Q(times__gte=FEWEST_TO_SHOW)),
        found=Subquery(latest),
    )
    enough = counted.filter(days__gte=FEWEST_DAYS, found__gt=0)
    return enough.order_by("-readers", "text", "language")


def _sayable(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Those whose words stand in what is published, and none of which is held."""
    known = DatabaseBackend().known({word for row in rows for word in words(row["text"])})
    held = limits()
    return [row for row in rows if _is_sayable(row["text"], known.keys() | STOP_WORDS, held)]


def _is_sayable(text: str, known: set[str], held: Limits) -> bool:
    if len(text) < SHORTEST or kept_form(text) != text or has_held_word(text, held):
        return False
    return set(words(text)) <= known


def _forget_others(keys: set[tuple[str, str]]) -> None:
    """What is popular no more; a hidden one stays hidden as long as it is searched for at all."""
    searched = QueryCount.objects.filter(text=OuterRef("text"), language=OuterRef("language"))
    rows = PopularQuery.objects.annotate(is_searched=Exists(searched))
    gone = [
        pk
        for pk, text, language, is_hidden, is_searched in rows.values_list(
            "pk", "text", "language", "is_hidden", "is_searched"
        )
        if (text, language) not in keys and not (is_hidden and is_searched)
    ]
    PopularQuery.objects.filter(pk__in=gone).delete()
