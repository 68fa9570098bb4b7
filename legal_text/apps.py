"""Rules and procedures: numbered articles, in force from a date."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from zaedno.api.registry import register_collection, register_router


class LegalTextConfig(AppConfig):
    """Rules and procedures: numbered articles, in force from a date."""

    name = "legal_text"
    label = "legal_text"
    verbose_name = _("Rules and procedures")

    def ready(self) -> None:
        """Offer the app's lists to programs."""
        register_router("/rules/", "legal_text.api.router")
        register_collection("rules", "legal_text.api.RULES")
