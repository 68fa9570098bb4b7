"""Staff of every role, and the tree of pages that they work in."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.test import Client

from tests.factories import UserFactory
from tests.replay import replayed
from zaedno.users.models import User
from zaedno.users.roles import set_up_roles
from zaedno.users.workflows import set_up_workflows


@pytest.fixture
def tree(site_tree: SimpleNamespace) -> SimpleNamespace:
    """The usual tree with roles and workflows in force."""
    replayed("roles", _set_up_staff, known=[*vars(site_tree).values()])
    return site_tree


def _set_up_staff() -> None:
    set_up_roles()
    set_up_workflows()


@pytest.fixture
def staff(tree: SimpleNamespace) -> Callable[[str], User]:
    """A member of staff by role; the same person each time. ``superuser`` is a role here too."""
    people: dict[str, User] = {}

    def person(role: str) -> User:
        if role not in people:
            people[role] = (
                UserFactory(is_superuser=True) if role == "superuser" else UserFactory(role=role)
            )
        return people[role]

    return person


@pytest.fixture
def cms(staff: Callable[[str], User]) -> Callable[..., Client]:
    """A browser in which somebody of a role (or a given person) is logged in."""

    def login(who: "str | User") -> Client:
        client = Client()
        client.force_login(staff(who) if isinstance(who, str) else who)
        return client

    return login
