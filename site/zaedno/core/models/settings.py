"""What a municipality says of itself on every page."""

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PageChooserPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Page

from zaedno.core.image_uses import ImageUse

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def _page_link(help_text: "StrOrPromise") -> "models.ForeignKey[Page | None, Page | None]":
    return models.ForeignKey(
        "wagtailcore.Page",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=help_text,
    )


@register_setting(icon="home", order=1)
class SiteSettings(BaseSiteSetting):
    """Name, contacts and standing links of the municipality, in both languages."""

    municipality_bg = models.CharField(
        _("municipality (Bulgarian)"),
        max_length=80,
        default="Община Левски",
        help_text=_("Shown in the header and the footer."),
    )
    municipality_en = models.CharField(
        _("municipality (English)"),
        max_length=80,
        default="Municipality of Levski",
        help_text=_("Shown in the header and the footer of the English pages."),
    )
    coat_of_arms = models.ForeignKey(
        "core.CustomImage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("coat of arms"),
        help_text=_("Square image with a transparent background; may be left empty."),
    )
    address_bg = models.CharField(
        _("address (Bulgarian)"),
        max_length=160,
        blank=True,
        help_text=_("Street, number, town, code."),
    )
    address_en = models.CharField(
        _("address (English)"),
        max_length=160,
        blank=True,
        help_text=_("The same in Latin letters."),
    )
    phone = models.CharField(
        _("phone"), max_length=40, blank=True, help_text=_("With the area code.")
    )
    email = models.EmailField(
        _("e-mail"), blank=True, help_text=_("Mailbox that is read every day.")
    )
    working_hours_bg = models.CharField(
        _("working hours (Bulgarian)"),
        max_length=120,
        blank=True,
        help_text=_("When citizens can come or call."),
    )
    working_hours_en = models.CharField(
        _("working hours (English)"),
        max_length=120,
        blank=True,
        help_text=_("When citizens can come or call."),
    )
    eu_funding_note_bg = models.TextField(
        _("EU funding statement (Bulgarian)"),
        blank=True,
        help_text=_("Shown in the footer, as the funding contract asks."),
    )
    eu_funding_note_en = models.TextField(
        _("EU funding statement (English)"),
        blank=True,
        help_text=_("Shown in the footer of the English pages."),
    )
    accessibility_page = _page_link(_("Accessibility statement, linked from every page."))
    privacy_page = _page_link(_("Privacy notice, linked from every page and form."))
    contact_page = _page_link(_("Contacts, with the form for reporting barriers."))
    rules_page = _page_link(_("Rules of the platform, linked from the comment form."))

    select_related = ["coat_of_arms"]
    image_uses = {"coat_of_arms": (ImageUse.EMBLEM,)}

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("municipality_bg"),
                FieldPanel("municipality_en"),
                FieldPanel("coat_of_arms"),
            ],
            heading=_("Municipality"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("address_bg"),
                FieldPanel("address_en"),
                FieldPanel("phone"),
                FieldPanel("email"),
                FieldPanel("working_hours_bg"),
                FieldPanel("working_hours_en"),
            ],
            heading=_("Contacts"),
        ),
        MultiFieldPanel(
            [
                PageChooserPanel("accessibility_page", heading=_("Accessibility statement")),
                PageChooserPanel("privacy_page", heading=_("Privacy notice")),
                PageChooserPanel("contact_page", heading=_("Contacts")),
                PageChooserPanel("rules_page", heading=_("Rules of the platform")),
            ],
            heading=_("Standing links"),
        ),
        MultiFieldPanel(
            [FieldPanel("eu_funding_note_bg"), FieldPanel("eu_funding_note_en")],
            heading=_("EU funding"),
        ),
    ]

    class Meta:
        verbose_name = _("municipality and contacts")
        verbose_name_plural = _("municipality and contacts")

    def in_language(self, field: str, language: str) -> str:
        """A text of these settings in a language, in Bulgarian where the other is empty."""
        return getattr(self, f"{field}_{language}", "") or getattr(self, f"{field}_bg")

    def standing_pages(self) -> dict[str, int]:
        """Ids of the pages that every page links to, by what templates call their addresses."""
        names = ("accessibility_page", "privacy_page", "contact_page", "rules_page")
        chosen = {name.replace("_page", "_url"): getattr(self, f"{name}_id") for name in names}
        return {name: pk for name, pk in chosen.items() if pk}
