"""Counts searches and followed results. What a person is known by never reaches these rows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db import models, transaction
from django.db.models import F
from django.http import HttpRequest
from wagtail.contrib.search_promotions.models import QueryDailyHits

from search.backends.base import SearchAnswer, SearchRequest
from search.models import SearchEntry
from search.promotions import queries_like
from search.usage.models import ClickCount, QueryCount
from search.usage.texts import kept_form
from search.usage.writing import Pen
from zaedno.core.days import today
from zaedno.core.rate_limits import first_today, within_limit

# Nobody counts more than this of one day, whatever is sent to the site.
MOST_TEXTS_A_DAY = 5_000
FURTHEST_PLACE = 100
_BOT = re.compile(r"bot|crawl|spider|slurp|preview|monitor|scan|curl|wget|python|java/|^$", re.I)


@dataclass(frozen=True)
class Counted:
    """A search to be counted."""

    text: str
    language: str
    day: date
    results: int
    shown: Sequence[int] = field(default=())
    promoted: Sequence[int] = field(default=())


@dataclass(frozen=True)
class Followed:
    """A result that was followed."""

    text: str
    language: str
    day: date
    rank: int
    entry_id: int


def count_search(request: HttpRequest, asked: SearchRequest, answer: SearchAnswer) -> None:
    """Count a search of a person: the first page of results, without filters; once a day each."""
    if request.method != "GET" or asked.offset or asked.scope.filters or _is_machine(request):
        return
    text, language = kept_form(asked.text), asked.scope.language or ""
    # First the limit: each text that is new fills a place in the cache for a day.
    if not (text and within_limit(request, "searches")):
        return
    if first_today(request, f"search {language} {text}"):
        shown = [hit.entry.pk for hit in answer.hits]
        promoted = queries_like(asked.text) or queries_like(answer.corrected)
        promoted = list(promoted) if answer.promoted else []
        _searches.add(Counted(text, language, today(), answer.total, shown, promoted))


def count_click(request: HttpRequest, *, text: str, language: str, rank: int, entry: int) -> None:
    """Count that a person followed a result of a search that was counted; each once a day."""
    words, day = kept_form(text), today()
    if not words or _is_machine(request):
        return
    searched = QueryCount.objects.filter(text=words, language=language).order_by("-day")
    latest = searched.filter(day__gte=day - timedelta(days=1)).first()
    if latest is None or not _stood_there(latest, rank, entry):
        return
    # Nobody follows one result at many places, or many at one.
    marks = [f"click {language} {words} {rank}", f"click {language} {words} entry {entry}"]
    if all(first_today(request, mark) for mark in marks):
        _clicks.add(Followed(words, language, day, rank, entry))


def _stood_there(searched: QueryCount, rank: int, entry: int) -> bool:
    """Whether a result can have been followed: of the first page it is known which stood where."""
    first = searched.shown
    if rank <= len(first) or entry in first:
        return first[rank - 1 : rank] == [entry]
    return rank <= searched.results


def _is_machine(request: HttpRequest) -> bool:
    """Whether a program asks, or a browser ahead of its reader."""
    asks_ahead = request.headers.get("Sec-Purpose", request.headers.get("Purpose", ""))
    return bool(_BOT.search(request.headers.get("User-Agent", "")) or "prefetch" in asks_ahead)


@transaction.atomic
def _write_search(found: Counted) -> None:
    key = {"text": found.text, "language": found.language, "day": found.day}
    latest = {"results": found.results, "shown": found.shown}
    _one_more(QueryCount, key, latest)
    for query in found.promoted:
        _one_more(QueryDailyHits, {"query_id": query, "date": found.day}, {}, counter="hits")


@transaction.atomic
def _write_click(found: Followed) -> None:
    if SearchEntry.objects.current().filter(pk=found.entry_id).exists():
        key = {"text": found.text, "language": found.language, "day": found.day}
        _one_more(ClickCount, {**key, "rank": found.rank, "entry_id": found.entry_id}, {})


def _one_more(
    model: type[models.Model],
    key: dict[str, Any],
    latest: dict[str, Any],
    *,
    counter: str = "times",
) -> None:
    """Add one to a row, or make it: two who make it at once both count."""
    rows = model._default_manager.filter(**key)
    added = {counter: F(counter) + 1, **latest}
    if rows.update(**added):
        return
    if model is QueryCount and _is_full(key["day"]):
        return
    model._default_manager.bulk_create([model(**key)], ignore_conflicts=True)
    rows.update(**added)


def _is_full(day: date) -> bool:
    return QueryCount.objects.filter(day=day).count() >= MOST_TEXTS_A_DAY


_searches = Pen(_write_search)
_clicks = Pen(_write_click)
