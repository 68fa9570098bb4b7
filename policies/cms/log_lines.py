"""How the history and the reports of the CMS tell of progress and imported files."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.log_actions import LogActionRegistry, LogFormatter

from policies.services.records import IMPORT, PUBLISH, SEND_BACK


class ProgressPublished(LogFormatter):
    """Progress of a measure was approved."""

    label = gettext_lazy("Publish progress")

    def format_message(self, log_entry: Any) -> str:
        """How many entries became public."""
        count = log_entry.data.get("entries", 0)
        says = ngettext(
            "Progress is published: %(n)d entry.", "Progress is published: %(n)d entries.", count
        )
        return says % {"n": count}


class ProgressSentBack(LogFormatter):
    """Progress of a measure was sent back."""

    label = gettext_lazy("Send progress back")

    def format_message(self, log_entry: Any) -> str:
        """How many entries were sent back."""
        count = log_entry.data.get("entries", 0)
        says = ngettext(
            "Progress is sent back: %(n)d entry.", "Progress is sent back: %(n)d entries.", count
        )
        return says % {"n": count}

    def format_comment(self, log_entry: Any) -> str:
        """The reason."""
        return str(log_entry.data.get("reason", ""))


class FileImported(LogFormatter):
    """A file was brought in."""

    label = gettext_lazy("Import a file")

    def format_message(self, log_entry: Any) -> str:
        """The file, and what came of it for the policy."""
        return _("The file “%(file)s” is imported: drafts %(drafts)d, entries %(entries)d.") % {
            "file": log_entry.data.get("file", ""),
            "drafts": log_entry.data.get("drafts", 0),
            "entries": log_entry.data.get("entries", 0),
        }


def register_lines(actions: LogActionRegistry) -> None:
    """Make the actions known to Wagtail."""
    actions.register_action(PUBLISH)(ProgressPublished)
    actions.register_action(SEND_BACK)(ProgressSentBack)
    actions.register_action(IMPORT)(FileImported)
