"""The public API."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from zaedno.api.registry import register_router


class ApiConfig(AppConfig):
    """Assembles what the apps publish for programs."""

    name = "zaedno.api"
    label = "api"
    verbose_name = _("API")

    def ready(self) -> None:
        """Register the routers that belong to no app."""
        register_router("/locales/", "zaedno.api.routers.locales.router")
        register_router("/navigation/", "zaedno.api.routers.navigation.router")
        register_router("/by-path/", "zaedno.api.routers.by_path.router")
        register_router("/datasets/", "zaedno.api.routers.datasets.router")
