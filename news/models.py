"""News and information campaigns."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.models import PageManager
from wagtail.search import index

from news.querysets import CampaignPageQuerySet, NewsPageQuerySet
from zaedno.core.days import today
from zaedno.core.facts import facts_of
from zaedno.core.image_uses import ImageUse
from zaedno.core.listing import ListsChildren
from zaedno.core.models import (
    BasePage,
    BodyMixin,
    CommentableMixin,
    DatedMixin,
    RelatedPagesMixin,
    SubjectMixin,
)
from zaedno.core.serializers import ImageField


class NewsIndexPage(ListsChildren, BasePage):
    """All news, the newest first."""

    max_count = 2
    parent_page_types = ["home.HomePage"]
    subpage_types = ["news.NewsPage"]

    class Meta:
        verbose_name = _("list of news")
        verbose_name_plural = _("lists of news")

    def children(self) -> NewsPageQuerySet:
        """The news, the newest first."""
        return NewsPage.objects.child_of(self).for_lists()


class NewsPage(CommentableMixin, SubjectMixin, DatedMixin, BodyMixin, RelatedPagesMixin, BasePage):
    """Something that happened or will."""

    parent_page_types = ["news.NewsIndexPage"]
    subpage_types: list[str] = []
    search_fades = True

    image = models.ForeignKey(
        "core.CustomImage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("image"),
        help_text=_("Shown on top and in lists. Its description is read to those who cannot see."),
    )

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("date"),
        FieldPanel("image"),
        *SubjectMixin.subject_panels,
        *BodyMixin.body_panels,
        *RelatedPagesMixin.related_panels,
        *CommentableMixin.comment_panels,
    ]
    search_fields = [
        *BasePage.search_fields,
        *BodyMixin.body_search_fields,
        *SubjectMixin.subject_search_fields,
        index.FilterField("date"),
    ]
    api_fields = [
        *BasePage.api_fields,
        *BodyMixin.body_api_fields,
        *SubjectMixin.subject_api_fields,
        APIField("date"),
        APIField("image", serializer=ImageField()),
        *RelatedPagesMixin.related_api_fields,
        *CommentableMixin.comment_api_fields,
    ]
    image_uses = {"image": (ImageUse.FIGURE, ImageUse.CARD, ImageUse.SHARE)}

    objects = PageManager.from_queryset(NewsPageQuerySet)()

    class Meta:
        verbose_name = _("news item")
        verbose_name_plural = _("news")


class CampaignIndexPage(ListsChildren, BasePage):
    """All information campaigns."""

    max_count = 2
    parent_page_types = ["home.HomePage"]
    subpage_types = ["news.CampaignPage"]

    class Meta:
        verbose_name = _("list of campaigns")
        verbose_name_plural = _("lists of campaigns")

    def children(self) -> CampaignPageQuerySet:
        """The campaigns, the newest first."""
        return CampaignPage.objects.child_of(self).for_lists()


class CampaignPage(SubjectMixin, BodyMixin, RelatedPagesMixin, BasePage):
    """An effort to tell people something: what for, to whom, when, by which channels."""

    parent_page_types = ["news.CampaignIndexPage"]
    subpage_types: list[str] = []

    goal = models.TextField(_("goal"), help_text=_("What people will know or do afterwards."))
    audience = models.CharField(
        _("audience"), max_length=255, help_text=_("Whom the campaign wants to reach.")
    )
    start = models.DateField(_("start"), help_text=_("First day."))
    end = models.DateField(_("end"), help_text=_("Last day."))
    channels = models.CharField(
        _("channels"),
        max_length=255,
        blank=True,
        help_text=_("Meetings, leaflets, radio, internet."),
    )

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            ["goal", "audience", FieldRowPanel(["start", "end"]), "channels"], heading=_("Facts")
        ),
        *SubjectMixin.subject_panels,
        *BodyMixin.body_panels,
        *RelatedPagesMixin.related_panels,
    ]
    search_fields = [
        *BasePage.search_fields,
        *BodyMixin.body_search_fields,
        *SubjectMixin.subject_search_fields,
        index.SearchField("goal"),
        index.FilterField("start"),
    ]
    api_fields = [
        *BasePage.api_fields,
        *BodyMixin.body_api_fields,
        *SubjectMixin.subject_api_fields,
        *(APIField(name) for name in ("goal", "audience", "start", "end", "channels")),
        *RelatedPagesMixin.related_api_fields,
    ]

    objects = PageManager.from_queryset(CampaignPageQuerySet)()

    class Meta:
        verbose_name = _("campaign")
        verbose_name_plural = _("campaigns")

    def clean(self) -> None:
        """A campaign cannot end before it starts."""
        super().clean()
        if self.start and self.end and self.end < self.start:
            raise ValidationError({"end": _("The end is before the start.")})

    def is_planned(self) -> bool:
        """Whether the campaign has not begun yet."""
        return today() < self.start

    def is_over(self) -> bool:
        """Whether the last day of the campaign has passed."""
        return today() > self.end

    def search_text(self) -> str:
        """Introduction, text and facts."""
        shown = facts_of(self, "goal", "audience", "start", "end", "channels")
        return "\n".join([super().search_text(), *shown])
