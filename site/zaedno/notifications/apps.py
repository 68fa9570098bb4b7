"""What leaves the platform: mail, after commit, with retries; and who follows what."""

from collections.abc import Callable
from datetime import timedelta

from django.apps import AppConfig
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from zaedno.core.schedule import register_job


class NotificationsConfig(AppConfig):
    """What leaves the platform: mail, after commit, with retries; and who follows what."""

    name = "zaedno.notifications"
    label = "notifications"
    verbose_name = _("Notifications")

    def ready(self) -> None:
        """Say what is done again and again, and what is held on people."""
        register_job("mail", timedelta(seconds=10), _run("delivery.deliver_due"))
        register_job("old-mail", timedelta(days=1), _run("delivery.forget_old_mail"))
        register_job(
            "unconfirmed-follows", timedelta(hours=1), _run("subscriptions.forget_unconfirmed")
        )
        _run("personal_data.register")()


def _run(name: str) -> Callable[[], object]:
    """A function of a module of this app; it can be loaded only once all models are."""

    def run() -> object:
        return import_string(f"zaedno.notifications.{name}")()

    return run
