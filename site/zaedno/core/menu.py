"""Entries of the menu of the CMS that a rule of ours shows."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from wagtail.admin.menu import MenuItem


class StaffMenuItem(MenuItem):
    """An entry of the menu for those who may open it."""

    def __init__(self, *args: Any, allowed: Callable[[Any], bool], **kwargs: Any) -> None:
        """Keep the rule.

        Args:
            args: as Wagtail's.
            allowed: whether a user may open it.
            kwargs: as Wagtail's.
        """
        super().__init__(*args, **kwargs)
        self.allowed = allowed

    def is_shown(self, request: HttpRequest) -> bool:
        """Only to those who may open it."""
        return self.allowed(request.user)
