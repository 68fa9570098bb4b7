"""The app on which all others rest."""

from datetime import timedelta
from importlib import import_module

from django.apps import AppConfig, apps
from django.core.management import call_command
from django.utils.translation import gettext_lazy as _

from zaedno.core.readiness import DependencyCheck, register_dependency
from zaedno.core.schedule import register_job
from zaedno.core.views.operations import check_cache, check_database


class CoreConfig(AppConfig):
    """Base of pages, shared blocks, snippets, site settings."""

    name = "zaedno.core"
    label = "core"
    verbose_name = _("Foundations")

    def ready(self) -> None:
        """Register what every installation depends on, and what is done again and again."""
        import_module("zaedno.core.checks")  # registers itself; needs the models
        _watch_content()
        import_module("zaedno.core.signal_handlers").connect()
        register_dependency(DependencyCheck("database", check_database))
        register_dependency(DependencyCheck("cache", check_cache))
        register_job("publish", timedelta(seconds=30), lambda: call_command("publish_scheduled"))
        register_job("images", timedelta(hours=6), _ask_for_missing_copies)
        register_job("reader-keys", timedelta(days=1), _forget_old_reader_keys)


def _watch_content() -> None:
    """Name the models of which something is kept in the process."""
    version = import_module("zaedno.core.content_version")  # needs the models, as those below
    names = ("wagtailcore.Page", "wagtailcore.Site", "wagtailcore.Locale")
    own = (
        *("core.SiteSettings", "core.CustomImage", "core.CustomRendition"),
        *("core.PolicyArea", "core.Unit", "core.Settlement"),
    )
    version.watch(*(apps.get_model(name) for name in (*names, *own)))


def _ask_for_missing_copies() -> object:
    """Have the copies of images made that public pages lack; needs the models."""
    return import_module("zaedno.core.tasks").ask_for_missing()


def _forget_old_reader_keys() -> object:
    """Delete the keys of months gone by; needs the models."""
    return import_module("zaedno.core.readers").forget_old_keys()
