"""Text of uploaded documents."""

from datetime import timedelta
from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from zaedno.core.schedule import register_job


class DocumentsConfig(AppConfig):
    """Text of uploaded documents, read in the background."""

    name = "zaedno.documents"
    label = "documents"
    verbose_name = _("Texts of documents")

    def ready(self) -> None:
        """Read what is new, and what was left unread."""
        import_module("zaedno.documents.signal_handlers").connect()  # needs the models
        register_job("documents.read", timedelta(minutes=5), _ask_for_unread)


def _ask_for_unread() -> object:
    """Ask for the documents that nobody reads; needs the models."""
    return import_module("zaedno.documents.unread").ask_for_unread()
