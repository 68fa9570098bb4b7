"""Who may do what: everyone reads, a token writes by its owner's rights, nobody asks too often."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from wagtail.models import APIToken, Page

from tests import factories
from tests.api.conftest import LISTS, Ask
from zaedno.api.routers import locales

pytestmark = pytest.mark.django_db


def _with_token(user: Any) -> Client:
    _token, key = APIToken.create_token(user=user, name="test")
    return Client(headers={"authorization": f"Bearer {key}"})


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("path", [*(f"{name}/" for name in LISTS), "pages/", "pages/{pk}/"])
def test_nobody_writes_without_a_token(home: Page, method: str, path: str) -> None:
    client = Client()
    staff: Any = factories.UserFactory(is_superuser=True)
    client.force_login(staff)
    answer = getattr(client, method)(
        f"/api/v3/{path.format(pk=home.pk)}", data="{}", content_type="application/json"
    )
    assert answer.status_code in (401, 405)
    assert answer["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("path", ["sites/", "schema/", "whoami/", "snippets/core.Unit/"])
def test_what_is_for_staff_asks_for_a_token(home: Page, ask: Ask, path: str) -> None:
    assert ask(path).status_code == 401


def test_a_token_shows_drafts_only_to_those_who_may_edit_them(home: Page) -> None:
    page = factories.StandardPageFactory(parent=home, live=False)
    mine = _with_token(factories.UserFactory(is_superuser=True))
    other = _with_token(factories.UserFactory())
    assert mine.get(f"/api/v3/pages/{page.pk}/").status_code == 200
    assert other.get(f"/api/v3/pages/{page.pk}/").status_code == 404
    assert (
        Client(headers={"authorization": "Bearer no"}).get(f"/api/v3/pages/{page.pk}/").status_code
        == 404
    )


def test_a_token_of_someone_without_rights_writes_nothing(home: Page) -> None:
    client = _with_token(factories.UserFactory())
    answer = client.patch(
        f"/api/v3/pages/{home.pk}/", data={"title": "Друго"}, content_type="application/json"
    )
    assert answer.status_code == 403
    home.refresh_from_db()
    assert home.title != "Друго"


def test_lists_show_no_drafts_to_a_token(site_tree: SimpleNamespace) -> None:
    site_tree.policy.live = False
    site_tree.policy.save()
    client = _with_token(factories.UserFactory(is_superuser=True))
    assert client.get("/api/v3/policies/").json()["count"] == 0


def test_answers_to_a_token_are_kept_nowhere(home: Page) -> None:
    answer = _with_token(factories.UserFactory(is_superuser=True)).get("/api/v3/pages/")
    assert answer["Cache-Control"] == "private, no-store"


def test_answers_to_everyone_may_be_kept_by_all(home: Page, ask: Ask) -> None:
    answer = ask("news/")
    assert answer["Cache-Control"] == "public, max-age=60"
    assert answer["Vary"] == "Authorization"
    assert not answer.cookies
    again = Client().get("/api/v3/news/", headers={"if-none-match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("path", ["news/", "pages/", "datasets/news.csv", "openapi.json"])
def test_head_has_the_headers_of_get(home: Page, path: str) -> None:
    head, get = Client().head(f"/api/v3/{path}"), Client().get(f"/api/v3/{path}")
    assert (head.status_code, head.content) == (200, b"")
    assert head["Content-Length"] == str(len(get.content))
    assert head["ETag"] == get["ETag"]


def test_programs_of_other_sites_may_read(home: Page, ask: Ask) -> None:
    preflight = Client().options(
        "/api/v3/news/",
        headers={"origin": "https://example.org", "access-control-request-method": "GET"},
    )
    assert preflight.status_code == 204
    assert preflight["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    for answer in (preflight, ask("news/"), ask("nothing/")):
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert "Access-Control-Allow-Credentials" not in answer


def test_too_many_requests_are_refused_for_a_while(home: Page, settings: Any) -> None:
    settings.API_REQUESTS_PER_MINUTE = 3
    client = Client()
    answers = [client.get("/api/v3/news/", REMOTE_ADDR="192.0.2.1") for _ in range(4)]
    # The minute may end between two requests; then one more is needed.
    answers.extend(client.get("/api/v3/news/", REMOTE_ADDR="192.0.2.1") for _ in range(3))
    refused = [answer for answer in answers if answer.status_code == 429]
    assert refused
    assert 1 <= int(refused[0]["Retry-After"]) <= 60
    assert refused[0]["Content-Type"] == "application/problem+json"
    assert client.get("/api/v3/news/", REMOTE_ADDR="192.0.2.2").status_code == 200


def test_another_name_of_the_address_does_not_help(home: Page, settings: Any) -> None:
    settings.API_REQUESTS_PER_MINUTE = 1
    statuses = {
        Client().get("/api/v3/news/", headers={"x-forwarded-for": f"192.0.2.{n}"}).status_code
        for n in range(4)
    }
    assert 429 in statuses


def test_a_token_is_not_counted(home: Page, settings: Any) -> None:
    settings.API_REQUESTS_PER_MINUTE = 1
    client = _with_token(factories.UserFactory(is_superuser=True))
    assert {client.get("/api/v3/pages/").status_code for _ in range(4)} == {200}


def test_a_mistake_of_ours_is_not_laid_at_the_readers_door(
    home: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locales.Locale, "language_name_local", None)
    answer = Client(raise_request_exception=False).get("/api/v3/locales/")
    assert (answer.status_code, answer["Content-Type"]) == (500, "application/problem+json")
