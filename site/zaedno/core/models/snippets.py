"""Snippets that pages of all kinds point to: areas of policy, units, settlements."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.models import TranslatableMixin
from wagtail.search import index


class Named(TranslatableMixin, index.Indexed, models.Model):
    """Something with a name in each language."""

    name = models.CharField(_("name"), max_length=120, help_text=_("As readers will see it."))

    panels = [FieldPanel("name")]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]
    api_fields = [APIField("name")]

    class Meta(TranslatableMixin.Meta):
        abstract = True
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class PolicyArea(Named):
    """An area of local policy, such as education or waste."""

    description = models.TextField(
        _("description"), blank=True, help_text=_("One or two sentences: what belongs here.")
    )

    panels = [*Named.panels, FieldPanel("description")]

    class Meta(Named.Meta):
        verbose_name = _("policy area")
        verbose_name_plural = _("policy areas")


class Unit(Named):
    """An organisational unit of the administration, answerable for policies and answers."""

    phone = models.CharField(
        _("phone"), max_length=40, blank=True, help_text=_("Office phone with the area code.")
    )
    email = models.EmailField(_("e-mail"), blank=True, help_text=_("Shared mailbox of the unit."))

    panels = [*Named.panels, FieldPanel("phone"), FieldPanel("email")]

    class Meta(Named.Meta):
        verbose_name = _("unit")
        verbose_name_plural = _("units")


class Settlement(Named):
    """The town or a village of the municipality."""

    class Kind(models.TextChoices):
        """What the settlement is by law."""

        TOWN = "town", _("town")
        VILLAGE = "village", _("village")

    kind = models.CharField(
        _("kind"), max_length=8, choices=Kind, default=Kind.VILLAGE, help_text=_("Town or village.")
    )
    ekatte = models.CharField(
        "ЕКАТТЕ", max_length=5, blank=True, help_text=_("Code in the national register, if known.")
    )

    panels = [*Named.panels, FieldPanel("kind"), FieldPanel("ekatte")]

    class Meta(Named.Meta):
        ordering = ["kind", "name"]
        verbose_name = _("settlement")
        verbose_name_plural = _("settlements")
