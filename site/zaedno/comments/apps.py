"""Comments by citizens and their moderation."""

from datetime import timedelta

from django.apps import AppConfig
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from zaedno.api.registry import register_collection, register_router
from zaedno.core.schedule import register_job


class CommentsConfig(AppConfig):
    """Comments by citizens and their moderation."""

    name = "zaedno.comments"
    label = "comments"
    verbose_name = _("Citizens’ comments")

    def ready(self) -> None:
        """Say what is done again and again: what nobody confirmed is forgotten."""
        register_router("/comments/", "zaedno.comments.api.router")
        register_collection("comments", "zaedno.comments.api.COMMENTS")
        register_job("unconfirmed-comments", timedelta(hours=1), _forget_unconfirmed)


def _forget_unconfirmed() -> None:
    """Services can be loaded only once all models are."""
    import_string("zaedno.comments.services.forget_unconfirmed")()
