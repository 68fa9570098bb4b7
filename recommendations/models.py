"""Analyses of how local policies are carried out, and the recommendations that they make."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.api import APIField
from wagtail.models import Orderable, PageManager, TranslatableMixin
from wagtail.query import PageQuerySet
from wagtail.search import index

from recommendations.enums import TONES, Priority, RecommendationStatus
from recommendations.outcomes import Outcomes, outcomes
from zaedno.core.facts import facts_of
from zaedno.core.listing import ListsChildren
from zaedno.core.models import (
    BasePage,
    BodyMixin,
    DatedMixin,
    RelatedPagesMixin,
    SubjectMixin,
)
from zaedno.core.serializers import NamedField
from zaedno.core.text_parts import TextPart
from zaedno.core.visibility import public_pages


class AnalysisPageQuerySet(PageQuerySet):
    """Analyses by what readers ask of them."""

    def for_lists(self) -> "AnalysisPageQuerySet":
        """Public analyses, the newest first, with what a list shows."""
        found = public_pages(self).select_related("area", "unit")
        return found.prefetch_related("recommendations").order_by("-date", "title")


class AnalysisIndexPage(ListsChildren, BasePage):
    """Analyses and what was recommended."""

    max_count = 2
    parent_page_types = ["home.HomePage"]
    subpage_types = ["recommendations.AnalysisPage"]

    class Meta:
        verbose_name = _("list of analyses")
        verbose_name_plural = _("lists of analyses")

    def children(self) -> AnalysisPageQuerySet:
        """The analyses, the newest first."""
        return AnalysisPage.objects.child_of(self).for_lists()


class AnalysisPage(SubjectMixin, DatedMixin, BodyMixin, RelatedPagesMixin, BasePage):
    """A study of something that the municipality does, with its recommendations."""

    parent_page_types = ["recommendations.AnalysisIndexPage"]
    subpage_types: list[str] = []

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("date"),
        *SubjectMixin.subject_panels,
        *BodyMixin.body_panels,
        InlinePanel("recommendations", label=_("recommendation"), heading=_("Recommendations")),
        *RelatedPagesMixin.related_panels,
    ]
    search_fields = [
        *BasePage.search_fields,
        *BodyMixin.body_search_fields,
        *SubjectMixin.subject_search_fields,
        index.FilterField("date"),
        index.RelatedFields("recommendations", [index.SearchField("text")]),
    ]
    api_fields = [
        *BasePage.api_fields,
        *BodyMixin.body_api_fields,
        *SubjectMixin.subject_api_fields,
        APIField("date"),
        APIField("recommendations"),
        *RelatedPagesMixin.related_api_fields,
    ]

    objects = PageManager.from_queryset(AnalysisPageQuerySet)()

    class Meta:
        verbose_name = _("analysis")
        verbose_name_plural = _("analyses")

    def outcomes(self) -> Outcomes:
        """How many recommendations there are, and what became of them."""
        return outcomes(self.recommendations.all())

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the recommendations with the units that must answer, read in one query."""
        context = super().get_context(request, *args, **kwargs)
        found = list(self.recommendations.select_related("unit"))
        return {**context, "recommendations": found, "outcomes": outcomes(found)}

    def text_parts(self) -> Iterator[TextPart]:
        """The recommendations in their order, with the answers to them."""
        for number, item in enumerate(self.recommendations.all(), 1):
            title = gettext("Recommendation %(number)s") % {"number": number}
            yield TextPart(f"recommendation-{number}", title, item.search_text())

    def search_text(self) -> str:
        """Introduction, text and recommendations."""
        recommended = [item.search_text() for item in self.recommendations.all()]
        return "\n".join([super().search_text(), *recommended])


class Recommendation(TranslatableMixin, Orderable):
    """What should be done better, by whom, by when, and what became of it."""

    page = ParentalKey(AnalysisPage, on_delete=models.CASCADE, related_name="recommendations")
    text = models.TextField(_("recommendation"), help_text=_("One step that someone can take."))
    unit = models.ForeignKey(
        "core.Unit",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("addressed to"),
        help_text=_("The unit that must answer."),
    )
    priority = models.CharField(
        _("priority"),
        max_length=8,
        choices=Priority,
        default=Priority.MEDIUM,
        help_text=_("How much depends on it."),
    )
    deadline = models.DateField(
        _("deadline"), null=True, blank=True, help_text=_("Last day by which it should be done.")
    )
    status = models.CharField(
        _("status"),
        max_length=16,
        choices=RecommendationStatus,
        default=RecommendationStatus.PROPOSED,
        help_text=_("What became of it."),
    )
    response = models.TextField(
        _("answer"), blank=True, help_text=_("The answer of the unit, with its reasons.")
    )

    panels = [
        "text",
        FieldRowPanel(["unit", "priority"]),
        FieldRowPanel(["deadline", "status"]),
        "response",
    ]
    api_fields = [
        *(APIField(name) for name in ("text", "priority", "deadline", "status", "response")),
        APIField("unit", serializer=NamedField()),
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("recommendation")
        verbose_name_plural = _("recommendations")

    def __str__(self) -> str:
        return self.text[:80]

    def search_text(self) -> str:
        """What should be done, the answer, by whom and by when."""
        shown = facts_of(self, "unit", "priority", "deadline", "status")
        return "\n".join(filter(None, (self.text, self.response, *shown)))

    @property
    def tone(self) -> str:
        """Look of the tag that shows the status."""
        return TONES[RecommendationStatus(self.status)]

    def clean(self) -> None:
        """A refusal must say why."""
        super().clean()
        if self.status == RecommendationStatus.REJECTED and not self.response:
            raise ValidationError({"response": _("Please say why it was not accepted.")})
