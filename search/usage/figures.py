"""The figures that reports on search show: what is searched for, and what is followed.

What on no day of the period three readers or more searched for is in no report: over several days
it may have been one person.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Max, OuterRef, Q, QuerySet, Subquery, Sum

from search.models import SearchEntry
from search.personal_data import FEWEST_TO_SHOW
from search.usage.models import ClickCount, QueryCount
from search.visibility import visible

MOST_ROWS = 1_000
PLACES = 10
# Below this a result that nobody followed says nothing.
FEWEST_SHOWINGS = 5
MOST_QUERIES_LOOKED_AT = 200


@dataclass(frozen=True)
class Period:
    """The days that a report is about, and the language of the readers; empty for any."""

    since: date
    until: date
    language: str = ""

    def of(self, counts: "QuerySet[Any]") -> "QuerySet[Any]":
        """Of some counts, those of the period."""
        found = counts.filter(day__range=(self.since, self.until))
        return found.filter(language=self.language) if self.language else found


@dataclass(frozen=True)
class QueryFigures:
    """A query in a period.

    Attributes:
        results: how many there were the last time.
        clicks: how many readers followed one of them.
        mean_rank: the place of what was followed, on average; None if nothing was.
    """

    text: str
    language: str
    searches: int
    results: int
    clicks: int = 0
    mean_rank: float | None = None

    @property
    def share(self) -> float:
        """Followed results for each hundred searches."""
        return 100 * self.clicks / self.searches


@dataclass(frozen=True)
class PlaceFigures:
    """A place in the list of results in a period."""

    rank: int
    shown: int
    clicks: int

    @property
    def share(self) -> float:
        """How many of a hundred readers who saw it followed it."""
        return 100 * self.clicks / self.shown if self.shown else 0.0


@dataclass(frozen=True)
class NeverFollowed:
    """A result that stood among the first for a query, and that nobody followed."""

    text: str
    language: str
    title: str
    url: str
    rank: int
    shown: int


def frequent_queries(period: Period) -> list[QueryFigures]:
    """What was searched for most."""
    return _figures(_frequent(period), {})


def queries_without_results(period: Period) -> list[QueryFigures]:
    """What was searched for and not found, the last time that somebody searched for it."""
    return _figures(_frequent(period).filter(found=0), {})


def followed_queries(period: Period) -> list[QueryFigures]:
    """What was searched for and found most, with how often and where a result was followed."""
    clicks = period.of(ClickCount.objects.order_by()).values("text", "language")
    clicks = clicks.annotate(number=Sum("times"), places=Sum(F("times") * F("rank")))
    by_query = {(row["text"], row["language"]): row for row in clicks}
    return _figures(_frequent(period).exclude(found=0), by_query)


def places(period: Period) -> list[PlaceFigures]:
    """How often each place of the first page of results was seen and followed: two queries."""
    seen = {
        f"place{rank}": Sum("times", filter=Q(results__gte=rank), default=0)
        for rank in range(1, PLACES + 1)
    }
    shown = period.of(QueryCount.objects.all()).aggregate(**seen)
    rows = period.of(ClickCount.objects.order_by()).filter(rank__lte=PLACES)
    clicks = dict(rows.values_list("rank").annotate(number=Sum("times")))
    return [
        PlaceFigures(rank, shown[f"place{rank}"], clicks.get(rank, 0))
        for rank in range(1, PLACES + 1)
    ]


def never_followed(period: Period) -> list[NeverFollowed]:
    """Results of the most frequent queries that were shown often and followed by nobody.

    Only what is public and still among the first results is told.
    """
    asked = _frequent(period).exclude(found=0)[:MOST_QUERIES_LOOKED_AT]
    queries = {(row["text"], row["language"]) for row in asked}
    latest, showings = _showings(period, queries)
    followed = set(
        period.of(ClickCount.objects.all()).values_list("text", "language", "entry").distinct()
    )
    ids = {entry for shown in latest.values() for entry in shown}
    titles = SearchEntry.objects.current().filter(pk__in=ids).defer("words", "body")
    entries = {entry.pk: entry for entry in visible(titles)}
    found = [
        NeverFollowed(*query, entries[pk].title, entries[pk].url, rank, showings[*query, pk])
        for query, shown in latest.items()
        for rank, pk in enumerate(shown, 1)
        if pk in entries
        and (*query, pk) not in followed
        and showings[*query, pk] >= FEWEST_SHOWINGS
    ]
    return sorted(found, key=lambda each: (-each.shown, each.text, each.rank))[:MOST_ROWS]


def _showings(
    period: Period, queries: set[tuple[str, str]]
) -> tuple[dict[tuple[str, str], Sequence[int]], Counter[tuple[str, str, int]]]:
    """Of some queries the results that were shown the last time, and how often each was shown."""
    rows = period.of(QueryCount.objects.filter(text__in={text for text, _ in queries}))
    latest: dict[tuple[str, str], Sequence[int]] = {}
    showings: Counter[tuple[str, str, int]] = Counter()
    for text, language, times, shown in rows.order_by("day").values_list(
        "text", "language", "times", "shown"
    ):
        if (text, language) in queries:
            latest[text, language] = shown
            showings.update({(text, language, entry): times for entry in shown})
    return latest, showings


def _frequent(period: Period) -> "QuerySet[Any]":
    """Queries by how often they were asked, with how many results they had the last time."""
    same = QueryCount.objects.filter(text=OuterRef("text"), language=OuterRef("language"))
    latest = same.filter(day__lte=period.until).order_by("-day").values("results")[:1]
    counted = period.of(QueryCount.objects.order_by()).values("text", "language")
    counted = counted.annotate(searches=Sum("times"), readers=Max("times"), found=Subquery(latest))
    enough = counted.filter(readers__gte=FEWEST_TO_SHOW)
    return enough.order_by("-searches", "text", "language")


def _figures(
    rows: "QuerySet[Any]", clicks: dict[tuple[str, str], dict[str, Any]]
) -> list[QueryFigures]:
    nothing: dict[str, int] = defaultdict(int)
    return [
        _of_query(row, clicks.get((row["text"], row["language"]), nothing))
        for row in rows[:MOST_ROWS]
    ]


def _of_query(row: dict[str, Any], clicks: dict[str, Any]) -> QueryFigures:
    number = clicks["number"]
    return QueryFigures(
        text=row["text"],
        language=row["language"],
        searches=row["searches"],
        results=row["found"],
        clicks=number,
        mean_rank=clicks["places"] / number if number else None,
    )
