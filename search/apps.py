"""Search over everything that is public."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """Search over everything that is public."""

    name = "search"
    label = "search"
    verbose_name = _("Search")
