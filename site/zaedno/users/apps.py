"""Staff, their roles and what each may do."""

from datetime import timedelta
from importlib import import_module

from django.apps import AppConfig
from django.core.management import call_command
from django.utils.module_loading import autodiscover_modules, import_string
from django.utils.translation import gettext_lazy as _

from zaedno.core.schedule import register_job


class UsersConfig(AppConfig):
    """Staff, their roles and what each may do."""

    name = "zaedno.users"
    label = "users"
    verbose_name = _("Staff")

    def ready(self) -> None:
        """Follow the page tree; let apps say what waits; say what is held on people."""
        import_module("zaedno.users.signal_handlers")  # connects itself; needs the models
        import_module("zaedno.users.second_factor.checks")  # registers itself
        autodiscover_modules("waiting")
        register_job("unconfirmed-accounts", timedelta(hours=6), _forget_unconfirmed)
        register_job("old-sessions", timedelta(days=1), _forget_old_sessions)
        register_job("personal-data", timedelta(days=1), _expire_personal_data)
        watch = import_module("zaedno.core.content_version").watch
        watch(self.get_model("ConsentText"))  # pages keep what it says
        import_module("zaedno.users.privacy.personal_data").register()  # needs the models


def _forget_unconfirmed() -> None:
    """The function can be loaded only once all models are."""
    import_string("zaedno.users.identity.citizens.forget_unconfirmed")()


def _expire_personal_data() -> None:
    """The function can be loaded only once all models are."""
    import_string("zaedno.users.privacy.retention.expire")()


def _forget_old_sessions() -> None:
    """Sessions that have run out: a begun login holds an e-mail address."""
    call_command("clearsessions")
