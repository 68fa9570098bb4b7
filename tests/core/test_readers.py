"""A reader is counted once and never known."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse
from django.test import RequestFactory
from pytest_django.fixtures import Settings

from zaedno.core.models import ReaderKey
from zaedno.core.readers import READER_COOKIE, forget_old_keys, reader_of, remember_reader

pytestmark = pytest.mark.django_db
NOVEMBER = datetime(2026, 11, 10, 12, tzinfo=UTC)


def ask(address: str = "203.0.113.7", browser: str = "Firefox", cookie: str = "") -> str:
    return reader_of(request(address, browser, cookie))


def request(
    address: str = "203.0.113.7", browser: str = "Firefox", cookie: str = ""
) -> WSGIRequest:
    made = RequestFactory().get("/", REMOTE_ADDR=address, HTTP_USER_AGENT=browser)
    if cookie:
        made.COOKIES[READER_COOKIE] = cookie
    return made


def cookie_after_a_vote() -> str:
    response = HttpResponse()
    remember_reader(response, request())
    return response.cookies[READER_COOKIE].value


def test_a_reader_is_64_hexadecimal_digits_and_the_same_each_time() -> None:
    assert ask() == ask()
    assert len(ask()) == 64
    assert int(ask(), 16)


def test_another_address_or_browser_is_another_reader() -> None:
    assert len({ask(), ask(address="203.0.113.8"), ask(browser="Chrome")}) == 3


def test_nothing_that_is_kept_names_the_address() -> None:
    cookie = cookie_after_a_vote()
    assert "203.0.113.7" not in ask() + cookie
    assert ReaderKey.objects.get().key not in cookie


def test_who_voted_stays_the_same_reader_when_the_address_changes() -> None:
    cookie = cookie_after_a_vote()
    assert ask(address="198.51.100.1", browser="Chrome", cookie=cookie) == ask()


def test_a_made_up_cookie_makes_nobody_another_reader() -> None:
    assert ask(cookie="someone-else") == ask()


def test_the_cookie_is_first_party_and_out_of_reach_of_scripts(settings: Settings) -> None:
    settings.SESSION_COOKIE_SECURE = True
    response = HttpResponse()
    remember_reader(response, request())
    cookie = response.cookies[READER_COOKIE]
    assert (cookie["httponly"], cookie["secure"], cookie["samesite"]) == (True, True, "Lax")
    assert cookie["domain"] == ""


def test_each_month_has_its_own_key_so_that_readers_cannot_be_followed() -> None:
    with time_machine.travel(NOVEMBER, tick=False):
        before = ask()
        assert ask() == before
    with time_machine.travel(NOVEMBER + timedelta(days=25), tick=False):
        assert ask() != before
    assert ReaderKey.objects.count() == 2


@pytest.mark.parametrize(("days", "left"), [(30, 1), (80, 0)])
def test_old_keys_are_deleted_and_with_them_the_way_back(days: int, left: int) -> None:
    with time_machine.travel(NOVEMBER, tick=False):
        before = ask()
    forget_old_keys(at=NOVEMBER + timedelta(days=days))
    assert ReaderKey.objects.count() == left
    with time_machine.travel(NOVEMBER, tick=False):
        assert (ask() == before) is bool(left)
