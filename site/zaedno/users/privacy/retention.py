"""Terms of keeping, carried out: what is held longer than it should be is forgotten."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from zaedno.core.personal_data import Due, Forget, Holding, holdings
from zaedno.users.privacy.models import RetentionRun

MOST_AT_ONCE = 500

Step = Callable[[int], Any]


def expiring() -> list[tuple[Holding, Due, Forget]]:
    """The holdings whose terms of keeping can be told from their rows."""
    return [
        (holding, holding.due, holding.forget)
        for holding in holdings()
        if holding.due and holding.forget
    ]


def count_due(at: datetime) -> dict[str, int]:
    """How many things of each kind are held longer than they should be."""
    return {holding.name: due(at).count() for holding, due, _forget in expiring()}


def expire(*, at: datetime | None = None, step: Step | None = None) -> RetentionRun:
    """Forget what is due, some rows a transaction, and write down how many of each kind.

    Args:
        at: moment at which the terms are judged.
        step: told after each batch how many rows it had.
    """
    moment = at or timezone.now()
    counts = {
        holding.name: sum(_forget_batches(due, forget, moment, step))
        for holding, due, forget in expiring()
    }
    return RetentionRun.objects.create(at=moment, ended_at=timezone.now(), counts=counts)


def _forget_batches(due: Due, forget: Forget, at: datetime, step: Step | None) -> Iterator[int]:
    """Go through the rows in the order of their numbers, so that each comes once."""
    last = 0
    while rows := _next_rows(due, at, after=last):
        last = rows[-1].pk  # a row that is deleted has no number any more
        with transaction.atomic():
            forget(rows)
        if step:
            step(len(rows))
        yield len(rows)


def _next_rows(due: Due, at: datetime, *, after: int) -> Sequence[Any]:
    return list(due(at).filter(pk__gt=after).order_by("pk")[:MOST_AT_ONCE])
