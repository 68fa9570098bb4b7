"""What the tests of comments share."""

from collections.abc import Callable
from datetime import datetime
from types import SimpleNamespace
from typing import cast

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from tests.factories import (
    ConsultationIndexPageFactory,
    ConsultationPageFactory,
    PolicyIndexPageFactory,
    PolicyPageFactory,
    UnitFactory,
    UserFactory,
)
from zaedno.core.models import Unit
from zaedno.users.models import User
from zaedno.users.roles import set_up_roles


@pytest.fixture
def page(home: Page) -> Page:
    """A page that takes comments."""
    return PolicyPageFactory(parent=PolicyIndexPageFactory(parent=home))


@pytest.fixture
def now() -> datetime:
    return timezone.now()


@pytest.fixture
def in_english(locales: SimpleNamespace, home: Page) -> Callable[[Page], Page]:
    """Translates a page and all above it into English and publishes them."""

    def translate(page: Page) -> Page:
        for source in (*page.get_ancestors().filter(depth__gte=2).specific(), page):
            if not source.has_translation(locales.en):
                source.copy_for_translation(locales.en, copy_parents=True).save_revision().publish()
        translated = page.get_translation(locales.en)
        translated.refresh_from_db()
        return translated.specific

    return translate


@pytest.fixture
def restrict() -> Callable[[Page], None]:
    """Puts a page behind a password."""

    def close(page: Page) -> None:
        PageViewRestriction.objects.create(
            page_id=page.pk, restriction_type=PageViewRestriction.PASSWORD, password="x"
        )

    return close


@pytest.fixture
def moderator(db: None) -> User:
    user = cast(User, UserFactory(role="moderator", first_name="Иван", last_name="Модератор"))
    group = user.groups.get()
    group.permissions.add(
        Permission.objects.get(codename="moderate_comment"),
        Permission.objects.get(codename="access_admin"),
    )
    return user


@pytest.fixture
def editor(db: None) -> User:
    user = cast(User, UserFactory(role="editor"))
    user.groups.get().permissions.add(Permission.objects.get(codename="access_admin"))
    return user


@pytest.fixture
def unit(page: Page) -> Unit:
    return cast(Unit, UnitFactory(name="Дирекция „Устройство“"))


@pytest.fixture
def writer(home: Page) -> User:
    """A member of staff who may answer; the home page is there before the roles, as in life."""
    set_up_roles()
    return cast(User, UserFactory(role="editor"))


@pytest.fixture
def consultation(home: Page) -> Page:
    return cast(Page, ConsultationPageFactory(parent=ConsultationIndexPageFactory(parent=home)))


@pytest.fixture
def at_work(client: Client, writer: User) -> Client:
    """The member of staff at the screen."""
    client.force_login(writer)
    return client
