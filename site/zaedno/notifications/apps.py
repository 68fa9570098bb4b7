"""What leaves the platform: mail, after commit, with retries."""

from collections.abc import Callable
from datetime import timedelta

from django.apps import AppConfig
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from zaedno.core.schedule import register_job


class NotificationsConfig(AppConfig):
    """What leaves the platform: mail, after commit, with retries."""

    name = "zaedno.notifications"
    label = "notifications"
    verbose_name = _("Notifications")

    def ready(self) -> None:
        """Say what of the outbox is done again and again."""
        register_job("mail", timedelta(seconds=10), _run("deliver_due"))
        register_job("old-mail", timedelta(days=1), _run("forget_old_mail"))


def _run(name: str) -> Callable[[], object]:
    """A function of ``delivery``; it can be loaded only once all models are."""

    def run() -> object:
        return import_string(f"zaedno.notifications.delivery.{name}")()

    return run
