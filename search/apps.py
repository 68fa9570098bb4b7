"""Search over everything that is public."""

from django.apps import AppConfig
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from zaedno.api.registry import register_router


class SearchConfig(AppConfig):
    """Search over everything that is public."""

    name = "search"
    label = "search"
    verbose_name = _("Search")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register what can be found, and keep it right from now on."""
        register_router("/search/", "search.api.router")
        import_string("search.checks.check_elasticsearch_access")
        register_router("/search/related/", "search.related_api.router")
        # Services can be loaded only once all models are.
        import_string("search.startup.start")()
