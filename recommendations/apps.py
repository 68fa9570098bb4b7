"""Analyses and their recommendations."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RecommendationsConfig(AppConfig):
    """Analyses and their recommendations."""

    name = "recommendations"
    label = "recommendations"
    verbose_name = _("Analyses")
