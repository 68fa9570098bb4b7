"""Policies that people can follow: what was promised, by when, by whom."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldRowPanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.models import PageManager
from wagtail.search import index

from policies.enums import PolicyKind, PolicyStage
from policies.listing import list_of
from policies.outline import Outline, objectives_of, outline_of, words_of
from policies.progress import Progress
from policies.querysets import PolicyPageQuerySet
from policies.serializers import ObjectivesField, ProgressField
from zaedno.core.content_version import kept
from zaedno.core.days import today
from zaedno.core.facts import facts_of
from zaedno.core.languages import in_language
from zaedno.core.models import (
    BasePage,
    BodyMixin,
    CommentableMixin,
    RelatedPagesMixin,
    Settlement,
    SubjectMixin,
)
from zaedno.core.search_kinds import SECTION
from zaedno.core.text_parts import TextPart
from zaedno.core.translations import canonical
from zaedno.core.visibility import is_public

_LIMITS = _("A year from 1990 to 2100.")
PERIOD_LIMITS = [
    MinValueValidator(1990, message=_LIMITS),
    MaxValueValidator(2100, message=_LIMITS),
]


class PolicyIndexPage(BasePage):
    """All policies of the municipality."""

    search_kind = SECTION

    max_count = 2
    parent_page_types = ["home.HomePage"]
    subpage_types = ["policies.PolicyPage"]

    class Meta:
        verbose_name = _("list of policies")
        verbose_name_plural = _("lists of policies")

    def children(self) -> PolicyPageQuerySet:
        """The policies, the newest period first."""
        return PolicyPage.objects.child_of(self).for_lists()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the policies that were asked for, and by what else they can be asked for."""
        context = super().get_context(request, *args, **kwargs)
        return {**context, **list_of(self.children(), request, name=str(self.pk))}


class PolicyPage(CommentableMixin, SubjectMixin, BodyMixin, RelatedPagesMixin, BasePage):
    """One local policy: its aims, what will be done by when, and how far it is."""

    parent_page_types = ["policies.PolicyIndexPage"]
    subpage_types = ["policies.MonitoringReportPage"]

    kind = models.CharField(
        _("kind"),
        max_length=16,
        choices=PolicyKind,
        default=PolicyKind.PLAN,
        help_text=_("What the document is called."),
    )
    period_start = models.PositiveSmallIntegerField(
        _("from year"), validators=PERIOD_LIMITS, help_text=_("First year.")
    )
    period_end = models.PositiveSmallIntegerField(
        _("to year"), validators=PERIOD_LIMITS, help_text=_("Last year.")
    )
    decision = models.CharField(
        _("adopted by"),
        max_length=160,
        blank=True,
        help_text=_("Decision № of the council, or order of the mayor."),
    )
    decision_date = models.DateField(
        _("adopted on"), null=True, blank=True, help_text=_("Date of the decision or order.")
    )
    legal_basis = models.TextField(
        _("legal basis"),
        blank=True,
        help_text=_("The law and article by which it was made, one a line."),
    )

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                "kind",
                *SubjectMixin.subject_panels,
                FieldRowPanel(["period_start", "period_end"]),
                FieldRowPanel(["decision", "decision_date"]),
                "legal_basis",
            ],
            heading=_("Facts"),
        ),
        *BodyMixin.body_panels,
        *RelatedPagesMixin.related_panels,
        *CommentableMixin.comment_panels,
    ]
    search_fields = [
        *BasePage.search_fields,
        *BodyMixin.body_search_fields,
        *SubjectMixin.subject_search_fields,
        index.SearchField("legal_basis"),
        index.FilterField("kind"),
    ]
    api_fields = [
        *BasePage.api_fields,
        *BodyMixin.body_api_fields,
        *SubjectMixin.subject_api_fields,
        *(
            APIField(name)
            for name in (
                *("kind", "period_start", "period_end"),
                *("decision", "decision_date", "legal_basis"),
            )
        ),
        APIField("progress", serializer=ProgressField()),
        APIField("objectives", serializer=ObjectivesField(source="*")),
        *RelatedPagesMixin.related_api_fields,
        *CommentableMixin.comment_api_fields,
    ]

    objects = PageManager.from_queryset(PolicyPageQuerySet)()

    progress_today: Progress  # set by lists, which ask for that of all at once

    class Meta:
        verbose_name = _("policy")
        verbose_name_plural = _("policies")

    def clean(self) -> None:
        """A period cannot end before it starts."""
        super().clean()
        if self.period_start and self.period_end and self.period_end < self.period_start:
            raise ValidationError({"period_end": _("The period ends before it starts.")})

    @property
    def original(self) -> "PolicyPage":
        """The policy in the first language, to which objectives and measures belong."""
        return canonical(self)

    @property
    def outline(self) -> Outline:
        """What it promised and how far it is today, in the language of the reader.

        Nothing where the policy itself is closed: its translation does not open it.
        """
        day = today()
        original = self.original
        if original.pk != self.pk and not is_public(original):
            return Outline(on=day)
        return kept(("outline", self.translation_key, day), lambda: outline_of(self, on=day))

    @property
    def progress(self) -> Progress:
        """How far the policy is today."""
        return self.outline.progress

    @property
    def period(self) -> str:
        """The years: «2024–2027», or one year."""
        years = (self.period_start, self.period_end)
        return "–".join(dict.fromkeys(str(year) for year in years))

    @property
    def stage(self) -> PolicyStage:
        """Where its period is today."""
        year = today().year
        if self.period_start > year:
            return PolicyStage.PLANNED
        return PolicyStage.RUNNING if self.period_end >= year else PolicyStage.ENDED

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what was promised and how far it is."""
        return {**super().get_context(request, *args, **kwargs), "outline": self.outline}

    def search_facets(self) -> dict[str, list[Any]]:
        """Area, unit, and where something is to be done; not where the policy itself is closed."""
        original, facets = self.original, super().search_facets()
        if original.pk != self.pk and not is_public(original):
            return facets
        measures = original.measures.filter(live=True, objective__live=True)
        places = measures.values("places")
        settlements = Settlement.objects.filter(pk__in=places).select_related("locale")
        return {**facets, "settlement": list(settlements)}

    def text_parts(self) -> Iterator[TextPart]:
        """The objectives; measures and indicators have addresses of their own."""
        language = self.locale.language_code
        for objective in objectives_of(self):
            yield TextPart(
                f"objective-{objective.pk}",
                in_language(objective, "title", language),
                in_language(objective, "text", language),
            )

    def search_text(self) -> str:
        """Introduction, objectives, text and facts."""
        language = self.locale.language_code
        period = f"{gettext('Period')}: {self.period}"
        shown = (*facts_of(self, "kind", "decision", "decision_date", "legal_basis"), period)
        return "\n".join([self.lead, *words_of(self, language), self.body_text(), *shown])
