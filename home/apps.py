"""Home, standard, project and contact pages."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    """Home, standard, project and contact pages."""

    name = "home"
    label = "home"
    verbose_name = _("Home")

    def ready(self) -> None:
        """Let each app say, in its ``home_sections`` module, what it shows on the home page."""
        autodiscover_modules("home_sections")
