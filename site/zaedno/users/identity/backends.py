"""How a citizen's session finds its account."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import Model
from django.http import HttpRequest

from zaedno.users.identity.citizens import citizens
from zaedno.users.models import User


class CitizenBackend(AuthenticationBackend):
    """Knows citizens only, takes no password and gives no right.

    A session that was begun with a code ends when its owner is given a role: the CMS has a way in
    of its own.
    """

    def authenticate(
        self, request: HttpRequest | None, **credentials: Any
    ) -> AbstractBaseUser | None:
        """Nobody signs in by what they know."""
        return None

    def get_user(self, user_id: int) -> User | None:
        """The citizen of a session, if they are one still."""
        return citizens().filter(pk=user_id, is_active=True).first()

    def get_all_permissions(
        self, user_obj: AbstractBaseUser | AnonymousUser, obj: Model | None = None
    ) -> set[str]:
        """Rights are for the staff, whose backend gives them."""
        return set()

    def has_module_perms(self, user_obj: AbstractBaseUser | AnonymousUser, app_label: str) -> bool:
        """None."""
        return False
