"""Comments by citizens and their moderation."""

from datetime import timedelta
from importlib import import_module

from django.apps import AppConfig
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from zaedno.api.registry import register_collection, register_router
from zaedno.core.schedule import register_job
from zaedno.users.contributions import Contribution, register_contributions


class CommentsConfig(AppConfig):
    """Comments by citizens and their moderation."""

    name = "zaedno.comments"
    label = "comments"
    verbose_name = _("Citizens’ comments")

    def ready(self) -> None:
        """Say what is done again and again: what nobody confirmed is forgotten."""
        register_router("/comments/", "zaedno.comments.api.router")
        register_collection("comments", "zaedno.comments.api.COMMENTS")
        register_contributions("comments", _comments_of)
        register_job("unconfirmed-comments", timedelta(hours=1), _forget_unconfirmed)
        register_job("comments-spam-memory", timedelta(hours=1), _learn_from_decisions)
        register_job("comments-digest", timedelta(minutes=5), _send_digest)
        register_job("comments-notice", timedelta(minutes=5), _tell_of_new)
        watch = import_module("zaedno.core.content_version").watch
        watch(self.get_model("CommentRules"))  # pages keep what they say
        import_module("zaedno.comments.following_up").connect()  # needs the models
        import_module("zaedno.comments.followers").connect()
        import_module("zaedno.comments.personal_data").register()


def _forget_unconfirmed() -> None:
    """Services can be loaded only once all models are."""
    import_string("zaedno.comments.services.submitting.forget_unconfirmed")()


def _learn_from_decisions() -> None:
    """Services can be loaded only once all models are."""
    import_string("zaedno.comments.screening.spam.learn_if_due")()


def _send_digest() -> None:
    """Services can be loaded only once all models are."""
    import_string("zaedno.comments.digest.send_digest")()


def _tell_of_new() -> None:
    """Services can be loaded only once all models are."""
    import_string("zaedno.comments.notices.tell_of_new")()


def _comments_of(email: str) -> list[Contribution]:
    """Models can be asked only once all are loaded."""
    found: list[Contribution] = import_string("zaedno.comments.contributions.comments_of")(email)
    return found
