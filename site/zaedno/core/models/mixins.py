"""Mixins by which pages say what they offer: fields, panels, search and API fields together."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, cast

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.models import Page
from wagtail.search import index

from zaedno.core.blocks import BodyBlock
from zaedno.core.enums import ModerationMode
from zaedno.core.fields import StreamField
from zaedno.core.plain_text import plain_text
from zaedno.core.related import public_translations
from zaedno.core.serializers import DayField, FlagField, NamedField, PagesField
from zaedno.core.similar import similar_pages

LEAST_SHOWN = 3


class BodyMixin(models.Model):
    """Pages with a body of headings, text, images and documents."""

    body = StreamField(
        BodyBlock(required=False),
        blank=True,
        verbose_name=_("text"),
        help_text=_("Built of parts: headings, text, images, documents."),
    )

    body_panels = [FieldPanel("body")]
    body_search_fields = [index.SearchField("body")]
    body_api_fields = [APIField("body")]

    class Meta:
        abstract = True

    def body_text(self) -> str:
        """The text of the body without its formats."""
        return plain_text(self.body)

    def search_headings(self) -> Iterable[str]:
        """The headings of the body."""
        return (block.value["text"] for block in self.body if block.block_type == "heading")


class DatedMixin(models.Model):
    """Pages that stand in lists by a date of their own."""

    date = models.DateField(
        _("date"),
        default=timezone.localdate,
        db_index=True,
        help_text=_("Shown to readers; lists are sorted by it."),
    )

    class Meta:
        abstract = True


class CommentableMixin(models.Model):
    """Pages that citizens may comment on."""

    comments_enabled = models.BooleanField(
        _("comments"),
        default=True,
        help_text=_("Citizens may comment. Comments that are already here stay visible."),
    )

    comments_moderation = models.CharField(
        _("moderation of comments"),
        max_length=8,
        blank=True,
        choices=ModerationMode,
        help_text=_("When a moderator reads them. Empty: as for all pages of this type."),
    )

    comment_panels = [FieldPanel("comments_enabled"), FieldPanel("comments_moderation")]
    comment_api_fields = [
        APIField("comments_open", serializer=FlagField()),
        APIField("comments_open_from", serializer=DayField()),
    ]

    class Meta:
        abstract = True

    def comments_open(self, at: datetime | None = None) -> bool:
        """Whether a comment may be sent now; page types with a term say more."""
        return self.comments_enabled

    def comments_open_from(self, at: datetime | None = None) -> date | None:
        """The day from which comments will be taken; None where they are, or never will be."""
        return None


class RelatedPagesMixin(models.Model):
    """Pages that name others a reader may want next."""

    locale_id: int  # of the page that this is mixed into
    related = StreamField(
        [
            (
                "page",
                blocks.PageChooserBlock(
                    label=_("Page"),
                    group=_("Links"),
                    description=_("A page that a reader may want next."),
                    help_text=_("Choose a page of this site."),
                ),
            )
        ],
        blank=True,
        verbose_name=_("related pages"),
        help_text=_(
            "Shown at the foot of the page. Below three, pages on the same subject are added."
        ),
    )

    related_panels = [FieldPanel("related")]
    related_api_fields = [APIField("related", serializer=PagesField(source="related_pages"))]

    class Meta:
        abstract = True

    def related_pages(self) -> Sequence[Page]:
        """The chosen pages that anyone may read, in the language of this page, in their order."""
        chosen = [item["value"] for item in self.related.raw_data if item["value"]]
        return public_translations(chosen, locale_id=self.locale_id)

    def next_pages(self) -> Sequence[Page]:
        """What the foot of the page shows: the chosen pages and, below three, similar ones."""
        chosen = self.related_pages()
        missing = LEAST_SHOWN - len(chosen)
        # The page that this is mixed into.
        return [*chosen, *similar_pages(cast(Page, self), besides=chosen, most=missing)]


class SubjectMixin(models.Model):
    """Pages about an area of policy, for which a unit of the administration answers."""

    area = models.ForeignKey(
        "core.PolicyArea",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("policy area"),
        help_text=_("Readers filter lists by it."),
    )
    unit = models.ForeignKey(
        "core.Unit",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("responsible unit"),
        help_text=_("The unit that answers for this page."),
    )

    subject_panels = [FieldPanel("area"), FieldPanel("unit")]
    subject_search_fields = [index.FilterField("area"), index.FilterField("unit")]
    subject_api_fields = [
        APIField("area", serializer=NamedField()),
        APIField("unit", serializer=NamedField()),
    ]

    class Meta:
        abstract = True

    def search_facets(self) -> dict[str, list[Any]]:
        """Area and unit, besides what other parents offer."""
        others = super().search_facets()  # type: ignore[misc]
        return {**others, "area": [self.area], "unit": [self.unit]}
