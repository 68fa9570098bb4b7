"""What the rest of the CMS shows of the second step: the account menu, and the log."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogActionRegistry

from zaedno.users.second_factor.services import REMOVE, SET


def account_menu_item(request: HttpRequest) -> dict[str, Any] | None:
    """The way to the person's own settings."""
    if not settings.STAFF_SECOND_FACTOR:
        return None
    return {
        "url": reverse("second_factor_state"),
        "label": _("Second step of signing in"),
        "help_text": _("Recovery codes, another phone."),
    }


def register_lines(actions: LogActionRegistry) -> None:
    """Make the actions known to Wagtail's log."""
    actions.register_action(
        SET,
        gettext_lazy("Set up the second step of signing in"),
        gettext_lazy("The second step of signing in was set up"),
    )
    actions.register_action(
        REMOVE,
        gettext_lazy("Remove the second step of signing in"),
        gettext_lazy("The second step of signing in was removed"),
    )
