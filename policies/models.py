"""Policies that people can follow: what was promised, by when, by whom."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.models import Orderable, PageManager, TranslatableMixin
from wagtail.search import index
from zaedno.core.days import today
from zaedno.core.listing import ListsChildren
from zaedno.core.models import (
    BasePage,
    BodyMixin,
    CommentableMixin,
    RelatedPagesMixin,
    SubjectMixin,
)

from policies.enums import MeasureStatus, PolicyKind
from policies.progress import Progress, is_late, progress
from policies.querysets import PolicyPageQuerySet


class PolicyIndexPage(ListsChildren, BasePage):
    """All policies of the municipality."""

    max_count = 2
    parent_page_types = ["home.HomePage"]
    subpage_types = ["policies.PolicyPage"]

    class Meta:
        verbose_name = _("list of policies")

    def children(self) -> PolicyPageQuerySet:
        """The policies, the newest period first."""
        return PolicyPage.objects.child_of(self).for_lists()


class PolicyPage(CommentableMixin, SubjectMixin, BodyMixin, RelatedPagesMixin, BasePage):
    """One local policy: its aims, what will be done by when, and how far it is."""

    parent_page_types = ["policies.PolicyIndexPage"]
    subpage_types: list[str] = []

    kind = models.CharField(
        _("kind"),
        max_length=16,
        choices=PolicyKind,
        default=PolicyKind.PLAN,
        help_text=_("What the document is called."),
    )
    period_start = models.PositiveSmallIntegerField(_("from year"), help_text=_("First year."))
    period_end = models.PositiveSmallIntegerField(_("to year"), help_text=_("Last year."))
    decision = models.CharField(
        _("adopted by"),
        max_length=160,
        blank=True,
        help_text=_("Decision № and date of the council, or order of the mayor."),
    )

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                "kind",
                *SubjectMixin.subject_panels,
                FieldRowPanel(["period_start", "period_end"]),
                "decision",
            ],
            heading=_("Facts"),
        ),
        InlinePanel("objectives", label=_("objective"), heading=_("Objectives and measures")),
        *BodyMixin.body_panels,
        *RelatedPagesMixin.related_panels,
        *CommentableMixin.comment_panels,
    ]
    search_fields = [
        *BasePage.search_fields,
        *BodyMixin.body_search_fields,
        *SubjectMixin.subject_search_fields,
        index.FilterField("kind"),
        index.RelatedFields("objectives", [index.SearchField("title"), index.SearchField("text")]),
    ]
    api_fields = [
        *BasePage.api_fields,
        *BodyMixin.body_api_fields,
        *SubjectMixin.subject_api_fields,
        *(APIField(name) for name in ("kind", "period_start", "period_end", "decision")),
        APIField("objectives"),
    ]

    objects = PageManager.from_queryset(PolicyPageQuerySet)()

    class Meta:
        verbose_name = _("policy")
        verbose_name_plural = _("policies")

    def clean(self) -> None:
        """A period cannot end before it starts."""
        super().clean()
        if self.period_start and self.period_end and self.period_end < self.period_start:
            raise ValidationError({"period_end": _("The period ends before it starts.")})

    def measures(self) -> list["Measure"]:
        """The measures of all objectives, in their order."""
        return [m for objective in self.objectives.all() for m in objective.measures.all()]

    def progress(self) -> Progress:
        """How far the policy is today."""
        return progress(self.measures(), on=today())

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the objectives, their measures read in one query."""
        context = super().get_context(request, *args, **kwargs)
        return {**context, "progress": self.progress()}

    def search_text(self) -> str:
        """Introduction, objectives, measures and text."""
        lines = [self.lead]
        for objective in self.objectives.all():
            lines += [objective.title, objective.text]
            lines += [line for m in objective.measures.all() for line in (m.title, m.text)]
        return "\n".join([*lines, self.body_text()])


class Objective(TranslatableMixin, ClusterableModel, Orderable):
    """An aim of a policy, reached by its measures."""

    page = ParentalKey(PolicyPage, on_delete=models.CASCADE, related_name="objectives")
    title = models.CharField(_("objective"), max_length=255, help_text=_("What will be better."))
    text = models.TextField(_("explanation"), blank=True, help_text=_("In plain words."))

    panels = ["title", "text", InlinePanel("measures", label=_("measure"), heading=_("Measures"))]
    api_fields = [APIField("title"), APIField("text"), APIField("measures")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("objective")
        verbose_name_plural = _("objectives")

    def __str__(self) -> str:
        return self.title


class Measure(TranslatableMixin, Orderable):
    """One promised step: what is done, by when, and how far it has come."""

    objective = ParentalKey(Objective, on_delete=models.CASCADE, related_name="measures")
    title = models.CharField(_("measure"), max_length=255, help_text=_("What will be done."))
    text = models.TextField(_("explanation"), blank=True, help_text=_("How, where, for whom."))
    status = models.CharField(
        _("status"),
        max_length=16,
        choices=MeasureStatus,
        default=MeasureStatus.NOT_STARTED,
        help_text=_("As it is today. A missed deadline is shown by itself."),
    )
    deadline = models.DateField(
        _("deadline"), null=True, blank=True, help_text=_("Last day by which it must be done.")
    )

    panels = ["title", "text", FieldRowPanel(["status", "deadline"])]
    api_fields = [APIField(name) for name in ("title", "text", "status", "deadline")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("measure")
        verbose_name_plural = _("measures")

    def __str__(self) -> str:
        return self.title

    @property
    def late(self) -> bool:
        """Whether the deadline has passed and the measure is not done."""
        return is_late(self, on=today())
