"""A reader is counted once and never known."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse
from django.test import RequestFactory
from pytest_django.fixtures import Settings

from zaedno.core.models import ReaderKey
from zaedno.core.readers import READER_COOKIE, Reader, forget_old_keys, reader_of, remember_reader

pytestmark = pytest.mark.django_db
NOVEMBER = datetime(2026, 11, 10, 12, tzinfo=UTC)


def ask(address: str = "203.0.113.7", browser: str = "Firefox", cookie: str = "") -> Reader:
    return reader_of(request(address, browser, cookie))


def request(
    address: str = "203.0.113.7", browser: str = "Firefox", cookie: str = ""
) -> WSGIRequest:
    made = RequestFactory().get("/", REMOTE_ADDR=address, HTTP_USER_AGENT=browser)
    if cookie:
        made.COOKIES[READER_COOKIE] = cookie
    return made


def cookie_after_a_vote(reader: Reader) -> str:
    response = HttpResponse()
    remember_reader(response, reader)
    return response.cookies[READER_COOKIE].value


def test_a_reader_is_64_hexadecimal_digits() -> None:
    assert len(ask().key) == 64
    assert int(ask().key, 16)


def test_a_place_is_the_same_each_time_and_a_person_without_a_mark_never() -> None:
    first, second = ask(), ask()
    assert (first.network, first.browser) == (second.network, second.browser)
    assert first.person != second.person
    assert not (first.known or second.known)


def test_another_browser_is_in_the_same_network_and_another_address_is_not() -> None:
    here, other_browser, elsewhere = ask(), ask(browser="Chrome"), ask(address="203.0.113.8")
    assert here.network == other_browser.network != elsewhere.network
    assert len({here.browser, other_browser.browser, elsewhere.browser}) == 3


def test_nothing_that_is_kept_names_the_address_or_the_mark() -> None:
    reader = ask()
    cookie = cookie_after_a_vote(reader)
    assert "203.0.113.7" not in reader.key + cookie
    assert reader.mark not in reader.key + repr(reader)
    assert ReaderKey.objects.get().key not in cookie


def test_who_voted_stays_the_same_person_when_the_address_changes() -> None:
    reader = ask()
    cookie = cookie_after_a_vote(reader)
    again = ask(address="198.51.100.1", browser="Chrome", cookie=cookie)
    assert (again.person, again.known) == (reader.person, True)
    assert cookie_after_a_vote(again).split(":")[0] == cookie.split(":")[0]


def test_a_made_up_cookie_makes_nobody_known() -> None:
    assert not ask(cookie="someone-else").known


def test_the_cookie_is_first_party_and_out_of_reach_of_scripts(settings: Settings) -> None:
    settings.SESSION_COOKIE_SECURE = True
    response = HttpResponse()
    remember_reader(response, ask())
    cookie = response.cookies[READER_COOKIE]
    assert (cookie["httponly"], cookie["secure"], cookie["samesite"]) == (True, True, "Lax")
    assert cookie["domain"] == ""


def test_each_month_has_its_own_key_so_that_readers_cannot_be_followed() -> None:
    with time_machine.travel(NOVEMBER, tick=False):
        before = ask().network
        assert ask().network == before
    with time_machine.travel(NOVEMBER + timedelta(days=25), tick=False):
        assert ask().network != before
    assert ReaderKey.objects.count() == 2


@pytest.mark.parametrize(("days", "left"), [(30, 1), (80, 0)])
def test_old_keys_are_deleted_and_with_them_the_way_back(days: int, left: int) -> None:
    with time_machine.travel(NOVEMBER, tick=False):
        before = ask().network
    forget_old_keys(at=NOVEMBER + timedelta(days=days))
    assert ReaderKey.objects.count() == left
    with time_machine.travel(NOVEMBER, tick=False):
        assert (ask().network == before) is bool(left)
