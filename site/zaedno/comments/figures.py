"""Yearly figures of comments and their moderation: numbers only, nothing of any person."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import Any

from django.core.cache import cache
from django.db.models import Count, Min, Q, QuerySet
from django.db.models.functions import ExtractYear

from zaedno.comments.enums import AppealOutcome, CommentState, ModerationVerb
from zaedno.comments.models import AbuseReport, Appeal, CitizenComment
from zaedno.core.days import today

KEPT_SECONDS = 600
DECIDING_VERBS = (ModerationVerb.PUBLISH, ModerationVerb.REJECT, ModerationVerb.REMOVE)
HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class YearFigures:
    """One calendar year. What was received counts by its state today, so the states add up.

    Attributes:
        year: of sending, for comments; of the event, for appeals, reports and answers.
        received: comments of citizens, confirmed by mail.
        hours_to_decision: median from the confirmation to the first decision; None for none.
        appeals_waiting: neither upheld nor denied.
    """

    year: int
    received: int = 0
    waiting: int = 0
    published: int = 0
    rejected: int = 0
    removed: int = 0
    withdrawn: int = 0
    hours_to_decision: float | None = None
    appeals: int = 0
    appeals_upheld: int = 0
    appeals_denied: int = 0
    reports: int = 0
    answers: int = 0

    @property
    def appeals_waiting(self) -> int:
        """Appeals without an outcome."""
        return self.appeals - self.appeals_upheld - self.appeals_denied

    @property
    def is_empty(self) -> bool:
        """Whether nothing was received, and nothing done."""
        return not (self.received or self.appeals or self.reports or self.answers)


def yearly_figures(*, at: datetime | None = None) -> list[YearFigures]:
    """The figures of each year, this one first, back to the first in which anything was received.

    Counted anew every ten minutes at most, in a number of queries that does not grow.
    """
    this_year = today(at).year
    key = f"comments:figures:{this_year}"
    found: list[YearFigures] | None = cache.get(key)
    if found is None:
        found = _count(this_year)
        cache.set(key, found, KEPT_SECONDS)
    return found


def _count(this_year: int) -> list[YearFigures]:
    counted: dict[int, dict[str, int | float]] = defaultdict(dict)
    for row in (*_comments(), *_appeals(), *_reports(), *_answers()):
        year = row.pop("year")
        counted[year].update(row)
    for year, hours in _hours_to_decision():
        counted[year]["hours_to_decision"] = hours
    first = min(counted, default=this_year)
    return [
        YearFigures(year=year, **counted.get(year, {}))  # type: ignore[arg-type]
        for year in range(max(this_year, *counted, first), first - 1, -1)
    ]


def _comments() -> Iterable[dict[str, int]]:
    states = {
        "waiting": CommentState.PENDING,
        "published": CommentState.PUBLISHED,
        "rejected": CommentState.REJECTED,
        "removed": CommentState.REMOVED,
        "withdrawn": CommentState.WITHDRAWN,
    }
    by_state = {name: Count("pk", filter=Q(state=state)) for name, state in states.items()}
    return _by_year(_of_citizens(), "submit_date").annotate(received=Count("pk"), **by_state)


def _appeals() -> Iterable[dict[str, int]]:
    return _by_year(Appeal.objects.all(), "at").annotate(
        appeals=Count("pk"),
        appeals_upheld=Count("pk", filter=Q(outcome=AppealOutcome.UPHELD)),
        appeals_denied=Count("pk", filter=Q(outcome=AppealOutcome.DENIED)),
    )


def _reports() -> Iterable[dict[str, int]]:
    return _by_year(AbuseReport.objects.all(), "at").annotate(reports=Count("pk"))


def _answers() -> Iterable[dict[str, int]]:
    answers = CitizenComment.objects.filter(unit__isnull=False, state=CommentState.PUBLISHED)
    return _by_year(answers, "submit_date").annotate(answers=Count("pk"))


def _hours_to_decision() -> Iterator[tuple[int, float]]:
    decided = _of_citizens().annotate(
        year=ExtractYear("submit_date"),
        first=Min("actions__at", filter=Q(actions__verb__in=DECIDING_VERBS)),
    )
    spans: dict[int, list[float]] = defaultdict(list)
    moments = decided.filter(first__isnull=False).order_by()
    for year, confirmed, first in moments.values_list("year", "confirmed_at", "first"):
        spans[year].append((first - confirmed) / HOUR)
    for year, waits in spans.items():
        yield year, round(median(waits), 1)


def _of_citizens() -> "QuerySet[CitizenComment]":
    return CitizenComment.objects.filter(unit=None)


def _by_year(rows: "QuerySet[Any]", moment: str) -> "QuerySet[Any, dict[str, int]]":
    return rows.order_by().annotate(year=ExtractYear(moment)).values("year")
