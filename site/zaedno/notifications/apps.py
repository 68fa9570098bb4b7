"""What leaves the platform: mail, after commit, with retries."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NotificationsConfig(AppConfig):
    """What leaves the platform: mail, after commit, with retries."""

    name = "zaedno.notifications"
    label = "notifications"
    verbose_name = _("Notifications")
