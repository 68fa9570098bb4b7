"""Words for asking about consultations."""

from datetime import date

from django.db.models import Case, IntegerField, OuterRef, Q, Subquery, TextField, Value, When
from django.db.models.functions import Cast, Length, Substr
from wagtail.models import Page
from wagtail.query import PageQuerySet

from forms.enums import Stage
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

    def with_report_known(self) -> "ConsultationPageQuerySet":
        """Each with ``has_report``, so that a list need not read the reports themselves."""
        written = Q(report_text__isnull=False) & ~Q(report_text__in=["", "[]"])
        found = self.alias(report_text=Cast("report", TextField()))
        return found.annotate(
            has_report=Case(When(written, then=Value(True)), default=Value(False))
        )

    def in_stage(self, stage: Stage, *, on: date) -> "ConsultationPageQuerySet":
        """Of those with ``has_report``, the ones that stand in a stage on a day."""
        if stage == Stage.PLANNED:
            return self.planned(on)
        if stage == Stage.OPEN:
            return self.open(on)
        return self.closed(on).filter(has_report=stage == Stage.REPORTED)


class ConsultationFormPageQuerySet(PageQuerySet):
    """Forms by what readers ask of them."""

    def with_consultation(self, public: ConsultationPageQuerySet) -> "ConsultationFormPageQuerySet":
        """Each with the term of the consultation that it stands under, null if it stands alone.

        Args:
            public: the consultations whose number may be told.
        """
        parent_path = Substr(OuterRef("path"), 1, Length(OuterRef("path")) - Page.steplen)
        parents = public.model._default_manager.filter(path=parent_path)
        return self.annotate(
            consultation_pk=Subquery(public.filter(path=parent_path).values("pk")[:1]),
            consultation_opens=Subquery(parents.values("opens")[:1]),
            consultation_closes=Subquery(parents.values("closes")[:1]),
        )
