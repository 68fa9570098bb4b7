"""Words for asking about policies."""

from datetime import date

from django.db.models import Count, Q
from wagtail.query import PageQuerySet

from policies.enums import FINAL_STATUSES, MeasureStatus
from zaedno.core.visibility import public_pages


class PolicyPageQuerySet(PageQuerySet):
    """Policies by what readers ask of them."""

    def for_lists(self) -> "PolicyPageQuerySet":
        """Public policies with what a list shows, in a fixed number of queries."""
        found = public_pages(self).select_related("area", "unit")
        return found.prefetch_related("objectives__measures").order_by("-period_end", "title")

    def with_progress(self, on: date) -> "PolicyPageQuerySet":
        """Each with the counts that `policies.progress.progress` would give, from the database."""
        counted = ~Q(objectives__measures__status=MeasureStatus.DROPPED)
        done = Q(objectives__measures__status=MeasureStatus.DONE)
        missed = Q(objectives__measures__deadline__lt=on)
        unfinished = ~Q(objectives__measures__status__in=FINAL_STATUSES)
        return self.annotate(
            measure_total=Count("objectives__measures", filter=counted),
            measure_done=Count("objectives__measures", filter=done),
            measure_late=Count("objectives__measures", filter=missed & unfinished),
        )
