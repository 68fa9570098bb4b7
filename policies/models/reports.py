"""Monitoring reports: what the administration says was done in a period."""

from django.core.exceptions import ValidationError
from django.db import models
from django.forms import Select
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.api import APIField
from wagtail.models import Orderable, PageManager, TranslatableMixin
from wagtail.search import index

from policies.models.measures import Measure
from policies.querysets import MonitoringReportQuerySet
from policies.report_forms import LinesPanel, ReportForm
from policies.serializers import ReportLinesField
from zaedno.core.facts import facts_of
from zaedno.core.models import BasePage, BodyMixin


class MonitoringReportPage(BodyMixin, BasePage):
    """What was done in a period, measure by measure: done, problems, next."""

    parent_page_types = ["policies.PolicyPage"]
    subpage_types: list[str] = []

    period_start = models.DateField(_("from"), help_text=_("First day of the period."))
    period_end = models.DateField(_("to"), help_text=_("Last day of the period."))

    content_panels = [
        *BasePage.content_panels,
        FieldRowPanel(["period_start", "period_end"], heading=_("Period")),
        LinesPanel("lines", label=_("measure"), heading=_("Measure by measure")),
        *BodyMixin.body_panels,
    ]
    search_fields = [
        *BasePage.search_fields,
        *BodyMixin.body_search_fields,
        index.FilterField("period_end"),
    ]
    api_fields = [
        *BasePage.api_fields,
        *BodyMixin.body_api_fields,
        APIField("period_start"),
        APIField("period_end"),
        APIField("lines", serializer=ReportLinesField()),
    ]

    objects = PageManager.from_queryset(MonitoringReportQuerySet)()
    base_form_class = ReportForm

    class Meta:
        verbose_name = _("monitoring report")
        verbose_name_plural = _("monitoring reports")

    def clean(self) -> None:
        """A period cannot end before it starts."""
        super().clean()
        if self.period_start and self.period_end and self.period_end < self.period_start:
            raise ValidationError(
                {"period_end": _("The period ends before it starts. Check the two dates.")}
            )

    def search_text(self) -> str:
        """Introduction, text and what is said of each public measure."""
        lines = list(self.lines.all())
        named = [line.measure_id for line in lines]
        public = set(Measure.objects.live().filter(pk__in=named).values_list("pk", flat=True))
        words = [
            text
            for line in lines
            if line.measure_id in public
            for text in (line.done, line.problems, line.next)
        ]
        period = facts_of(self, "period_start", "period_end")
        return "\n".join([self.lead, *filter(None, words), self.body_text(), *period])


class ReportLine(TranslatableMixin, Orderable):
    """What a report says of one measure."""

    page = ParentalKey(MonitoringReportPage, on_delete=models.CASCADE, related_name="lines")
    measure = models.ForeignKey(
        Measure,
        on_delete=models.CASCADE,
        related_name="report_lines",
        verbose_name=_("measure"),
        help_text=_("A measure of this policy."),
    )
    done = models.TextField(
        pgettext_lazy("in a period", "done"),
        blank=True,
        help_text=_("What was done in the period."),
    )
    problems = models.TextField(_("problems"), blank=True, help_text=_("What stood in the way."))
    next = models.TextField(_("next"), blank=True, help_text=_("What comes next, and when."))

    panels = [FieldPanel("measure", widget=Select), "done", "problems", "next"]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("report on a measure")
        verbose_name_plural = _("reports on measures")

    def __str__(self) -> str:
        return str(self.measure)

    @property
    def says_something(self) -> bool:
        """Whether anything is written; a line that was only prefilled is not for readers."""
        return bool(self.done or self.problems or self.next)
