"""A citizen's account: in by a code from the mailbox, one's own contributions in one place."""

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from allauth.account.models import EmailAddress
from axes.models import AccessLog
from bs4 import BeautifulSoup
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from tests.comments.making import make_comment
from tests.factories import PolicyIndexPageFactory, PolicyPageFactory
from tests.users.identity_service import code_in
from zaedno.comments.enums import CommentState
from zaedno.notifications.delivery import send_now
from zaedno.notifications.models import OutgoingMail, Subscription
from zaedno.notifications.subscriptions import follow
from zaedno.users.identity.citizens import (
    citizen_of,
    citizens,
    close_account,
    confirmed_addresses,
    forget_unconfirmed,
    open_account,
)
from zaedno.users.models import User

EMAIL = "maria@example.org"
SIGN_IN = "/en/account/login/"
CODE = "/en/account/code/"
ACCOUNT = "/en/account/"


@pytest.fixture
def page(home: Page) -> Page:
    """A page that takes comments."""
    return PolicyPageFactory(parent=PolicyIndexPageFactory(parent=home))


def ask_for_code(client: Client, email: str = EMAIL) -> HttpResponse:
    return client.post(SIGN_IN, {"email": email})


def newest_mail(email: str = EMAIL) -> OutgoingMail:
    mail = OutgoingMail.objects.filter(to__iexact=email).first()
    assert mail is not None
    return mail


def sign_in(client: Client, email: str = EMAIL) -> HttpResponse:
    ask_for_code(client, email)
    return client.post(CODE, {"code": code_in(newest_mail(email).text)})


def shown(response: HttpResponse) -> str:
    main = BeautifulSoup(response.content, "html.parser").find("main")
    assert main is not None
    return " ".join(main.get_text(" ").split())


class TestSigningIn:
    def test_the_code_from_the_mailbox_opens_the_account(self, client: Client, home: Page) -> None:
        answer = ask_for_code(client)
        assert (answer.status_code, answer["Location"]) == (302, CODE)
        answer = client.post(CODE, {"code": code_in(newest_mail().text)})
        assert (answer.status_code, answer["Location"]) == (302, ACCOUNT)
        assert "What was sent from maria@example.org" in shown(client.get(ACCOUNT))

    def test_the_mail_is_in_the_readers_language_and_goes_through_the_outbox(
        self, client: Client, home: Page
    ) -> None:
        client.post("/bg/account/login/", {"email": EMAIL})
        mail = newest_mail()
        assert mail.headers["Content-Language"] == "bg"
        assert mail.subject.startswith("Вашият код")
        assert re.search(r"https?://[^/]+/bg/account/code/\?code=\S{4}-\S{4}", mail.text)

    def test_the_link_fills_the_code_in_and_a_person_presses(
        self, client: Client, home: Page
    ) -> None:
        ask_for_code(client)
        code = code_in(newest_mail().text)
        answer = client.get(CODE, {"code": code})
        field = BeautifulSoup(answer.content, "html.parser").find("input", {"name": "code"})
        assert field is not None
        assert field["value"] == code
        assert client.get(ACCOUNT).status_code == 302

    def test_the_link_opened_in_another_browser_says_what_to_do(
        self, client: Client, home: Page
    ) -> None:
        ask_for_code(client)
        code = code_in(newest_mail().text)
        answer = Client().get(CODE, {"code": code})
        assert answer.status_code == 200
        assert "Go back to the browser" in shown(answer)
        assert code not in shown(answer)
        assert "no-store" in answer["Cache-Control"]
        assert f'href="{SIGN_IN}"' in answer.content.decode()
        assert Client().get(CODE)["Location"] == SIGN_IN

    def test_whoever_is_signed_in_is_led_to_the_account_by_an_old_link(
        self, client: Client, home: Page
    ) -> None:
        sign_in(client)
        assert client.get(CODE, {"code": "AAAA-AAAA"})["Location"] == ACCOUNT

    def test_the_code_stands_in_no_subject_and_is_not_kept(
        self, client: Client, home: Page
    ) -> None:
        ask_for_code(client)
        mail = newest_mail()
        code = code_in(mail.text)
        assert code not in mail.subject
        assert mail.expires == mail.created + timedelta(minutes=15)
        send_now(mail.pk, at=mail.created)
        assert code not in str(OutgoingMail.objects.values().get())

    def test_small_letters_and_no_dash_will_do(self, client: Client, home: Page) -> None:
        ask_for_code(client)
        code = code_in(newest_mail().text).lower().replace("-", "")
        assert client.post(CODE, {"code": code})["Location"] == ACCOUNT

    def test_a_second_visit_is_the_same_account(self, client: Client, home: Page) -> None:
        sign_in(client)
        sign_in(Client(), "MARIA@example.org")
        assert citizens().count() == 1

    def test_the_address_counts_as_confirmed_only_once_the_code_is_typed(
        self, client: Client, home: Page
    ) -> None:
        ask_for_code(client)
        citizen = citizen_of(EMAIL)
        assert citizen is not None
        assert confirmed_addresses(citizen) == []
        client.post(CODE, {"code": code_in(newest_mail().text)})
        assert confirmed_addresses(citizen) == [EMAIL]

    def test_a_wrong_code_is_refused_and_five_end_the_attempt(
        self, client: Client, home: Page
    ) -> None:
        ask_for_code(client)
        code = code_in(newest_mail().text)
        for _time in range(4):
            answer = client.post(CODE, {"code": "AAAA-AAAA"})
            assert "This is not the code that we sent." in shown(answer)
        assert client.post(CODE, {"code": "AAAA-AAAA"})["Location"] == SIGN_IN
        assert client.post(CODE, {"code": code})["Location"] == SIGN_IN
        assert "That was tried too often." in shown(client.get(SIGN_IN))

    def test_a_code_is_worth_nothing_after_a_quarter_of_an_hour(
        self, client: Client, home: Page
    ) -> None:
        with time_machine.travel(timezone.now(), tick=False) as clock:
            ask_for_code(client)
            code = code_in(newest_mail().text)
            clock.shift(timedelta(minutes=15, seconds=1))
            assert client.post(CODE, {"code": code})["Location"] == SIGN_IN
            assert "This code is no longer valid." in shown(client.get(SIGN_IN))

    def test_a_code_works_once(self, client: Client, home: Page) -> None:
        sign_in(client)
        code = code_in(newest_mail().text)
        client.post("/en/account/logout/")
        assert client.post(CODE, {"code": code})["Location"] == SIGN_IN

    def test_signing_out_takes_a_press_of_the_button(self, client: Client, home: Page) -> None:
        sign_in(client)
        assert client.get("/en/account/logout/")["Location"] == ACCOUNT
        assert client.get(ACCOUNT).status_code == 200
        assert client.post("/en/account/logout/")["Location"] == SIGN_IN
        assert client.get(ACCOUNT)["Location"] == SIGN_IN

    def test_signing_out_needs_the_forms_token(self, home: Page) -> None:
        client = Client(enforce_csrf_checks=True)
        assert client.post("/en/account/logout/").status_code == 403

    def test_starting_again_lets_one_type_another_address(self, client: Client, home: Page) -> None:
        ask_for_code(client, "mistyped@example.org")
        assert client.get(SIGN_IN)["Location"] == CODE
        client.post("/en/account/logout/")
        assert client.get(SIGN_IN).status_code == 200

    def test_no_network_address_of_a_citizen_is_kept(self, client: Client, home: Page) -> None:
        sign_in(client)
        client.post("/en/account/logout/")
        assert not AccessLog.objects.exists()


class TestTelling:
    """Nobody learns from an answer whether somebody has an account, or works here."""

    def test_all_addresses_get_the_same_answer(self, client: Client, home: Page) -> None:
        sign_in(Client())
        User.objects.create_user("rabotnik", "staff@example.org", "parola-za-testove")
        pages = set()
        for email in (EMAIL, "nobody@example.org", "staff@example.org"):
            visitor = Client()
            answer = ask_for_code(visitor, email)
            page = visitor.get(answer["Location"]).content.decode().replace(email, "…")
            pages.add(re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page))
        assert len(pages) == 1

    def test_the_form_can_be_sent_so_many_times_only(self, client: Client, home: Page) -> None:
        answers = [ask_for_code(Client(), f"a{n}@example.org").status_code for n in range(32)]
        assert answers[:30] == [302] * 30
        assert answers[30:] == [429, 429]

    def test_one_mailbox_is_not_flooded(self, client: Client, home: Page) -> None:
        for _time in range(7):
            answer = ask_for_code(Client())
        assert "That was tried too often." in shown(answer)
        assert OutgoingMail.objects.filter(to=EMAIL).count() == 5

    def test_one_mailbox_is_not_flooded_under_many_addresses(self, home: Page) -> None:
        for number in range(7):
            answer = ask_for_code(Client(), f"Maria+{number}@example.org")
        assert "That was tried too often." in shown(answer)
        assert OutgoingMail.objects.count() == 5

    def test_codes_cannot_be_guessed_from_many_sessions(self, home: Page) -> None:
        answers = []
        for number in range(8):
            visitor = Client()
            ask_for_code(visitor, f"a{number}@example.org")
            answers += [visitor.post(CODE, {"code": "AAAA-AAAA"}).status_code for _ in range(4)]
        # An address and four codes six times: that makes 30, and then no more are looked at.
        assert answers == [200] * 24 + [302] * 8


ODD_INPUT = [
    pytest.param({}, id="nothing"),
    pytest.param({"email": ""}, id="an empty address"),
    pytest.param({"email": "nobody"}, id="no address"),
    pytest.param({"email": "a\x00@example.org"}, id="a NUL"),
    pytest.param({"email": "a" * 300 + "@example.org"}, id="a long address"),
    pytest.param({"email": "a@example.org\nBcc: b@example.org"}, id="two lines"),
    pytest.param({"email": ["a@example.org", "b@"]}, id="two addresses"),
    pytest.param({"email": "<script>@example.org"}, id="markup"),
]


class TestOddInput:
    @pytest.mark.parametrize("data", ODD_INPUT)
    def test_what_is_no_address_stays_in_the_form(
        self, client: Client, home: Page, data: dict[str, Any]
    ) -> None:
        answer = client.post(SIGN_IN, data)
        assert answer.status_code == 200
        assert b"error-summary" in answer.content
        assert not OutgoingMail.objects.exists()
        assert not citizens().exists()

    @pytest.mark.parametrize("code", ["", "\x00", "х" * 30, "A" * 5000, "ＡＡＡＡ", "🙂"])
    def test_what_is_no_code_stays_in_the_form(self, client: Client, home: Page, code: str) -> None:
        ask_for_code(client)
        answer = client.post(CODE, {"code": code})
        assert answer.status_code == 200
        assert b"error-summary" in answer.content

    @pytest.mark.parametrize(
        ("address", "status"),
        [
            pytest.param("/en/account/?page=0", 404, id="page 0"),
            pytest.param("/en/account/?page=2", 404, id="a page beyond the last"),
            pytest.param(f"/en/account/?page={'9' * 18}", 404, id="a page far beyond"),
            pytest.param("/en/account/?page=x", 404, id="no number"),
            pytest.param(f"/en/account/?page={'9' * 30}", 400, id="a large number"),
            pytest.param("/en/account/?page=%00", 400, id="a NUL"),
            pytest.param("/en/account/password/reset/", 404, id="forgotten password"),
            pytest.param("/en/account/password/change/", 404, id="new password"),
            pytest.param("/en/account/signup/", 404, id="signing up"),
            pytest.param("/en/account/email/", 404, id="list of addresses"),
            pytest.param("/en/account/social/connections/", 404, id="linked services"),
            pytest.param("/en/account/service/", 404, id="a service where none is set"),
            pytest.param("/en/account/service/service/callback/", 404, id="its way back"),
            pytest.param("/en/account/service/other/callback/?state=x", 404, id="another service"),
        ],
    )
    def test_addresses_that_are_not_there(
        self, client: Client, home: Page, address: str, status: int
    ) -> None:
        sign_in(client)
        assert client.get(address).status_code == status

    @pytest.mark.parametrize("address", [SIGN_IN, ACCOUNT, CODE])
    @pytest.mark.parametrize("method", ["put", "delete", "patch"])
    def test_other_methods_do_nothing(
        self, client: Client, home: Page, address: str, method: str
    ) -> None:
        assert getattr(client, method)(address).status_code in (302, 405)

    def test_nobody_is_sent_to_another_site(self, client: Client, home: Page) -> None:
        client.post(f"{SIGN_IN}?next=https://evil.example/", {"email": EMAIL})
        code = code_in(newest_mail().text)
        answer = client.post(f"{CODE}?next=https://evil.example/", {"code": code})
        assert answer["Location"] == ACCOUNT


class TestContributions:
    def test_what_was_sent_before_there_was_an_account_is_there(
        self, client: Client, page: Page
    ) -> None:
        comment = make_comment(page, user_email="Maria@Example.org")
        sign_in(client)
        answer = client.get(ACCOUNT)
        link = BeautifulSoup(answer.content, "html.parser").select_one(".result__title a")
        assert link is not None
        assert link["href"] == f"{page.get_url()}#comment-{comment.pk}"
        assert "published" in shown(answer)

    def test_what_others_sent_is_not(self, client: Client, page: Page) -> None:
        make_comment(page, user_email="maria@example.org.evil.example", comment="Чуждо")
        make_comment(page, user_email="amaria@example.org", comment="Друго")
        sign_in(client)
        assert "There is nothing here yet" in shown(client.get(ACCOUNT))

    def test_an_address_that_was_not_confirmed_shows_nothing(
        self, client: Client, page: Page
    ) -> None:
        make_comment(page, comment="Тайна")
        sign_in(client, "other@example.org")
        other = citizen_of("other@example.org")
        assert other is not None
        EmailAddress.objects.create(user=other, email=EMAIL, verified=False)
        assert "Тайна" not in shown(client.get(ACCOUNT))

    @pytest.mark.parametrize(
        ("state", "word"),
        [
            (CommentState.PENDING, "waiting for a moderator"),
            (CommentState.REJECTED, "rejected"),
            (CommentState.REMOVED, "removed"),
        ],
    )
    def test_each_state_is_told_with_its_reason(
        self, client: Client, page: Page, state: str, word: str
    ) -> None:
        make_comment(page, state=state, reason="Лични данни на друг човек.")
        sign_in(client)
        text = shown(client.get(ACCOUNT))
        assert word in text
        assert "The reason: Лични данни на друг човек." in text

    @pytest.mark.parametrize("state", CommentState)
    def test_the_author_gets_a_fresh_link_to_what_can_be_done_with_a_comment(
        self, client: Client, page: Page, state: CommentState
    ) -> None:
        make_comment(page, state=state, comment="Моят коментар.")
        sign_in(client)
        link = BeautifulSoup(client.get(ACCOUNT).content, "html.parser").find(
            "a", href=re.compile("/en/comments/author/")
        )
        assert link is not None
        answer = Client().get(str(link["href"]))
        assert answer.status_code == 200
        assert ("Моят коментар." in shown(answer)) or state == CommentState.WITHDRAWN

    def test_what_the_person_follows_is_there_with_a_way_out(
        self, client: Client, page: Page
    ) -> None:
        now = timezone.now()
        for email, confirmed in [(EMAIL, True), ("other@example.org", True), (EMAIL, False)]:
            topic, title = f"comments:page:{page.pk + (not confirmed)}", f"{email} {confirmed}"
            follow(
                email, topic=topic, title=title, url=page.get_url(), language="bg",
                confirmed=confirmed, at=now,
            )  # fmt: skip
        sign_in(client)
        drawn = BeautifulSoup(client.get(ACCOUNT).content, "html.parser")
        section = drawn.find(attrs={"aria-labelledby": "followed-title"})
        assert section is not None
        assert [a.get_text() for a in section.select("a")][0::2] == [f"{EMAIL} True"]
        client.post(section.select("a")[1]["href"])
        assert Subscription.objects.filter(email=EMAIL).confirmed().count() == 0
        assert "What you follow" not in shown(client.get(ACCOUNT))

    def test_a_page_that_is_not_public_any_more_is_named_without_a_link(
        self, client: Client, page: Page
    ) -> None:
        make_comment(page)
        page.unpublish()
        sign_in(client)
        answer = client.get(ACCOUNT)
        assert page.title in shown(answer)
        assert BeautifulSoup(answer.content, "html.parser").select(".result__title a") == []

    def test_words_are_no_markup(self, client: Client, page: Page) -> None:
        make_comment(page, comment="<script>alert(1)</script>", reason="<b>не</b>")
        sign_in(client)
        drawn = BeautifulSoup(client.get(ACCOUNT).content, "html.parser").find("main")
        assert drawn is not None
        assert drawn.find("script") is None
        assert drawn.find("b") is None

    def test_a_long_list_has_pages_and_costs_no_more(
        self, client: Client, page: Page, django_assert_max_num_queries: Any
    ) -> None:
        for number in range(30):
            make_comment(page, comment=f"Мнение {number}.")
        sign_in(client)
        client.get(ACCOUNT)
        with django_assert_max_num_queries(16):
            answer = client.get(ACCOUNT)
        assert len(BeautifulSoup(answer.content, "html.parser").select("article.result")) == 12
        assert client.get(f"{ACCOUNT}?page=3").status_code == 200


class TestPrivacy:
    def test_account_pages_are_kept_by_no_cache_and_found_by_no_search_engine(
        self, client: Client, home: Page
    ) -> None:
        for address in (SIGN_IN, CODE, ACCOUNT):
            if address == CODE:
                ask_for_code(client)
            if address == ACCOUNT:
                client.post(CODE, {"code": code_in(newest_mail().text)})
            answer = client.get(address)
            assert answer.status_code == 200
            assert "no-store" in answer["Cache-Control"]
            assert b'content="noindex"' in answer.content

    def test_a_public_page_touches_no_session(self, client: Client, page: Page) -> None:
        answer = client.get(page.get_url())
        assert "Cookie" not in answer.get("Vary", "")
        assert not answer.cookies

    def test_the_footer_leads_to_the_account(self, client: Client, page: Page) -> None:
        answer = client.get(page.get_url())
        footer = BeautifulSoup(answer.content, "html.parser").find("footer")
        assert footer is not None
        assert footer.find("a", href="/bg/account/") is not None

    def test_an_account_whose_code_nobody_typed_is_forgotten_after_a_day(self, db: None) -> None:
        now = timezone.now()
        with time_machine.travel(now - timedelta(days=2)):
            open_account("old@example.org")
            confirmed = open_account("confirmed@example.org")
            User.objects.create_user("bez-parola", "bez@example.org")
        open_account("new@example.org")
        EmailAddress.objects.filter(user=confirmed).update(verified=True)
        assert forget_unconfirmed(at=now) == 1
        assert citizen_of("old@example.org") is None
        assert User.objects.count() == 3

    def test_a_closed_account_leaves_the_comments(self, client: Client, page: Page) -> None:
        comment = make_comment(page)
        sign_in(client)
        assert close_account("MARIA@example.org") == 1
        assert client.get(ACCOUNT)["Location"] == SIGN_IN
        comment.refresh_from_db()
        assert not EmailAddress.objects.exists()
