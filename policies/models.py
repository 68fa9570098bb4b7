"""Policies that people can follow: what was promised, by when, by whom."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import prefetch_related_objects
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.models import Orderable, PageManager, TranslatableMixin
from wagtail.search import index

from policies.enums import TONES, MeasureStatus, PolicyKind
from policies.progress import Progress, is_late, progress
from policies.querysets import PolicyPageQuerySet
from policies.serializers import ObjectivesField, ProgressField
from zaedno.core.days import today
from zaedno.core.listing import ListsChildren
from zaedno.core.models import (
    BasePage,
    BodyMixin,
    CommentableMixin,
    RelatedPagesMixin,
    SubjectMixin,
)
from zaedno.core.nested import TranslatableParent


class PolicyIndexPage(ListsChildren, BasePage):
    """All policies of the municipality."""

    max_count = 2
    parent_page_types = ["home.HomePage"]
    subpage_types = ["policies.PolicyPage"]

    class Meta:
        verbose_name = _("list of policies")
        verbose_name_plural = _("lists of policies")

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
        APIField("progress", serializer=ProgressField()),
        APIField("objectives", serializer=ObjectivesField()),
        *RelatedPagesMixin.related_api_fields,
        *CommentableMixin.comment_api_fields,
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

    def aims(self) -> list["Objective"]:
        """The objectives in their order, the measures of all read in one query."""
        found = list(self.objectives.all())
        prefetch_related_objects([aim for aim in found if aim.pk], "measures")
        return found

    def measures(self) -> list["Measure"]:
        """The measures of all objectives, in their order."""
        return [measure for aim in self.aims() for measure in aim.measures.all()]

    def progress(self) -> Progress:
        """How far the policy is today."""
        return progress_of(self.aims())

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the objectives with their measures, and the progress that follows from them."""
        context = super().get_context(request, *args, **kwargs)
        aims = self.aims()
        return {**context, "aims": aims, "progress": progress_of(aims)}

    @property
    def period(self) -> str:
        """The years: «2024–2027», or one year."""
        years = (self.period_start, self.period_end)
        return "–".join(dict.fromkeys(str(year) for year in years))

    def search_text(self) -> str:
        """Introduction, objectives, measures and text."""
        lines = [self.lead]
        for objective in self.objectives.all():
            lines += [objective.title, objective.text]
            lines += [line for m in objective.measures.all() for line in (m.title, m.text)]
        return "\n".join([*lines, self.body_text()])


class Objective(TranslatableParent, Orderable):
    """An aim of a policy, reached by its measures."""

    page = ParentalKey(PolicyPage, on_delete=models.CASCADE, related_name="objectives")
    title = models.CharField(_("objective"), max_length=255, help_text=_("What will be better."))
    text = models.TextField(_("explanation"), blank=True, help_text=_("In plain words."))

    nested_relations = ("measures",)

    panels = ["title", "text", InlinePanel("measures", label=_("measure"), heading=_("Measures"))]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("objective")
        verbose_name_plural = _("objectives")

    def __str__(self) -> str:
        return self.title


def progress_of(aims: Iterable[Objective]) -> Progress:
    """How far the measures of some objectives are today."""
    return progress((m for aim in aims for m in aim.measures.all()), on=today())


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

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("measure")
        verbose_name_plural = _("measures")

    def __str__(self) -> str:
        return self.title

    @property
    def late(self) -> bool:
        """Whether the deadline has passed and the measure is not done."""
        return is_late(self, on=today())

    @property
    def tone(self) -> str:
        """Look of the tag that shows the status."""
        return TONES[MeasureStatus(self.status)]
