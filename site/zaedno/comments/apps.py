"""Comments by citizens and their moderation."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommentsConfig(AppConfig):
    """Comments by citizens and their moderation."""

    name = "zaedno.comments"
    label = "comments"
    verbose_name = _("Comments")
