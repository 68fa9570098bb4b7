"""News and information campaigns."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from zaedno.api.registry import register_collection, register_router


class NewsConfig(AppConfig):
    """News and information campaigns."""

    name = "news"
    label = "news"
    verbose_name = _("News and campaigns")

    def ready(self) -> None:
        """Offer the app's lists to programs."""
        register_router("/news/", "news.api.news.router")
        register_collection("news", "news.api.news.NEWS")
        register_router("/campaigns/", "news.api.campaigns.router")
        register_collection("campaigns", "news.api.campaigns.CAMPAIGNS")
