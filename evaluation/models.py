"""The methodology for evaluating the impact of civic participation, and its indicators."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldRowPanel, InlinePanel
from wagtail.api import APIField
from wagtail.models import Orderable, TranslatableMixin
from wagtail.search import index

from evaluation.enums import Direction
from zaedno.core.facts import facts_of
from zaedno.core.models import BasePage, BodyMixin, RelatedPagesMixin


class MethodologyPage(BodyMixin, RelatedPagesMixin, BasePage):
    """How the municipality measures whether citizens take part, and by what."""

    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []

    content_panels = [
        *BasePage.content_panels,
        *BodyMixin.body_panels,
        InlinePanel("indicators", label=_("indicator"), heading=_("Indicators")),
        *RelatedPagesMixin.related_panels,
    ]
    search_fields = [
        *BasePage.search_fields,
        *BodyMixin.body_search_fields,
        index.RelatedFields(
            "indicators", [index.SearchField("name"), index.SearchField("definition")]
        ),
    ]
    api_fields = [
        *BasePage.api_fields,
        *BodyMixin.body_api_fields,
        APIField("indicators"),
        *RelatedPagesMixin.related_api_fields,
    ]

    class Meta:
        verbose_name = _("evaluation methodology")
        verbose_name_plural = _("evaluation methodologies")

    def search_text(self) -> str:
        """Introduction, text and indicators."""
        lines = [super().search_text()]
        for item in self.indicators.all():
            shown = facts_of(item, "unit_of_measure", "baseline", "target", "source")
            lines += [item.name, item.definition, *shown]
        return "\n".join(filter(None, lines))


class Indicator(TranslatableMixin, Orderable):
    """Something that is counted, from where it starts, and where it should come."""

    page = ParentalKey(MethodologyPage, on_delete=models.CASCADE, related_name="indicators")
    name = models.CharField(_("indicator"), max_length=160, help_text=_("What is counted."))
    definition = models.TextField(_("definition"), help_text=_("How it is counted, and by whom."))
    unit_of_measure = models.CharField(
        _("unit of measure"), max_length=40, help_text=_("Number, per cent, days.")
    )
    direction = models.CharField(
        _("direction"),
        max_length=8,
        choices=Direction,
        default=Direction.HIGHER,
        help_text=_("Whether more or less is better."),
    )
    baseline = models.DecimalField(
        _("baseline"),
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_("Value at the start. Leave empty where it is not known."),
    )
    target = models.DecimalField(
        _("target"),
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
        help_text=_("Value to reach. Leave empty where none is set."),
    )
    source = models.CharField(
        _("source"), max_length=160, help_text=_("Where the figures come from.")
    )

    panels = [
        "name",
        "definition",
        FieldRowPanel(["unit_of_measure", "direction"]),
        FieldRowPanel(["baseline", "target"]),
        "source",
    ]
    api_fields = [
        APIField(name)
        for name in (
            *("name", "definition", "unit_of_measure", "direction", "baseline", "target"),
            "source",
        )
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")

    def __str__(self) -> str:
        return self.name
