"""News and information campaigns."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NewsConfig(AppConfig):
    """News and information campaigns."""

    name = "news"
    label = "news"
    verbose_name = _("News and campaigns")
