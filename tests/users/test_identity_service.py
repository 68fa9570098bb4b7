"""Signing in by OpenID Connect, with a real provider in a process of its own."""

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.contrib.auth.models import Group
from django.test import Client
from pytest_django.fixtures import Settings
from wagtail.models import Page

from tests.services.ports import LOOPBACK, free_port
from tests.users.identity_service import CLIENT_ID, Provider, running_provider
from tests.users.test_identity import ACCOUNT, shown, sign_in
from zaedno.settings.accounts import openid_connect
from zaedno.users.identity.citizens import citizen_of, citizens, confirmed_addresses
from zaedno.users.models import User

EMAIL = "ivan@example.org"


@pytest.fixture(scope="module")
def running() -> Iterator[Provider]:
    """One provider for all tests."""
    with running_provider() as provider:
        yield provider


def use(settings: Settings, url: str) -> None:
    settings.SOCIALACCOUNT_PROVIDERS = openid_connect(
        server_url=url, client_id=CLIENT_ID, secret="тайна", name="Е-идентичност"
    )


@pytest.fixture
def provider(running: Provider, settings: Settings, home: Page) -> Provider:
    """The provider, with the site set to use it."""
    use(settings, running.url)
    return running


def test_the_way_in_names_the_service(provider: Provider, client: Client) -> None:
    assert "Sign in with Е-идентичност" in shown(client.get("/en/account/login/"))


def test_without_settings_there_is_no_other_way(client: Client, home: Page) -> None:
    assert "Another way" not in shown(client.get("/en/account/login/"))


def test_a_citizen_signs_in_by_the_service(provider: Provider, client: Client) -> None:
    answer = provider.signs_in(client, "ivan")
    assert (answer.status_code, answer["Location"]) == (302, ACCOUNT)
    assert "What was sent from ivan@example.org" in shown(client.get(ACCOUNT))


def test_only_the_confirmed_address_and_the_services_number_are_kept(
    provider: Provider, client: Client
) -> None:
    provider.signs_in(client, "ivan")
    user = citizens().get()
    assert (user.first_name, user.last_name, user.email) == ("", "", EMAIL)
    account = SocialAccount.objects.get()
    assert (account.uid, account.extra_data) == ("ivan", {})
    assert not SocialToken.objects.exists()


def test_nothing_more_is_kept_at_the_second_visit(provider: Provider, client: Client) -> None:
    provider.signs_in(client, "nameless")
    provider.signs_in(Client(), "nameless")
    assert SocialAccount.objects.get().extra_data == {}
    assert citizens().count() == 1


def test_the_account_by_e_mail_and_by_the_service_are_one(
    provider: Provider, client: Client
) -> None:
    sign_in(Client(), EMAIL)
    provider.signs_in(client, "ivan")
    assert citizens().count() == 1
    assert SocialAccount.objects.get().user == citizen_of(EMAIL)


def test_an_address_that_somebody_only_typed_is_confirmed_by_the_service(
    provider: Provider, client: Client
) -> None:
    Client().post("/en/account/login/", {"email": EMAIL})
    provider.signs_in(client, "ivan")
    assert citizens().count() == 1
    assert confirmed_addresses(citizens().get()) == [EMAIL]


def test_an_address_that_the_service_has_not_confirmed_opens_nothing(
    provider: Provider, client: Client
) -> None:
    sign_in(Client(), EMAIL)
    provider.signs_in(client, "doubtful")
    assert "gave us no confirmed e-mail" in shown(client.get(ACCOUNT))
    assert citizens().count() == 2
    assert EmailAddress.objects.count() == 1


def test_the_service_cannot_sign_in_a_member_of_staff(provider: Provider, client: Client) -> None:
    User.objects.create_user("rabotnik", "Sluzhitel@example.org", "parola-za-testove")
    answer = provider.signs_in(client, "official")
    assert answer.status_code == 403
    assert client.get(ACCOUNT).status_code == 302
    assert client.get("/cms/")["Location"].startswith("/cms/login/")
    assert not SocialAccount.objects.exists()


def test_a_linked_citizen_who_became_staff_does_not_pass(
    provider: Provider, client: Client
) -> None:
    provider.signs_in(Client(), "nameless")
    citizens().get().groups.add(Group.objects.get_or_create(name="editor")[0])
    assert provider.signs_in(client, "nameless").status_code == 403
    assert "_auth_user_id" not in client.session


def test_the_service_is_not_linked_to_whoever_is_in_the_cms(
    provider: Provider, client: Client
) -> None:
    person = User.objects.create_user("rabotnik", "r@example.org", "parola-za-testove")
    client.force_login(person)
    client.get("/en/account/service/?process=connect")
    provider.signs_in(client, "ivan")
    assert SocialAccount.objects.get().user != person


def test_a_way_back_works_once_and_in_its_own_browser(provider: Provider, client: Client) -> None:
    back = provider.way_back(client, "ivan")
    address = f"{back.path}?{back.query}"
    assert Client().get(address).status_code == 400
    assert client.get(address)["Location"] == ACCOUNT
    assert client.get(address).status_code == 400


def test_whoever_refuses_at_the_service_is_told_so(provider: Provider, client: Client) -> None:
    answer = provider.refuses(client)
    assert answer.status_code == 400
    assert "You are not signed in" in shown(answer)


@pytest.mark.parametrize(
    "query", ["", "?state=x", "?code=x", "?state=x&code=y", "?error=x", "?state=a&state=b"]
)
def test_a_forged_way_back_is_refused(provider: Provider, client: Client, query: str) -> None:
    answer = client.get(f"/en/account/service/service/callback/{query}")
    assert answer.status_code == 400


def test_a_forged_code_is_refused(provider: Provider, client: Client) -> None:
    back = provider.way_back(client, "ivan")
    query = dict(part.split("=") for part in back.query.split("&"))
    answer = client.get(back.path, {"state": query["state"], "code": "forged"})
    assert answer.status_code == 502
    assert client.get(ACCOUNT).status_code == 302


def test_a_service_that_is_down_is_told(settings: Settings, client: Client, home: Page) -> None:
    use(settings, f"http://{LOOPBACK}:{free_port()}")
    answer = client.get("/en/account/service/")
    assert answer.status_code == 502
    assert "Try again" in shown(answer)


@pytest.mark.parametrize("answer", ["{}", "[]", "not JSON", ""])
def test_a_service_that_talks_nonsense_is_told(
    settings: Settings, client: Client, home: Page, tmp_path: Path, answer: str
) -> None:
    folder = tmp_path / ".well-known"
    folder.mkdir()
    (folder / "openid-configuration").write_text(answer)
    handler = partial(SimpleHTTPRequestHandler, directory=str(tmp_path))
    with ThreadingHTTPServer((LOOPBACK, 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        use(settings, f"http://{LOOPBACK}:{server.server_port}")
        assert client.get("/en/account/service/").status_code == 502
        server.shutdown()
