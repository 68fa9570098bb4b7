"""Keeps what lists need to know of measures in step with what was published."""

from collections.abc import Iterable

from django.db.models import Count, Q

from policies.enums import EntryState
from policies.models.measures import Measure
from policies.models.progress import MeasureStanding, StatusEntry
from policies.progress import share_of

BATCH = 500


def refresh_standings(measure_ids: Iterable[int]) -> None:
    """Derive the standing of some measures anew; part of the transaction that changed them."""
    chosen = sorted(set(measure_ids))
    for begin in range(0, len(chosen), BATCH):
        _refresh(chosen[begin : begin + BATCH])


def _refresh(measure_ids: list[int]) -> None:
    statuses = dict(
        StatusEntry.objects.published()
        .filter(measure__in=measure_ids)
        .values_list("measure_id", "status")
    )
    reached = Q(milestones__reached__state=EntryState.PUBLISHED)
    counts = (
        Measure.objects.filter(pk__in=measure_ids)
        .order_by()
        .annotate(
            all_of_them=Count("milestones", distinct=True),
            reached=Count("milestones", filter=reached, distinct=True),
        )
        .values_list("pk", "all_of_them", "reached")
    )
    MeasureStanding.objects.bulk_create(
        [
            MeasureStanding(
                measure_id=pk,
                status=statuses.get(pk, ""),
                share=share_of(statuses.get(pk, ""), milestones=milestones, reached=reached),
            )
            for pk, milestones, reached in counts
        ],
        update_conflicts=True,
        unique_fields=["measure"],
        update_fields=["status", "share"],
    )
