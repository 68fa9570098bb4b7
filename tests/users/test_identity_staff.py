"""Citizens' accounts and the staff's keep apart: no way leads from one to the other."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.test import Client
from wagtail.models import Page, PageViewRestriction

from tests.users.test_identity import ACCOUNT, CODE, EMAIL, SIGN_IN, ask_for_code, newest_mail
from tests.users.test_identity import sign_in as sign_in_citizen
from zaedno.users.identity.citizens import citizen_of, citizens, is_citizen
from zaedno.users.models import User

PASSWORD = "parola-za-testove"

CMS = (
    "/cms/",
    "/cms/pages/",
    "/cms/users/",
    "/cms/reports/",
    "/cms/account/",
    "/cms/gallery/",
    "/cms/settings/core/sitesettings/",
)


@pytest.fixture
def citizen(home: Page) -> Client:
    """The browser of a citizen who is signed in."""
    client = Client()
    sign_in_citizen(client)
    assert client.get(ACCOUNT).status_code == 200
    return client


@pytest.mark.parametrize("address", CMS)
def test_the_cms_does_not_know_a_citizen(citizen: Client, address: str) -> None:
    answer = citizen.get(address)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/cms/login/")


def test_a_citizen_is_asked_to_log_in_like_anyone_else(citizen: Client) -> None:
    answer = citizen.get("/cms/login/")
    assert answer.status_code == 200
    assert b'name="password"' in answer.content


def test_a_page_for_those_who_are_signed_in_stays_closed_to_citizens(
    citizen: Client, site_tree: SimpleNamespace
) -> None:
    PageViewRestriction.objects.create(
        page=site_tree.standard, restriction_type=PageViewRestriction.LOGIN
    )
    answer = citizen.get(site_tree.standard.get_url())
    assert answer.status_code == 302
    assert "/login/" in answer["Location"]


def test_a_citizens_session_gives_no_right(citizen: Client) -> None:
    user = citizen_of(EMAIL)
    assert user is not None
    assert not user.has_perm("wagtailadmin.access_admin")
    assert not user.get_all_permissions()


@pytest.mark.parametrize(
    "password", ["", "!", PASSWORD, "maria@example.org"], ids=["empty", "mark", "usual", "address"]
)
def test_no_password_opens_a_citizens_account(citizen: Client, password: str) -> None:
    user = citizen_of(EMAIL)
    assert user is not None
    visitor = Client()
    visitor.post("/cms/login/", {"username": user.username, "password": password})
    assert visitor.get("/cms/")["Location"].startswith("/cms/login/")


def test_a_citizen_cannot_be_given_a_password_by_the_cms_form(citizen: Client) -> None:
    before = len(mail.outbox)
    Client().post("/cms/password_reset/", {"email": EMAIL})
    assert len(mail.outbox) == before


@pytest.mark.parametrize("role", ["superuser", "editor", "moderator"])
def test_a_member_of_staff_gets_no_code(
    staff: Callable[[str], User], client: Client, role: str
) -> None:
    person = staff(role)
    answer = ask_for_code(client, person.email.upper())
    assert answer["Location"] == CODE
    letter = newest_mail(person.email)
    assert "so we send no code" in letter.text
    assert "/cms/" in letter.text
    assert "code=" not in letter.text
    client.post(CODE, {"code": ""})
    assert client.get(ACCOUNT).status_code == 302
    assert not citizens().exists()


def test_a_citizen_who_becomes_staff_is_signed_out_and_gets_no_more_codes(
    citizen: Client, tree: SimpleNamespace
) -> None:
    user = citizen_of(EMAIL)
    assert user is not None
    user.groups.add(Group.objects.get(name="editor"))
    assert citizen.get(ACCOUNT)["Location"] == SIGN_IN
    assert citizen.get("/cms/")["Location"].startswith("/cms/login/")
    ask_for_code(Client())
    assert "so we send no code" in newest_mail().text


def test_a_citizen_who_becomes_staff_between_mail_and_code_does_not_pass(
    home: Page, tree: SimpleNamespace, client: Client
) -> None:
    ask_for_code(client)
    code = newest_mail().text.split("code=")[1][:9]
    user = citizen_of(EMAIL)
    assert user is not None
    user.groups.add(Group.objects.get(name="editor"))
    assert client.post(CODE, {"code": code}).status_code == 403
    assert "_auth_user_id" not in client.session


def test_an_account_that_was_closed_by_the_municipality_gets_no_code(
    citizen: Client,
) -> None:
    User.objects.filter(pk=citizen_of(EMAIL).pk).update(is_active=False)  # type: ignore[union-attr]
    assert citizen.get(ACCOUNT)["Location"] == SIGN_IN
    ask_for_code(Client())
    assert "so we send no code" in newest_mail().text


def test_at_the_account_a_member_of_staff_is_a_stranger(cms: Callable[..., Client]) -> None:
    client = cms("editor")
    assert client.get(ACCOUNT)["Location"] == SIGN_IN
    assert client.post("/en/account/logout/").status_code == 302
    assert client.get("/cms/").status_code == 200


def test_the_throttle_of_the_cms_counts_on(staff: Callable[[str], User], citizen: Client) -> None:
    person = staff("editor")
    for _time in range(12):
        answer = citizen.post("/cms/login/", {"username": person.username, "password": "не"})
    assert answer.status_code == 429
    ask_for_code(Client(), person.email)
    answer = citizen.post("/cms/login/", {"username": person.username, "password": PASSWORD})
    assert answer.status_code == 429


def test_the_list_of_staff_has_no_citizens(
    cms: Callable[..., Client], citizen: Client, staff: Callable[[str], User]
) -> None:
    user = citizen_of(EMAIL)
    assert user is not None
    listed = cms("superuser").get("/cms/users/").content.decode()
    assert user.username not in listed
    assert staff("superuser").username in listed


def test_who_has_a_password_or_a_right_is_no_citizen(
    staff: Callable[[str], User], citizen: Client
) -> None:
    assert not any(is_citizen(staff(role)) for role in ("superuser", "editor", "analyst"))
    assert is_citizen(citizens().get())
