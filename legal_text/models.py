"""Rules and procedures: numbered articles, in force from a date."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.models import PageManager
from wagtail.search import index

from legal_text.blocks import LegalTextBlock
from legal_text.enums import ActKind
from legal_text.parts import ARTICLE, contents, parts_of
from legal_text.querysets import RulesPageQuerySet
from zaedno.core.days import today
from zaedno.core.facts import facts_of
from zaedno.core.fields import StreamField
from zaedno.core.listing import ListsChildren
from zaedno.core.models import BasePage, CommentableMixin, RelatedPagesMixin, SubjectMixin
from zaedno.core.plain_text import plain_text, strip_markup
from zaedno.core.serializers import FlagField
from zaedno.core.text_parts import TextPart
from zaedno.core.visibility import public_pages


class RulesIndexPage(ListsChildren, BasePage):
    """Rules, procedures and ordinances, each with the text in force."""

    parent_page_types = ["home.HomePage", "legal_text.RulesIndexPage"]
    subpage_types = ["legal_text.RulesPage", "legal_text.RulesIndexPage"]

    class Meta:
        verbose_name = _("list of rules")
        verbose_name_plural = _("lists of rules")

    def children(self) -> RulesPageQuerySet:
        """The acts by title."""
        return RulesPage.objects.child_of(self).for_lists()

    def sections(self) -> "models.QuerySet[RulesIndexPage]":
        """The public lists under this one."""
        return public_pages(RulesIndexPage.objects.child_of(self)).order_by("title")


class RulesPage(CommentableMixin, SubjectMixin, RelatedPagesMixin, BasePage):
    """An act of numbered articles: what it says, who adopted it, from when it binds."""

    parent_page_types = ["legal_text.RulesIndexPage"]
    subpage_types: list[str] = []
    exclude_fields_in_copy = ["source_id", "source_language"]

    kind = models.CharField(
        _("kind"),
        max_length=16,
        choices=ActKind,
        default=ActKind.RULES,
        help_text=_("What the act is called."),
    )
    decision = models.CharField(
        _("adopted by"),
        max_length=160,
        blank=True,
        help_text=_("Decision № and date of the council, or order of the mayor."),
    )
    in_force_from = models.DateField(
        _("in force from"), null=True, blank=True, help_text=_("First day on which it binds.")
    )
    in_force_to = models.DateField(
        _("in force to"), null=True, blank=True, help_text=_("Last day; empty while it binds.")
    )
    source_id = models.CharField(
        _("name in the source"),
        max_length=120,
        blank=True,
        default="",
        editable=False,
        db_index=True,
        help_text=_("By which an import finds the page again; unique in each language."),
    )
    source_language = models.CharField(
        _("language in the source"),
        max_length=10,
        blank=True,
        default="",
        editable=False,
        help_text=_("The language of the page, where an import made it."),
    )
    text = StreamField(
        LegalTextBlock(),
        verbose_name=_("articles"),
        help_text=_("Chapters and articles in their order."),
    )

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                "kind",
                *SubjectMixin.subject_panels,
                "decision",
                FieldRowPanel(["in_force_from", "in_force_to"]),
            ],
            heading=_("Facts"),
        ),
        FieldPanel("text"),
        *RelatedPagesMixin.related_panels,
        *CommentableMixin.comment_panels,
    ]
    search_fields = [
        *BasePage.search_fields,
        *SubjectMixin.subject_search_fields,
        index.SearchField("text"),
        index.FilterField("kind"),
        index.FilterField("in_force_from"),
    ]
    api_fields = [
        *BasePage.api_fields,
        *SubjectMixin.subject_api_fields,
        *(APIField(name) for name in ("kind", "decision", "in_force_from", "in_force_to", "text")),
        APIField("in_force", serializer=FlagField()),
        *RelatedPagesMixin.related_api_fields,
        *CommentableMixin.comment_api_fields,
    ]

    objects = PageManager.from_queryset(RulesPageQuerySet)()

    class Meta:
        verbose_name = _("rules")
        verbose_name_plural = _("rules")
        constraints = [
            models.UniqueConstraint(
                fields=["source_id", "source_language"],
                condition=~models.Q(source_id=""),
                name="one_page_per_source_and_language",
            )
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the language of an imported act: a constraint cannot ask the table of all pages."""
        self.source_language = self.locale.language_code if self.source_id else ""
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """An act cannot lose force before it gains it."""
        super().clean()
        if self.in_force_from and self.in_force_to and self.in_force_to < self.in_force_from:
            raise ValidationError({"in_force_to": _("The last day is before the first.")})

    def in_force(self, on: date | None = None) -> bool:
        """Whether the act binds on a day, today by default."""
        day = on or today()
        started = self.in_force_from is not None and self.in_force_from <= day
        return started and (self.in_force_to is None or day <= self.in_force_to)

    def not_yet_in_force(self) -> bool:
        """Whether the first day on which the act binds is still to come."""
        return self.in_force_from is not None and today() < self.in_force_from

    def no_longer_in_force(self) -> bool:
        """Whether the last day on which the act bound has passed."""
        return self.in_force_to is not None and self.in_force_to < today()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the chapters and articles, each with a name for links, and the list of contents."""
        context = super().get_context(request, *args, **kwargs)
        parts = parts_of(self.text)
        return {**context, "parts": parts, "contents": contents(parts)}

    def text_parts(self) -> Iterator[TextPart]:
        """The articles, each as it is cited."""
        for part in parts_of(self.text):
            if part.kind == ARTICLE:
                cited = gettext("Art. %(number)s") % {"number": part.number}
                title = f"{cited}. {part.title}" if part.title else cited
                yield TextPart(part.anchor, title, strip_markup(part.body.source))

    def search_text(self) -> str:
        """Introduction, articles and facts."""
        shown = facts_of(self, "kind", "decision", "in_force_from", "in_force_to")
        return "\n".join([self.lead, plain_text(self.text), *shown])
