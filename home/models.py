"""The home page, pages of plain text, the page of a project, and contacts."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.models import Orderable, Page, TranslatableMixin
from wagtail.search import index

from home.enums import ACTIVITY_TONES, TONES, ActivityStatus, ProjectStatus
from home.serializers import ActivitiesField, ResultsField
from zaedno.core.content_version import kept
from zaedno.core.facts import amounts_in_words, facts_of
from zaedno.core.form_pages import AbstractFormField, AbstractFormPage
from zaedno.core.home_sections import home_sections
from zaedno.core.image_uses import ImageUse
from zaedno.core.models import BasePage, BodyMixin, CommentableMixin, RelatedPagesMixin
from zaedno.core.money import Currency, Money
from zaedno.core.related import public_translations_by_id
from zaedno.core.search_kinds import STANDING_PAGE
from zaedno.core.serializers import ImageField
from zaedno.core.visibility import without_restricted

_FACTS = ("status", "programme", "contract", "contract_date", "start", "end", "place", "eu_share")
_AMOUNTS = ("total", "grant", "own_contribution", "paid")


class HomePage(BodyMixin, BasePage):
    """The front door: what can be decided now, what is new, what was promised."""

    search_kind = STANDING_PAGE

    max_count = 2
    parent_page_types = ["wagtailcore.Page"]

    content_panels = [*BasePage.content_panels, *BodyMixin.body_panels]
    search_fields = [*BasePage.search_fields, *BodyMixin.body_search_fields]
    api_fields = [*BasePage.api_fields, *BodyMixin.body_api_fields]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the sections that the apps registered, each with what it has now."""
        now, parts = timezone.now(), home_sections()
        more = self._lists_of([part.more for part in parts])
        sections = [
            {
                "title": part.title,
                "template": part.template,
                "items": part.items(self.locale, now),
                "more": more.get(part.more),
            }
            for part in parts
        ]
        context = super().get_context(request, *args, **kwargs)
        return {**context, "sections": [section for section in sections if section["items"]]}

    def _lists_of(self, models: Sequence[type[Page]]) -> dict[type[Page] | None, Page]:
        """The public page of each type in this language, all in one query."""
        names = [model._meta.model_name for model in models]
        named = Page.objects.live().filter(locale=self.locale_id, content_type__model__in=names)
        found = kept(
            ("lists", self.locale_id, *names), lambda: list(named.select_related("content_type"))
        )
        return {page.content_type.model_class(): page for page in without_restricted(found)}


class StandardPage(BodyMixin, RelatedPagesMixin, BasePage):
    """A page of text: an explanation, a statement, a notice."""

    search_kind = STANDING_PAGE

    parent_page_types = ["home.HomePage", "home.StandardPage"]

    content_panels = [
        *BasePage.content_panels,
        *BodyMixin.body_panels,
        *RelatedPagesMixin.related_panels,
    ]
    search_fields = [*BasePage.search_fields, *BodyMixin.body_search_fields]
    api_fields = [
        *BasePage.api_fields,
        *BodyMixin.body_api_fields,
        *RelatedPagesMixin.related_api_fields,
    ]

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")


class ProjectPage(CommentableMixin, BodyMixin, RelatedPagesMixin, BasePage):
    """A project that pays for something here: who, when, how much, and what came of it."""

    parent_page_types = ["home.HomePage", "home.StandardPage"]

    status = models.CharField(
        _("status"),
        max_length=16,
        choices=ProjectStatus,
        default=ProjectStatus.IN_EXECUTION,
        help_text=_("As in the public register."),
    )
    programme = models.CharField(
        _("programme"),
        max_length=160,
        blank=True,
        help_text=_("Operational programme and its priority."),
    )
    contract = models.CharField(
        _("contract number"), max_length=80, blank=True, help_text=_("As written in the contract.")
    )
    contract_date = models.DateField(
        _("date of the contract"), null=True, blank=True, help_text=_("The day it was signed.")
    )
    start = models.DateField(_("start"), help_text=_("First day of the project."))
    end = models.DateField(_("end"), help_text=_("Last day of the project."))
    currency = models.CharField(
        _("currency"),
        max_length=3,
        choices=Currency,
        default=Currency.EUR,
        help_text=_("Of all amounts below. Amounts in lev are shown in euro too."),
    )
    total = models.DecimalField(
        _("total"), max_digits=14, decimal_places=2, help_text=_("Value of the whole project.")
    )
    grant = models.DecimalField(
        _("grant"), max_digits=14, decimal_places=2, help_text=_("What the programme gives (БФП).")
    )
    own_contribution = models.DecimalField(
        _("own contribution"),
        max_digits=14,
        decimal_places=2,
        help_text=_("What the municipality adds."),
    )
    paid = models.DecimalField(
        _("actually paid"), max_digits=14, decimal_places=2, help_text=_("Paid to date.")
    )
    eu_share = models.DecimalField(
        _("EU share, %"), max_digits=4, decimal_places=1, help_text=_("Per cent of the total.")
    )
    place = models.CharField(
        _("place"),
        max_length=255,
        help_text=_("From the country to the town, separated by “›”."),
    )
    register_url = models.URLField(
        _("public register"),
        blank=True,
        help_text=_("Address of the project in the public register (ISUN)."),
    )

    funding_statement = models.TextField(
        _("funding statement"),
        blank=True,
        help_text=_("The sentence that the funding contract asks for, word for word."),
    )
    emblems = models.ForeignKey(
        "core.CustomImage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("emblems"),
        help_text=_("The emblems that the contract asks to show, side by side in one image."),
    )

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                "status",
                "programme",
                FieldRowPanel(["contract", "contract_date"]),
                FieldRowPanel(["start", "end"]),
                "place",
                "register_url",
            ],
            heading=_("Facts"),
        ),
        MultiFieldPanel(
            [
                "currency",
                FieldRowPanel(["total", "grant"]),
                FieldRowPanel(["own_contribution", "paid"]),
                "eu_share",
            ],
            heading=_("Money"),
        ),
        InlinePanel("activities", label=_("activity"), heading=_("Activities")),
        InlinePanel("results", label=_("result"), heading=_("Results")),
        MultiFieldPanel(
            [
                "funding_statement",
                "emblems",
            ],
            heading=_("Visibility of the funding"),
        ),
        *BodyMixin.body_panels,
        *RelatedPagesMixin.related_panels,
        *CommentableMixin.comment_panels,
    ]
    search_fields = [
        *BasePage.search_fields,
        *BodyMixin.body_search_fields,
        index.SearchField("programme"),
        index.SearchField("place"),
        index.RelatedFields("activities", [index.SearchField("title"), index.SearchField("text")]),
        index.RelatedFields("results", [index.SearchField("title")]),
    ]
    api_fields = [
        *BasePage.api_fields,
        *BodyMixin.body_api_fields,
        *(
            APIField(name)
            for name in (
                *("status", "programme", "contract", "contract_date", "start", "end", "currency"),
                *(
                    "total",
                    "grant",
                    "own_contribution",
                    "paid",
                    "eu_share",
                    "place",
                    "register_url",
                ),
            )
        ),
        APIField("activities", serializer=ActivitiesField()),
        APIField("results", serializer=ResultsField()),
        APIField("funding_statement"),
        APIField("emblems", serializer=ImageField()),
        *RelatedPagesMixin.related_api_fields,
        *CommentableMixin.comment_api_fields,
    ]

    image_uses = {"emblems": (ImageUse.FIGURE,)}

    class Meta:
        verbose_name = _("project")
        verbose_name_plural = _("projects")

    def clean(self) -> None:
        """A project cannot end before it starts."""
        super().clean()
        if self.start and self.end and self.end < self.start:
            raise ValidationError({"end": _("The end is before the start.")})

    @property
    def tone(self) -> str:
        """Look of the tag that shows the status."""
        return TONES[ProjectStatus(self.status)]

    def places(self) -> list[str]:
        """The place by its levels, from the country to the town."""
        return [level for part in self.place.split("›") if (level := part.strip())]

    def search_text(self) -> str:
        """Introduction, text, activities, results, facts and money."""
        lines = [super().search_text(), self.funding_statement]
        for activity in self.activities.all():
            lines += [activity.title, activity.text, activity.deliverable]
        for result in self.results.all():
            lines += [result.title, *facts_of(result, "expected", "achieved")]
        lines += facts_of(self, *_FACTS)
        if self.register_url:
            lines.append(gettext("The project in the register (ISUN)"))
        lines += amounts_in_words(self.money())
        return "\n".join(filter(None, lines))

    def activity_links(self) -> "list[tuple[ProjectActivity, Page | None]]":
        """Each activity with the public page that fulfils it, in the language of this page."""
        activities = list(self.activities.all())
        ids = [item.fulfilled_by_id for item in activities if item.fulfilled_by_id]
        pages = public_translations_by_id(ids, locale_id=self.locale_id)
        return [(item, pages.get(item.fulfilled_by_id)) for item in activities]

    def money(self) -> list[tuple[str, Money]]:
        """The amounts with their names, in the order in which the register gives them."""
        return [
            (str(field.verbose_name), Money(getattr(self, field.name), self.currency))
            for field in self._meta.fields
            if field.name in _AMOUNTS
        ]


class ProjectActivity(TranslatableMixin, Orderable):
    """One thing that a project promised, and the page where it can be seen."""

    page = ParentalKey(ProjectPage, on_delete=models.CASCADE, related_name="activities")
    title = models.CharField(
        _("activity"), max_length=255, help_text=_("As in the contract, in short.")
    )
    status = models.CharField(
        _("status"),
        max_length=16,
        choices=ActivityStatus,
        default=ActivityStatus.PLANNED,
        help_text=_("How far the activity is."),
    )
    text = models.TextField(_("what was done"), blank=True, help_text=_("In plain words."))
    deliverable = models.CharField(
        _("deliverable"),
        max_length=255,
        blank=True,
        help_text=_("What is handed over at the end: a report, a platform, rules."),
    )
    fulfilled_by = models.ForeignKey(
        Page,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("page that fulfils it"),
        help_text=_("Where a reader can see the result."),
    )

    panels = ["title", "status", "text", "deliverable", "fulfilled_by"]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("activity")
        verbose_name_plural = _("activities")

    def __str__(self) -> str:
        return self.title

    @property
    def tone(self) -> str:
        """Look of the tag that shows the status."""
        return ACTIVITY_TONES[ActivityStatus(self.status)]


class ProjectResult(TranslatableMixin, Orderable):
    """What a project was to change, and what it has changed."""

    page = ParentalKey(ProjectPage, on_delete=models.CASCADE, related_name="results")
    title = models.CharField(_("result"), max_length=255, help_text=_("What is counted."))
    expected = models.CharField(
        _("expected"), max_length=120, help_text=_("As in the contract: a number or a state.")
    )
    achieved = models.CharField(
        _("achieved"),
        max_length=120,
        blank=True,
        help_text=_("As of today. Empty: nothing is known yet."),
    )

    panels = ["title", FieldRowPanel(["expected", "achieved"])]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("result")
        verbose_name_plural = _("results")

    def __str__(self) -> str:
        return self.title


class ContactPage(BodyMixin, AbstractFormPage):
    """How to reach the municipality, and a form to report a barrier."""

    search_kind = STANDING_PAGE

    parent_page_types = ["home.HomePage", "home.StandardPage"]

    landing_page_template = "home/contact_page_landing.html"

    content_panels = [
        *BasePage.content_panels,
        *BodyMixin.body_panels,
        *AbstractFormPage.form_panels,
    ]
    search_fields = [*BasePage.search_fields, *BodyMixin.body_search_fields]
    api_fields = [
        *BasePage.api_fields,
        *BodyMixin.body_api_fields,
        *AbstractFormPage.form_api_fields,
    ]

    class Meta:
        verbose_name = _("contact page")
        verbose_name_plural = _("contact pages")


class ContactFormField(AbstractFormField):
    """A question of the contact form."""

    page = ParentalKey(ContactPage, on_delete=models.CASCADE, related_name="form_fields")
