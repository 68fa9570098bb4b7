"""Policies with objectives, measures and indicators."""

from datetime import timedelta
from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from zaedno.api.registry import register_collection, register_router
from zaedno.core.schedule import register_job


class PoliciesConfig(AppConfig):
    """Policies with objectives, measures and indicators."""

    name = "policies"
    label = "policies"
    verbose_name = _("Policies")

    def ready(self) -> None:
        """Offer lists to programs, watch what is kept of the content, say what is held."""
        import_module("policies.signal_handlers").connect()  # needs the models
        import_module("policies.search_sources").register_sources()
        import_module("policies.personal_data").register()
        register_job("unconfirmed-observations", timedelta(hours=1), _forget_unconfirmed)
        _offer_to_programs()


def _offer_to_programs() -> None:
    register_router("/policies/", "policies.api.policies.router")
    register_router("/policies/measures/", "policies.api.measures.router")
    register_router("/policies/indicators/", "policies.api.indicators.router")
    register_router("/policies/money/", "policies.api.money.router")
    register_router("/policies/observations/", "policies.api.observations.router")
    register_router("/policies", "policies.api.measurements.router")
    register_collection("policies", "policies.api.policies.POLICIES")
    register_collection("measures", "policies.api.measures.MEASURES")
    register_collection("measurements", "policies.api.measurements.MEASUREMENTS")
    register_collection("money", "policies.api.money.MONEY")


def _forget_unconfirmed() -> None:
    """Services can be loaded only once all models are."""
    import_module("policies.services.observations").forget_unconfirmed()
