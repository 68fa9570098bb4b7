"""The public API: Wagtail's routers and those of the apps."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApiConfig(AppConfig):
    """The public API: Wagtail's routers and those of the apps."""

    name = "zaedno.api"
    label = "api"
    verbose_name = _("API")
