"""Staff, their roles and what each may do."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class UsersConfig(AppConfig):
    """Staff, their roles and what each may do."""

    name = "zaedno.users"
    label = "users"
    verbose_name = _("Staff")

    def ready(self) -> None:
        """Follow the page tree; let each app say, in its ``waiting`` module, what waits."""
        import_module("zaedno.users.signal_handlers")  # connects itself; needs the models
        autodiscover_modules("waiting")
