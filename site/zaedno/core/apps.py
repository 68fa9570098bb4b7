"""The app on which all others rest."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    """Base of pages, shared blocks, snippets, site settings."""

    name = "zaedno.core"
    label = "core"
    verbose_name = _("Foundations")
