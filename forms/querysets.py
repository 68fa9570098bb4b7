"""Words for asking about consultations."""

from datetime import date

from django.db.models import Case, IntegerField, Value, When
from wagtail.query import PageQuerySet
from zaedno.core.visibility import public_pages


class ConsultationPageQuerySet(PageQuerySet):
    """Consultations by what readers ask of them."""

    def open(self, on: date) -> "ConsultationPageQuerySet":
        """Those that take opinions on a day."""
        return self.filter(opens__lte=on, closes__gte=on)

    def planned(self, on: date) -> "ConsultationPageQuerySet":
        """Those whose term has not begun on a day."""
        return self.filter(opens__gt=on)

    def closed(self, on: date) -> "ConsultationPageQuerySet":
        """Those whose term is over on a day."""
        return self.filter(closes__lt=on)

    def for_lists(self, on: date) -> "ConsultationPageQuerySet":
        """Public consultations: the open ones first, then planned, then closed."""
        rank = Case(
            When(opens__gt=on, then=Value(1)),
            When(closes__lt=on, then=Value(2)),
            default=Value(0),
            output_field=IntegerField(),
        )
        found = public_pages(self).select_related("area", "unit")
        return found.annotate(rank=rank).order_by("rank", "-closes", "title")
