"""Home, standard, project and contact pages."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    """Home, standard, project and contact pages."""

    name = "home"
    label = "home"
    verbose_name = _("Home")
