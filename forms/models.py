"""Public consultations and consultation forms."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.models import PageManager
from wagtail.search import index

from forms.enums import TONES, ConsultationKind, Stage
from forms.procedures import ProcedureType, procedure_for
from forms.querysets import ConsultationFormPageQuerySet, ConsultationPageQuerySet
from forms.serializers import StageField
from forms.stages import earliest_close, stage_on, steps
from zaedno.core.blocks import BodyBlock
from zaedno.core.days import today
from zaedno.core.facts import facts_of
from zaedno.core.fields import StreamField
from zaedno.core.form_pages import AbstractFormField, AbstractFormPage
from zaedno.core.listing import ListsChildren
from zaedno.core.models import (
    BasePage,
    BodyMixin,
    CommentableMixin,
    RelatedPagesMixin,
    SubjectMixin,
)
from zaedno.core.plain_text import plain_text
from zaedno.core.serializers import PagesField
from zaedno.core.text_parts import TextPart
from zaedno.core.visibility import public_pages


class ConsultationIndexPage(ListsChildren, BasePage):
    """What the municipality asks its citizens: open now, planned, closed."""

    max_count = 2
    parent_page_types = ["home.HomePage"]
    subpage_types = ["consultations.ConsultationPage", "consultations.ConsultationFormPage"]

    class Meta:
        verbose_name = _("list of consultations")
        verbose_name_plural = _("lists of consultations")

    def children(self) -> ConsultationPageQuerySet:
        """The consultations, the open ones first."""
        return ConsultationPage.objects.child_of(self).for_lists(today())

    def standing_forms(self) -> "models.QuerySet[ConsultationFormPage]":
        """The public forms that belong to no consultation and still take answers."""
        found = public_pages(ConsultationFormPage.objects.child_of(self))
        return found.exclude(closes__lt=today()).order_by("title")


class ConsultationPage(CommentableMixin, SubjectMixin, BodyMixin, RelatedPagesMixin, BasePage):
    """A draft put to the public for a term, with its reasons and documents."""

    parent_page_types = ["consultations.ConsultationIndexPage"]
    subpage_types = ["consultations.ConsultationFormPage"]
    # What citizens propose here is accepted or not, with reasons (ЗНА, чл. 26, ал. 5).
    asks_disposition = True

    kind = models.CharField(
        _("kind"),
        max_length=16,
        choices=ConsultationKind,
        default=ConsultationKind.OTHER,
        help_text=_("The law sets the shortest term by it."),
    )
    opens = models.DateField(
        _("opens on"), db_index=True, help_text=_("The day of publication; it is not counted.")
    )
    closes = models.DateField(
        _("closes on"),
        db_index=True,
        help_text=_("Last day for opinions; the term ends with the end of this day."),
    )
    shortened_because = models.TextField(
        _("reasons for a shorter term"),
        blank=True,
        help_text=_(
            "Only where the law allows a shorter term for stated reasons (ЗНА, чл. 26, ал. 4)."
        ),
    )
    reasons = StreamField(
        BodyBlock(),
        verbose_name=_("reasons"),
        help_text=_(
            "Why it is needed, aims, means, expected results, conformity with EU law "
            "(ЗНА, чл. 28, ал. 2)."
        ),
    )
    report = StreamField(
        BodyBlock(required=False),
        blank=True,
        verbose_name=_("report on the proposals"),
        help_text=_(
            "After closing: each proposal, whether it was accepted, and why (ЗНА, чл. 26, ал. 5)."
        ),
    )

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                "kind",
                *SubjectMixin.subject_panels,
                FieldRowPanel(["opens", "closes"]),
                "shortened_because",
            ],
            heading=_("Term"),
        ),
        FieldPanel("reasons"),
        *BodyMixin.body_panels,
        FieldPanel("report"),
        *RelatedPagesMixin.related_panels,
        *CommentableMixin.comment_panels,
    ]
    search_fields = [
        *BasePage.search_fields,
        *BodyMixin.body_search_fields,
        *SubjectMixin.subject_search_fields,
        index.SearchField("reasons"),
        index.SearchField("report"),
        *(index.FilterField(name) for name in ("kind", "opens", "closes")),
    ]
    api_fields = [
        *BasePage.api_fields,
        *BodyMixin.body_api_fields,
        *SubjectMixin.subject_api_fields,
        *(APIField(name) for name in ("kind", "opens", "closes", "shortened_because")),
        APIField("reasons"),
        APIField("report"),
        APIField("stage", serializer=StageField()),
        APIField("forms", serializer=PagesField()),
        *RelatedPagesMixin.related_api_fields,
        *CommentableMixin.comment_api_fields,
    ]

    objects = PageManager.from_queryset(ConsultationPageQuerySet)()

    class Meta:
        verbose_name = _("public consultation")
        verbose_name_plural = _("public consultations")

    def clean(self) -> None:
        """Hold the term to the law."""
        super().clean()
        if not (self.opens and self.closes):
            return
        procedure = procedure_for(self.kind)
        shortened = bool(self.shortened_because)
        earliest = earliest_close(procedure.term(), opens=self.opens, shortened=shortened)
        if self.closes < earliest:
            raise ValidationError({"closes": _too_early(earliest, procedure)})

    def stage_on(self, day: date) -> Stage:
        """Where the consultation stands on a day."""
        return stage_on(day, opens=self.opens, closes=self.closes, reported=bool(self.report))

    @property
    def stage(self) -> Stage:
        """Where the consultation stands today."""
        return self.stage_on(today())

    def comments_open(self, at: datetime | None = None) -> bool:
        """Opinions are taken from the first to the end of the last day of the term."""
        return super().comments_open(at) and self.stage_on(today(at)) == Stage.OPEN

    def comments_open_from(self, at: datetime | None = None) -> date | None:
        """The first day of the term, until it has come."""
        planned = self.comments_enabled and self.stage_on(today(at)) == Stage.PLANNED
        return self.opens if planned else None

    @property
    def tone(self) -> str:
        """Look of the tag that shows the stage."""
        return TONES[self.stage]

    def days_left(self, at: datetime | None = None) -> int:
        """Days to the last day of the term; 0 on the last day itself."""
        return (self.closes - today(at)).days

    def forms(self) -> "models.QuerySet[ConsultationFormPage]":
        """The public forms that belong to this consultation."""
        return public_pages(ConsultationFormPage.objects.child_of(self))

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the stages, so that the page can show where it stands among them."""
        context = super().get_context(request, *args, **kwargs)
        return {
            **context,
            "steps": steps(self.stage),
            "forms": self.forms(),
            "procedure": procedure_for(self.kind),
        }

    def search_facets(self) -> dict[str, list[Any]]:
        """Area, unit, and where the consultation stands today."""
        return {**super().search_facets(), "state": [self.stage.value]}

    def text_parts(self) -> Iterator[TextPart]:
        """The report and the reasons, as far as they are there."""
        if self.report:
            yield TextPart(
                "report-title", gettext("Report on the opinions"), plain_text(self.report)
            )
        if self.reasons:
            yield TextPart("reasons-title", gettext("Reasons"), plain_text(self.reasons))

    def search_open_days(self) -> tuple[date, date]:
        """The term."""
        return self.opens, self.closes

    def search_text(self) -> str:
        """Introduction, text, reasons, report and facts."""
        texts = (super().search_text(), plain_text(self.reasons), plain_text(self.report))
        return "\n".join([*texts, *facts_of(self, "kind", "opens", "closes", "shortened_because")])


def _too_early(earliest: date, procedure: ProcedureType) -> str:
    day = date_format(earliest, "SHORT_DATE_FORMAT")
    sentence = gettext("For this kind the term cannot end before %(day)s.") % {"day": day}
    return f"{sentence} ({procedure.law})" if procedure.law else sentence


class ConsultationFormPage(BodyMixin, AbstractFormPage):
    """Questions to citizens, of a consultation or standing alone."""

    parent_page_types = ["consultations.ConsultationPage", "consultations.ConsultationIndexPage"]
    subpage_types: list[str] = []
    landing_page_template = "consultations/consultation_form_page_landing.html"

    closes = models.DateField(
        _("closes on"),
        null=True,
        blank=True,
        help_text=_("Last day for answers. Empty: as long as the page is published."),
    )

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("closes"),
        *BodyMixin.body_panels,
        *AbstractFormPage.form_panels,
    ]
    search_fields = [*BasePage.search_fields, *BodyMixin.body_search_fields]
    api_fields = [
        *BasePage.api_fields,
        *BodyMixin.body_api_fields,
        APIField("closes"),
        *AbstractFormPage.form_api_fields,
    ]

    objects = PageManager.from_queryset(ConsultationFormPageQuerySet)()

    class Meta:
        verbose_name = _("consultation form")
        verbose_name_plural = _("consultation forms")

    def search_text(self) -> str:
        """Introduction, text, questions, and until when answers are taken."""
        return "\n".join([super().search_text(), *facts_of(self, "closes")])

    def accepts_answers(self) -> bool:
        """Answers are taken to the end of the last day, and while the consultation is open."""
        if self.closes and today() > self.closes:
            return False
        parent = self.get_parent().specific
        return not isinstance(parent, ConsultationPage) or parent.stage == Stage.OPEN


class ConsultationFormField(AbstractFormField):
    """A question of a consultation form."""

    page = ParentalKey(ConsultationFormPage, on_delete=models.CASCADE, related_name="form_fields")
