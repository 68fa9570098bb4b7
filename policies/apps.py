"""Policies with objectives, measures and indicators."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from zaedno.api.registry import register_collection, register_router


class PoliciesConfig(AppConfig):
    """Policies with objectives, measures and indicators."""

    name = "policies"
    label = "policies"
    verbose_name = _("Policies")

    def ready(self) -> None:
        """Offer the app's lists to programs."""
        register_router("/policies/", "policies.api.router")
        register_collection("policies", "policies.api.POLICIES")
