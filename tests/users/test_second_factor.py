"""The password alone opens nothing: the second step of the staff's login."""

import re
import threading
from base64 import b32decode
from binascii import unhexlify
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from urllib.parse import quote, unquote

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django_otp.oath import totp
from pytest_django.fixtures import Settings
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    ModelLogEntry,
    PageViewRestriction,
)
from wagtail.users.models import UserProfile

from tests.factories import UserFactory
from zaedno.core.models import CustomDocument
from zaedno.notifications.models import OutgoingMail
from zaedno.users.models import RecoveryCode, User
from zaedno.users.second_factor import recovery_codes, services
from zaedno.users.second_factor.checks import check_second_factor

PASSWORD = "parola-za-testove"
CODE = "/cms/second-factor/code/"
SET_UP = "/cms/second-factor/set-up/"
STATE = "/cms/second-factor/"
RENEW = "/cms/second-factor/recovery-codes/"
MOVE = "/cms/second-factor/move/"
KEY = "3132333435363738393031323334353637383930"
MORNING = "2026-11-24 09:00:10+02:00"


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """Time that moves only when a test says so."""
    with time_machine.travel(MORNING, tick=False) as traveller:
        yield traveller


@pytest.fixture(autouse=True)
def second_factor(settings: Settings) -> None:
    """As in production."""
    settings.STAFF_SECOND_FACTOR = True


@pytest.fixture
def editor(staff: Callable[[str], User], clock: time_machine.Traveller) -> User:
    """An editor whose app is set up, some time ago."""
    person = staff("editor")
    services.unsaved_device(person, KEY).save()
    return person


def code_now(key: str = KEY) -> str:
    """What the app shows."""
    return f"{totp(unhexlify(key)):06d}"


def wrong_code() -> str:
    """Six digits that the app does not show, nor just before or after."""
    shown = {f"{totp(unhexlify(KEY), drift=drift):06d}" for drift in range(-2, 3)}
    return next(code for code in ("000000", "111111", "222222", "333333") if code not in shown)


def with_password(person: User, address: str = "/cms/") -> Client:
    """A browser in which somebody has given the password."""
    client = Client()
    client.post("/cms/login/", {"username": person.username, "password": PASSWORD, "next": address})
    assert client.session["_auth_user_id"] == str(person.pk)
    return client


def signed_in(person: User, code: str = "") -> Client:
    """A browser that has passed the second step."""
    client = with_password(person)
    assert client.post(CODE, {"code": code or code_now()}).status_code == 302
    assert client.get("/cms/").status_code == 200
    return client


def page(answer: object) -> BeautifulSoup:
    return BeautifulSoup(answer.content, "html.parser")  # type: ignore[attr-defined]


def key_on(answer: object) -> str:
    """The key that the page of the set-up shows, in hexadecimal."""
    text = page(answer).select_one(".zaedno-second__key").get_text()
    return b32decode(text.replace(" ", "")).hex()


def codes_on(answer: object) -> list[str]:
    return [code.get_text() for code in page(answer).select(".zaedno-second__codes code")]


def error_on(answer: object) -> str:
    return page(answer).select_one(".error-message").get_text(" ", strip=True)


def mails_to(person: User) -> list[str]:
    return [mail.subject for mail in OutgoingMail.objects.filter(to=person.email).order_by("pk")]


class TestFirstLogin:
    def test_the_password_leads_to_the_set_up(self, staff: Callable[[str], User]) -> None:
        answer = with_password(staff("editor")).get("/cms/pages/?p=2", follow=True)
        assert unquote(answer.redirect_chain[-1][0]) == f"{SET_UP}?next=/cms/pages/?p=2"
        soup = page(answer)
        assert soup.select_one("img[src^='data:image/svg+xml']")["alt"]
        assert re.fullmatch(r"(\w{4} ){7}\w{4}", soup.select_one("code").get_text())
        field = soup.select_one("input[name=code]")
        assert (field["autocomplete"], field["inputmode"]) == ("one-time-code", "numeric")
        assert answer.headers["Cache-Control"] == "no-store"

    def test_a_code_from_the_app_opens_the_cms_and_ten_recovery_codes_are_shown(
        self, staff: Callable[[str], User]
    ) -> None:
        person = staff("editor")
        client = with_password(person)
        key = key_on(client.get(SET_UP))
        before = client.session.session_key
        answer = client.post(SET_UP, {"code": code_now(key), "next": "/cms/pages/"})
        codes = codes_on(answer)
        assert len(set(codes)) == 10
        assert page(answer).select_one("a[href='/cms/pages/']")
        assert client.session.session_key != before
        assert client.get("/cms/").status_code == 200
        assert mails_to(person) == ["За Вашия вход е настроен телефон"]
        assert ModelLogEntry.objects.filter(action=services.SET, user=person).count() == 1

    def test_the_codes_can_be_kept_as_a_file(self, staff: Callable[[str], User]) -> None:
        client = with_password(staff("editor"))
        answer = client.post(SET_UP, {"code": code_now(key_on(client.get(SET_UP)))})
        file = page(answer).select_one("a[download]")["href"]
        assert file.startswith("data:text/plain")
        assert all(quote(code) in file for code in codes_on(answer))

    def test_the_key_stays_the_same_until_an_app_knows_it_and_is_forgotten_then(
        self, staff: Callable[[str], User]
    ) -> None:
        client = with_password(staff("editor"))
        key = key_on(client.get(SET_UP))
        answer = client.post(SET_UP, {"code": "000000"})
        assert "не е верен" in error_on(answer)
        assert key_on(answer) == key
        assert client.get("/cms/").status_code == 302
        client.post(SET_UP, {"code": code_now(key)})
        assert key not in str(dict(client.session))

    def test_each_browser_gets_a_key_of_its_own(self, staff: Callable[[str], User]) -> None:
        one, other = with_password(staff("editor")), with_password(staff("editor"))
        assert key_on(one.get(SET_UP)) != key_on(other.get(SET_UP))

    def test_the_code_that_confirmed_the_app_does_not_sign_in_once_more(
        self, staff: Callable[[str], User], clock: time_machine.Traveller
    ) -> None:
        client = with_password(staff("editor"))
        code = code_now(key_on(client.get(SET_UP)))
        client.post(SET_UP, {"code": code})
        assert with_password(staff("editor")).post(CODE, {"code": code}).status_code == 200

    def test_who_has_an_app_cannot_set_up_another_with_the_password(self, editor: User) -> None:
        begun = Client()
        begun.force_login(editor)
        assert begun.get(SET_UP)["Location"] == CODE
        key = KEY.replace("3", "4")
        session = begun.session
        session["second_factor_key"] = key
        session.save()
        assert begun.post(SET_UP, {"code": code_now(key)})["Location"] == CODE
        assert services.device_of(editor).key == KEY


class TestSecondStep:
    def test_the_way_leads_on_to_where_one_wanted_to_go(self, editor: User) -> None:
        client = with_password(editor)
        asked = client.get("/cms/pages/?p=2")["Location"]
        assert asked == f"{CODE}?next={quote('/cms/pages/?p=2')}"
        assert page(client.get(asked)).select_one("input[name=next]")["value"] == "/cms/pages/?p=2"
        answer = client.post(asked, {"code": code_now(), "next": "/cms/pages/?p=2"})
        assert answer["Location"] == "/cms/pages/?p=2"
        assert client.get(asked)["Location"] == "/cms/pages/?p=2"

    @pytest.mark.parametrize(
        "address",
        ["//evil.example/", "https://evil.example/", "/\\evil.example", "javascript:alert(1)"],
    )
    def test_it_leads_to_no_other_site(self, editor: User, address: str) -> None:
        client = with_password(editor)
        answer = client.post(f"{CODE}?next={quote(address)}", {"code": code_now(), "next": address})
        assert answer["Location"] == "/cms/"

    def test_the_session_passes_under_a_new_key(self, editor: User) -> None:
        client = with_password(editor)
        before = client.session.session_key
        client.post(CODE, {"code": code_now()})
        assert client.session.session_key != before
        stranger = Client()
        stranger.cookies["sessionid"] = before
        assert stranger.get("/cms/")["Location"].startswith("/cms/login/")

    @pytest.mark.parametrize("shape", ["{} {}", "{}-{}", " {}{} "], ids=repr)
    def test_digits_may_be_grouped(self, editor: User, shape: str) -> None:
        code = code_now()
        signed_in(editor, shape.format(code[:3], code[3:]))

    @pytest.mark.parametrize("code", ["", "12345", "1234567", "абвгде", "١٢٣٤٥٦", "+12345"])
    def test_what_is_no_code_is_said_to_be_none(self, editor: User, code: str) -> None:
        assert "шестте цифри" in error_on(with_password(editor).post(CODE, {"code": code}))
        assert services.device_of(editor).throttling_failure_count == 0

    def test_a_code_works_once(self, editor: User) -> None:
        code = code_now()
        signed_in(editor, code)
        assert "не е верен" in error_on(with_password(editor).post(CODE, {"code": code}))

    def test_the_code_of_half_a_minute_ago_works_an_older_one_does_not(
        self, editor: User, clock: time_machine.Traveller
    ) -> None:
        code = code_now()
        clock.shift(90)
        assert with_password(editor).post(CODE, {"code": code}).status_code == 200
        clock.shift(60)
        code = code_now()
        clock.shift(30)
        signed_in(editor, code)

    def test_wrong_codes_make_one_wait_longer_each_time(
        self, editor: User, clock: time_machine.Traveller
    ) -> None:
        client = with_password(editor)
        for failure in range(7):
            assert "не е верен" in error_on(client.post(CODE, {"code": wrong_code()}))
            clock.shift(2**failure - 1)
            assert "твърде много" in error_on(client.post(CODE, {"code": code_now()}))
            clock.shift(1)
        client.post(CODE, {"code": code_now()})
        assert client.get("/cms/").status_code == 200

    def test_it_is_said_how_long_to_wait(self, editor: User, clock: time_machine.Traveller) -> None:
        client = with_password(editor)
        for failure in range(10):
            client.post(CODE, {"code": wrong_code()})
            clock.shift(2**failure if failure < 9 else 0)
        assert "8 минути" in error_on(client.post(CODE, {"code": code_now()})).replace("\xa0", " ")

    def test_another_session_or_browser_does_not_start_the_count_anew(self, editor: User) -> None:
        with_password(editor).post(CODE, {"code": wrong_code()})
        assert "твърде много" in error_on(with_password(editor).post(CODE, {"code": code_now()}))

    def test_the_owner_is_told_of_wrong_codes(
        self, editor: User, clock: time_machine.Traveller
    ) -> None:
        client = with_password(editor)
        for failure in range(7):
            client.post(CODE, {"code": wrong_code()})
            clock.shift(2**failure)
        assert mails_to(editor) == ["Грешни кодове при Вашия вход"]

    def test_the_code_of_a_colleague_is_worth_nothing(
        self, editor: User, staff: Callable[[str], User]
    ) -> None:
        other = staff("moderator")
        services.unsaved_device(other, KEY.replace("3", "4")).save()
        assert with_password(other).post(CODE, {"code": code_now()}).status_code == 200

    def test_one_may_sign_out_instead(self, editor: User) -> None:
        client = with_password(editor)
        assert client.post("/cms/logout/").status_code == 302
        assert "_auth_user_id" not in client.session
        assert client.get(CODE)["Location"].startswith("/cms/login/")

    @pytest.mark.parametrize(("language", "title"), [("bg", "Втора стъпка"), ("en", "Second step")])
    def test_it_speaks_the_language_of_the_person(
        self, editor: User, language: str, title: str
    ) -> None:
        UserProfile.objects.create(user=editor, preferred_language=language)
        assert title in page(with_password(editor).get(CODE)).h1.get_text()


class TestRecoveryCodes:
    def test_one_opens_the_cms_once_and_the_person_is_told(self, editor: User) -> None:
        code = recovery_codes.issue(editor)[3]
        client = signed_in(editor, code)
        assert "9 резервни кода" in page(client.get(STATE)).get_text()
        assert mails_to(editor) == ["Използван е резервен код"]
        assert with_password(editor).post(CODE, {"code": code}).status_code == 200

    def test_they_work_while_the_app_has_to_wait(self, editor: User) -> None:
        code = recovery_codes.issue(editor)[0]
        with_password(editor).post(CODE, {"code": wrong_code()})
        signed_in(editor, code.replace(" ", "-"))

    def test_they_are_not_in_the_database(self, editor: User) -> None:
        codes = recovery_codes.issue(editor)
        kept = " ".join(RecoveryCode.objects.values_list("digest", flat=True))
        assert not any(code.replace(" ", "") in kept for code in codes)

    def test_those_of_a_colleague_are_worth_nothing(
        self, editor: User, staff: Callable[[str], User]
    ) -> None:
        services.unsaved_device(staff("moderator"), KEY).save()
        code = recovery_codes.issue(staff("moderator"))[0]
        assert with_password(editor).post(CODE, {"code": code}).status_code == 200

    def test_new_ones_end_the_old_and_need_a_code(
        self, editor: User, clock: time_machine.Traveller
    ) -> None:
        old = recovery_codes.issue(editor)
        client = signed_in(editor)
        assert codes_on(client.post(RENEW, {"code": wrong_code()})) == []
        clock.shift(60)
        new = codes_on(client.post(RENEW, {"code": code_now()}))
        assert len(new) == 10
        assert with_password(editor).post(CODE, {"code": old[0]}).status_code == 200
        signed_in(editor, new[0])

    def test_the_password_alone_gives_no_new_ones(self, editor: User) -> None:
        client = with_password(editor)
        for address in (RENEW, MOVE, STATE):
            assert client.get(address)["Location"].startswith(CODE)
            assert client.post(address, {"code": code_now()})["Location"].startswith(CODE)
        assert not editor.recovery_codes.exists()


class TestAnotherPhone:
    def test_it_needs_a_code_of_the_old_one_which_ends_then(
        self, editor: User, clock: time_machine.Traveller
    ) -> None:
        elsewhere = signed_in(editor)
        clock.shift(60)
        client = signed_in(editor)
        clock.shift(60)
        assert client.get(SET_UP)["Location"] == CODE
        assert client.post(MOVE, {"code": code_now()})["Location"] == SET_UP
        key = key_on(client.get(SET_UP))
        assert len(codes_on(client.post(SET_UP, {"code": code_now(key)}))) == 10
        assert client.get("/cms/").status_code == 200
        assert elsewhere.get("/cms/")["Location"].startswith(CODE)
        clock.shift(60)
        assert with_password(editor).post(CODE, {"code": code_now()}).status_code == 200

    def test_a_recovery_code_will_do(self, editor: User) -> None:
        codes = recovery_codes.issue(editor)
        client = signed_in(editor, codes[0])
        assert client.post(MOVE, {"code": codes[1]})["Location"] == SET_UP
        assert client.get(SET_UP).status_code == 200

    def test_the_permission_ends_after_a_quarter_of_an_hour(
        self, editor: User, clock: time_machine.Traveller
    ) -> None:
        codes = recovery_codes.issue(editor)
        client = signed_in(editor, codes[0])
        client.post(MOVE, {"code": codes[1]})
        clock.shift(15 * 60)
        assert client.get(SET_UP)["Location"] == CODE

    def test_a_permission_ends_with_the_app_that_gave_it(self, editor: User) -> None:
        codes = recovery_codes.issue(editor)
        client = signed_in(editor, codes[0])
        client.post(MOVE, {"code": codes[1]})
        services.reset(editor, by=None)
        services.unsaved_device(editor, KEY).save()
        assert client.get(SET_UP)["Location"] == CODE


class TestReset:
    def test_the_command_lets_the_person_begin_anew_and_ends_their_sessions(
        self, editor: User, capsys: pytest.CaptureFixture[str]
    ) -> None:
        recovery_codes.issue(editor)
        client = signed_in(editor)
        call_command("reset_second_factor", editor.email.upper())
        assert capsys.readouterr().out == f"The second factor is removed: {editor.username}.\n"
        assert client.get("/cms/", follow=True).redirect_chain[-1][0].startswith(SET_UP)
        assert not editor.recovery_codes.exists()
        assert mails_to(editor) == ["Втората стъпка на Вашия вход е премахната"]
        entry = ModelLogEntry.objects.get(action=services.REMOVE)
        assert (entry.object_id, entry.user) == (str(editor.pk), None)

    def test_a_new_app_does_not_bring_old_sessions_back(self, editor: User) -> None:
        client = signed_in(editor)
        services.reset(editor, by=None)
        services.unsaved_device(editor, KEY).save()
        assert client.get("/cms/")["Location"].startswith(CODE)

    def test_the_command_says_when_there_is_nothing_to_remove(
        self, staff: Callable[[str], User], capsys: pytest.CaptureFixture[str]
    ) -> None:
        call_command("reset_second_factor", staff("editor").email)
        assert "There was no second factor" in capsys.readouterr().out

    def test_the_command_guesses_nobody(self, staff: Callable[[str], User]) -> None:
        with pytest.raises(CommandError, match="Nobody of the staff"):
            call_command("reset_second_factor", "nyama@example.org")
        UserFactory(email=staff("editor").email)
        with pytest.raises(CommandError, match="More than one"):
            call_command("reset_second_factor", staff("editor").email)

    def test_an_administrator_does_it_from_the_list_of_people(
        self, editor: User, staff: Callable[[str], User]
    ) -> None:
        administrator = staff("administrator")
        services.unsaved_device(administrator, KEY).save()
        client = signed_in(administrator)
        address = f"/cms/second-factor/reset/{editor.pk}/"
        assert address in client.get("/cms/users/").content.decode()
        assert editor.username in page(client.get(address)).get_text()
        assert services.device_of(editor)
        assert client.post(address)["Location"] == "/cms/users/"
        assert services.device_of(editor) is None
        assert ModelLogEntry.objects.get(action=services.REMOVE).user == administrator
        assert "премахната" in page(client.get("/cms/users/")).get_text()

    @pytest.mark.parametrize(
        ("role", "whose"),
        [
            ("editor", "moderator"),
            ("administrator", "superuser"),
            ("administrator", "administrator"),
        ],
    )
    def test_others_cannot(self, staff: Callable[[str], User], role: str, whose: str) -> None:
        for person in {staff(role), staff(whose)}:
            services.unsaved_device(person, KEY).save()
        client = signed_in(staff(role))
        address = f"/cms/second-factor/reset/{staff(whose).pk}/"
        assert (client.get(address).status_code, client.post(address).status_code) == (403, 403)
        assert services.device_of(staff(whose))


def cms_addresses() -> list[str]:
    """Every address under ``/cms/``, with something in the place of each variable."""
    return sorted(
        {_filled(pattern) for pattern in _patterns(get_resolver()) if pattern[:4] == "cms/"}
    )


def _patterns(resolver: URLResolver, prefix: str = "") -> Iterator[str]:
    for entry in resolver.url_patterns:
        here = prefix + str(entry.pattern).removeprefix("^")
        if isinstance(entry, URLPattern):
            yield here
        elif isinstance(entry, URLResolver):
            yield from _patterns(entry, here)


def _filled(pattern: str) -> str:
    plain = re.sub(r"\(\?P<\w+>[^)]*\)|<[^>]*>|\([^)]*\)|\[\^/\]\+", "1", pattern)
    return "/" + re.sub(r"[\\^$?*]|\.\*", "", plain)


OPEN_TO_STRANGERS = {"/cms/sprite/", "/cms/jsi18n/"}
OPEN_AT_THE_STEP = {CODE, SET_UP, "/cms/logout/"}


class TestGate:
    def test_the_password_alone_opens_no_address_of_the_cms(
        self, staff: Callable[[str], User]
    ) -> None:
        client = with_password(staff("superuser"))
        addresses = cms_addresses()
        assert len(addresses) > 300
        opened = []
        for address in set(addresses) - OPEN_TO_STRANGERS - OPEN_AT_THE_STEP:
            for answer in (client.get(address), client.post(address)):
                if answer.status_code != 302 or not answer["Location"].startswith(CODE):
                    opened.append((address, answer.status_code))
        assert opened == []

    def test_a_script_gets_a_403(self, editor: User) -> None:
        client = with_password(editor)
        for address in ("/cms/", "/cms/tag-autocomplete/?term=a", "/cms/api/main/pages/"):
            answer = client.get(address, headers={"x-requested-with": "XMLHttpRequest"})
            assert answer.status_code == 403

    def test_who_passed_it_sees_previews_and_pages(
        self, editor: User, tree: SimpleNamespace
    ) -> None:
        client = signed_in(editor)
        for address in ("edit/", "edit/preview/", "view_draft/"):
            assert client.get(f"/cms/pages/{tree.standard.pk}/{address}").status_code == 200

    def test_a_restricted_page_is_closed_before_and_open_after(
        self, editor: User, tree: SimpleNamespace
    ) -> None:
        PageViewRestriction.objects.create(
            page=tree.standard, restriction_type=PageViewRestriction.LOGIN
        )
        client = with_password(editor)
        assert client.get(tree.standard.get_url()).status_code == 302
        client.post(CODE, {"code": code_now()})
        assert client.get(tree.standard.get_url()).status_code == 200

    def test_a_restricted_document_is_closed_before_and_open_after(
        self, editor: User, tree: SimpleNamespace
    ) -> None:
        document = CustomDocument.objects.create(
            title="Списък", file=ContentFile(b"a,b", name="spisak.csv")
        )
        CollectionViewRestriction.objects.create(
            collection=Collection.get_first_root_node(),
            restriction_type=CollectionViewRestriction.LOGIN,
        )
        client = with_password(editor)
        assert client.get(document.url).status_code == 302
        client.post(CODE, {"code": code_now()})
        answer = client.get(document.url)
        assert answer.status_code == 200
        answer.close()

    def test_the_user_bar_is_for_who_passed_it(self, editor: User, tree: SimpleNamespace) -> None:
        client = with_password(editor)
        address = tree.standard.get_url()
        assert b"wagtail-userbar" not in client.get(address).content
        client.post(CODE, {"code": code_now()})
        assert b"wagtail-userbar" in client.get(address).content

    def test_a_new_password_does_not_pass_it(
        self, editor: User, clock: time_machine.Traveller
    ) -> None:
        client = with_password(editor)
        editor.set_password("nova-parola-2026")
        editor.save()
        assert client.get("/cms/")["Location"].startswith("/cms/login/")
        client.post("/cms/login/", {"username": editor.username, "password": "nova-parola-2026"})
        assert client.get("/cms/")["Location"].startswith(CODE)

    def test_a_mark_of_another_persons_app_in_the_session_is_worth_nothing(
        self, editor: User, staff: Callable[[str], User]
    ) -> None:
        client = with_password(staff("moderator"))
        session = client.session
        session["otp_device_id"] = services.device_of(editor).persistent_id
        session.save()
        assert client.get("/cms/").status_code == 302

    def test_strangers_are_asked_for_the_password_first(self, tree: SimpleNamespace) -> None:
        for address in (CODE, SET_UP, STATE, RENEW, MOVE):
            assert Client().get(address)["Location"].startswith("/cms/login/")

    def test_without_it_by_setting_the_password_is_enough(
        self, editor: User, settings: Settings
    ) -> None:
        settings.STAFF_SECOND_FACTOR = False
        client = with_password(editor)
        assert client.get("/cms/").status_code == 200
        assert client.get(CODE, follow=True).status_code == 404

    def test_a_deployment_without_it_is_pointed_out(self, settings: Settings) -> None:
        assert check_second_factor() == []
        settings.STAFF_SECOND_FACTOR = False
        assert [message.id for message in check_second_factor()] == ["zaedno.W001"]

    def test_the_account_leads_to_the_persons_settings(self, editor: User) -> None:
        client = signed_in(editor)
        assert page(client.get("/cms/account/")).select_one(f"a[href='{STATE}']")
        text = page(client.get(STATE)).get_text()
        assert "0 резервни кода" in text


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_passes_with_a_recovery_code() -> None:
    person = UserFactory(is_superuser=True)
    services.unsaved_device(person, KEY).save()
    code = recovery_codes.issue(person)[0].replace(" ", "")
    passed: list[bool] = []
    start = threading.Barrier(2)

    def use() -> None:
        start.wait()
        try:
            services.check(person, code)
            passed.append(True)
        except services.CodeRefused:
            passed.append(False)
        finally:
            connection.close()

    threads = [threading.Thread(target=use) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(passed) == [False, True]
