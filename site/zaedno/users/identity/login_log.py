"""The record of logins, which is about the staff."""

from typing import Any

from axes.handlers.database import AxesDatabaseHandler
from django.http import HttpRequest

from zaedno.users.identity.citizens import is_citizen
from zaedno.users.models import User


class StaffLoginLog(AxesDatabaseHandler):
    """Notes when and from where the staff come and go; of citizens it keeps nothing."""

    def user_logged_in(
        self, sender: object, request: HttpRequest, user: User, **kwargs: Any
    ) -> None:
        """Note a login, unless it is a citizen's."""
        if not is_citizen(user):
            super().user_logged_in(sender, request, user, **kwargs)

    def user_logged_out(
        self, sender: object, request: HttpRequest, user: User | None, **kwargs: Any
    ) -> None:
        """Note a logout, unless it is a citizen's."""
        if user is None or not is_citizen(user):
            super().user_logged_out(sender, request, user, **kwargs)
