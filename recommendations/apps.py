"""Analyses and their recommendations."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from zaedno.api.registry import register_collection, register_router


class RecommendationsConfig(AppConfig):
    """Analyses and their recommendations."""

    name = "recommendations"
    label = "recommendations"
    verbose_name = _("Analyses")

    def ready(self) -> None:
        """Offer the app's lists to programs."""
        register_router("/recommendations/", "recommendations.api.router")
        register_collection("recommendations", "recommendations.api.RECOMMENDATIONS")
