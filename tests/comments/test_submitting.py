"""From the form to the mail with the link."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from tests.comments.making import EMAIL, form_data, make_comment, token_in_last_mail
from zaedno.comments.enums import CommentState
from zaedno.comments.errors import TooManyUnconfirmed
from zaedno.comments.forms import CommentForm
from zaedno.comments.models import CitizenComment, CommentRules, PendingComment, hash_of
from zaedno.comments.services.submitting import MOST_UNCONFIRMED_AN_HOUR, submit_comment
from zaedno.core import rate_limits
from zaedno.core.enums import ModerationMode
from zaedno.notifications.models import OutgoingMail
from zaedno.users.privacy.models import ConsentText

POST = "/bg/comments/post/"
# Of a text that shouts or repeats itself the writer was told, and sends it all the same.
AS_IT_IS = {"send_anyway": "on", "warned": "repeated,capitals"}


def test_a_sent_comment_waits_for_its_link_and_is_no_comment_yet(
    client: Client, page: Page
) -> None:
    response = client.post(POST, form_data(page))

    assert response.status_code == 303
    assert response["Location"].startswith("/bg/comments/sent/")
    pending = PendingComment.objects.get()
    assert (pending.page_id, pending.email, pending.text) == (page.pk, EMAIL, "Добра идея.")
    assert not CitizenComment.objects.exists()
    assert OutgoingMail.objects.get().to == EMAIL


def test_the_page_after_sending_lets_the_device_forget_the_draft(
    client: Client, page: Page
) -> None:
    response = client.post(POST, form_data(page), follow=True)
    assert response.status_code == 200
    assert f'data-draft-sent="comment-{page.pk}"' in response.content.decode()


@pytest.mark.parametrize("number", ["", "x", "-1", "9" * 5000, "٣"])
def test_the_page_after_sending_bears_any_number(client: Client, page: Page, number: str) -> None:
    assert client.get("/bg/comments/sent/", {"page": number}).status_code in (200, 400)


def test_no_cookie_and_no_csrf_token_are_needed(page: Page) -> None:
    client = Client(enforce_csrf_checks=True)
    response = client.post(POST, form_data(page))
    assert response.status_code == 303
    assert not client.cookies


def test_only_a_hash_of_the_token_is_kept(client: Client, page: Page) -> None:
    client.post(POST, form_data(page))
    token = token_in_last_mail()
    assert PendingComment.objects.get().token_hash == hash_of(token)
    assert token not in PendingComment.objects.get().token_hash


def test_the_mail_is_in_the_language_of_the_reader(
    client: Client, page: Page, in_english: Callable[[Page], Page]
) -> None:
    english = in_english(page)
    client.post("/en/comments/post/", form_data(english))
    mail = OutgoingMail.objects.get()
    assert "/en/comments/confirm/" in mail.text
    assert "please open the link" in mail.text
    assert PendingComment.objects.get().language == "en"


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param({"name": ""}, id="no name"),
        pytest.param({"name": "я" * 51}, id="long name"),
        pytest.param({"name": "\u200b\u200d"}, id="invisible name"),
        pytest.param({"email": "maria"}, id="no address"),
        pytest.param({"email": "a@b.bg\nBcc: x@y.bg"}, id="address with a second header"),
        pytest.param({"comment": " \n "}, id="no words"),
        pytest.param({"comment": "я" * 3001}, id="too long"),
        pytest.param({"comment": "\u0000"}, id="NUL"),
        pytest.param({"name": "Ма\u202eрия"}, id="name turned around"),
        pytest.param({"comment": "a\u2066b"}, id="text turned around"),
        pytest.param({"honeypot": "купете"}, id="trap for machines"),
        pytest.param({"security_hash": "0" * 40}, id="wrong signature"),
        pytest.param({"security_hash": ""}, id="no signature"),
        pytest.param({"security_hash": "щ"}, id="signature in other letters"),
        pytest.param({"timestamp": "9" * 5000}, id="signed time out of range"),
        pytest.param({"timestamp": "x"}, id="signed time is no number"),
        pytest.param({"reply_to": "9" * 5000}, id="answered number out of range"),
        pytest.param({"reply_to": str(2**63)}, id="answered number beyond 64 bits"),
        pytest.param({"reply_to": "x"}, id="answered number is none"),
        pytest.param({"reply_to": "1"}, id="answered comment is not there"),
    ],
)
def test_a_refused_form_comes_back_with_what_was_typed(
    client: Client, page: Page, changed: dict[str, str]
) -> None:
    response = client.post(POST, form_data(page, **{"name": "Калоян Петров", **changed}))

    html = response.content.decode()
    assert response.status_code == 422
    assert "error-summary" in html
    assert "Добра идея." in html or "comment" in changed
    assert "Калоян Петров" in html or "name" in changed
    assert not PendingComment.objects.exists()


def test_a_text_of_exactly_three_thousand_signs_is_taken(client: Client, page: Page) -> None:
    text = "я\r\n" * 1499 + "яя"
    assert client.post(POST, form_data(page, comment=text, **AS_IT_IS)).status_code == 303
    assert len(PendingComment.objects.get().text) == 3000


def test_invisible_characters_are_dropped_and_line_breaks_kept(client: Client, page: Page) -> None:
    client.post(POST, form_data(page, comment="До\u200bбре\ufeff\r\n\r\nвтори \u0007ред"))
    assert PendingComment.objects.get().text == "Добре\n\nвтори ред"


def test_a_form_that_was_open_for_a_day_comes_back_fresh(client: Client, page: Page) -> None:
    with time_machine.travel(timezone.now() - timedelta(days=1, minutes=1), tick=False):
        old = form_data(page, comment="Писах го дълго.")
    response = client.post(POST, old)
    assert response.status_code == 422

    html = response.content.decode()
    fresh = CommentForm(page).generate_security_data()
    assert "Писах го дълго." in html
    assert old["security_hash"] not in html
    assert fresh["content_type"] in html


def test_a_form_that_was_open_for_hours_is_taken(client: Client, page: Page) -> None:
    with time_machine.travel(timezone.now() - timedelta(hours=20), tick=False):
        data = form_data(page)
    assert client.post(POST, data).status_code == 303


def test_the_signature_of_one_page_does_not_serve_another(
    client: Client, page: Page, site_tree: SimpleNamespace
) -> None:
    data = {**form_data(page), "object_pk": str(site_tree.news_page.pk)}
    assert client.post(POST, data).status_code == 404
    data["content_type"] = "news.newspage"
    assert client.post(POST, data).status_code == 422


@pytest.mark.parametrize(
    "name", ["policy", "news_page", "rules_page", "consultation", "project"], ids=str
)
def test_pages_that_take_comments(client: Client, site_tree: SimpleNamespace, name: str) -> None:
    assert client.post(POST, form_data(getattr(site_tree, name))).status_code == 303


@pytest.mark.parametrize("name", ["standard", "home", "news", "campaign"], ids=str)
def test_pages_that_take_none(client: Client, site_tree: SimpleNamespace, name: str) -> None:
    assert client.post(POST, form_data(getattr(site_tree, name))).status_code == 404


@pytest.mark.parametrize("number", ["", "x", "0", "-1", "9" * 30, "999999", "\u0000"])
def test_a_page_that_is_not_there(client: Client, page: Page, number: str) -> None:
    assert client.post(POST, form_data(page, object_pk=number)).status_code == 404


def test_unpublished_and_private_pages_take_no_comments(
    client: Client, page: Page, restrict: Callable[[Page], None], site_tree: SimpleNamespace
) -> None:
    restrict(page)
    assert client.post(POST, form_data(page)).status_code == 404
    site_tree.news_page.unpublish()
    assert client.post(POST, form_data(site_tree.news_page)).status_code == 404


def test_closed_pages_say_so_and_give_the_text_back(client: Client, page: Page) -> None:
    page.comments_enabled = False
    page.save()
    response = client.post(POST, form_data(page, comment="Не стигнах навреме."))
    assert response.status_code == 422
    assert "Не стигнах навреме." in response.content.decode()


def test_a_consultation_takes_comments_only_in_its_term(
    client: Client, site_tree: SimpleNamespace
) -> None:
    consultation = site_tree.consultation
    with time_machine.travel(timezone.now() + timedelta(days=32), tick=False):
        assert client.post(POST, form_data(consultation)).status_code == 422


@pytest.mark.parametrize(
    ("state", "status"),
    [
        (CommentState.PUBLISHED, 303),
        (CommentState.PENDING, 422),
        (CommentState.REJECTED, 422),
        (CommentState.REMOVED, 422),
    ],
)
def test_only_published_comments_are_answered(
    client: Client, page: Page, state: CommentState, status: int
) -> None:
    answered = make_comment(page, state=state)
    assert client.post(POST, form_data(page, reply_to=answered.pk)).status_code == status


def test_a_comment_of_another_page_is_not_answered(
    client: Client, page: Page, site_tree: SimpleNamespace
) -> None:
    elsewhere = make_comment(site_tree.news_page)
    assert client.post(POST, form_data(page, reply_to=elsewhere.pk)).status_code == 422


def test_many_from_one_network_are_asked_to_wait(
    client: Client, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(rate_limits.LIMITS, "comments", 1)
    assert client.post(POST, form_data(page)).status_code == 303
    response = client.post(POST, form_data(page, comment="И още нещо."))
    assert response.status_code == 429
    assert "И още нещо." in response.content.decode()


def test_an_address_is_not_flooded_with_links(page: Page, now: datetime) -> None:
    def send(email: str = EMAIL, at: datetime = now) -> None:
        submit_comment(page, name="М", email=email, text="Т", language="bg", at=at)

    for _ in range(MOST_UNCONFIRMED_AN_HOUR):
        send()
    with pytest.raises(TooManyUnconfirmed):
        send(email=EMAIL.upper())
    send(at=now + timedelta(hours=2))


def test_the_address_of_the_form_leads_a_reader_to_the_page_in_their_language(
    client: Client, page: Page, in_english: Callable[[Page], Page]
) -> None:
    english = in_english(page)
    refused = BeautifulSoup(client.post(POST, form_data(page, name="")).content, "html.parser")
    action = refused.find(id="comment-form").form["action"]
    for address, shown in ((action, page), (action.replace("/bg/", "/en/"), english)):
        answer = client.get(address)
        assert (answer.status_code, answer["Location"]) == (302, f"{shown.get_url()}#comment-form")
    assert not PendingComment.objects.exists()


@pytest.mark.parametrize("page", ["", "?page=", "?page=x", "?page=999999"])
def test_the_address_of_a_form_of_no_page_leads_home(
    client: Client, site_tree: SimpleNamespace, page: str
) -> None:
    assert client.get(f"{POST}{page}")["Location"] == "/bg/"


def test_the_address_of_the_form_tells_nothing_of_a_hidden_page(
    client: Client, page: Page, restrict: Callable[[Page], None]
) -> None:
    restrict(page)
    assert client.get(f"{POST}?page={page.pk}")["Location"] == "/bg/"


@pytest.mark.parametrize(
    "email", ["MARIA@example.org", "maria+1@example.org", "Maria+2+3@Example.ORG"]
)
def test_one_mailbox_is_not_flooded_under_many_addresses(
    page: Page, now: datetime, email: str
) -> None:
    for number in range(MOST_UNCONFIRMED_AN_HOUR):
        address = f"maria+{number}@example.org"
        submit_comment(page, name="М", email=address, text="Т", language="bg", at=now)
    with pytest.raises(TooManyUnconfirmed):
        submit_comment(page, name="М", email=email, text="Т", language="bg", at=now)


def test_the_mail_to_an_unconfirmed_address_carries_nothing_worth_sending(
    client: Client, page: Page
) -> None:
    words = "Спечели на https://casino.example и www.win.example или a@b.example! " + "Бързо! " * 99
    typed = form_data(page, name="Купи сега", comment=words)
    warned = client.post(POST.replace("/bg/", "/en/"), typed).content.decode()
    agreed = {**typed, "send_anyway": "on", "warned": shown_rules(warned)}
    assert client.post(POST.replace("/bg/", "/en/"), agreed).status_code == 303
    mail = OutgoingMail.objects.get()
    for written in (mail.text, mail.html, mail.subject):
        assert "Купи сега" not in written
        assert written.count("Бързо!") < 30
        assert not re.search(r"(?:://|www\.|@)\S*(?:casino|win|b\.example)", written)
    assert "Hello," in mail.text
    assert "gave this address" in mail.text
    assert "Спечели на" in mail.text


def test_the_form_of_a_reply_names_what_it_answers(client: Client, page: Page) -> None:
    answered = make_comment(page, comment="Нужна е пейка.")
    html = client.get(f"/bg/comments/reply/{answered.pk}/").content.decode()
    assert "Нужна е пейка." in html
    assert f'name="reply_to" value="{answered.pk}"' in html


@pytest.mark.parametrize("number", ["0", "999999", "9" * 40])
def test_a_reply_to_nothing(client: Client, page: Page, number: str) -> None:
    assert client.get(f"/bg/comments/reply/{number}/").status_code == 404


def test_no_reply_form_for_hidden_comments(
    client: Client, page: Page, restrict: Callable[[Page], None]
) -> None:
    waiting = make_comment(page, state=CommentState.PENDING)
    published = make_comment(page)
    assert client.get(f"/bg/comments/reply/{waiting.pk}/").status_code == 404
    restrict(page)
    assert client.get(f"/bg/comments/reply/{published.pk}/").status_code == 404


def test_the_trap_is_hidden_without_inline_style(client: Client, page: Page) -> None:
    answered = make_comment(page)
    html = client.get(f"/bg/comments/reply/{answered.pk}/").content.decode()
    assert 'name="honeypot"' in html
    assert "style=" not in html
    assert "onsubmit" not in html


def test_the_form_asks_in_this_order_and_for_nothing_else(page: Page) -> None:
    asked = [field.name for field in CommentForm(page).question_fields()]
    assert asked == [
        *("name", "name_form", "settlement", "organisation", "email"),
        *("comment", "follow"),
    ]


def test_a_text_of_a_megabyte_is_refused_and_its_beginning_stays(
    client: Client, page: Page
) -> None:
    response = client.post(POST, form_data(page, comment="Дълго писмо. " * 45_000))
    html = response.content.decode()
    assert response.status_code == 422
    assert "Дълго писмо." in html
    assert len(html) < 100_000
    assert not PendingComment.objects.exists()


def test_the_writer_is_warned_once_and_nothing_is_lost(client: Client, page: Page) -> None:
    data = form_data(page, comment="Обадете се на 0888 123 456.")
    response = client.post(POST, data)
    html = response.content.decode()
    assert response.status_code == 422
    assert "Обадете се на 0888 123 456." in html
    assert 'name="send_anyway"' in html
    assert not PendingComment.objects.exists()

    told = {"send_anyway": "on", "warned": shown_rules(html)}
    assert client.post(POST, {**data, **told}).status_code == 303
    assert PendingComment.objects.get().warnings


def test_a_tick_covers_only_what_the_writer_was_told(client: Client, page: Page) -> None:
    data = form_data(page, comment="Обадете се на 0888 123 456.", follow="on")
    told = {"send_anyway": "on", "warned": shown_rules(client.post(POST, data).content.decode())}
    more = {**data, **told, "comment": "Обадете се на 0888 123 456 или пишете на a@example.org."}
    response = client.post(POST, more)
    drawn = BeautifulSoup(response.content, "html.parser")
    assert response.status_code == 422
    assert "има имейл адрес" in drawn.get_text()
    assert not PendingComment.objects.exists()
    tick = drawn.find("input", attrs={"name": "send_anyway"})
    assert tick is not None
    assert not tick.has_attr("checked")
    follow = drawn.find("input", attrs={"name": "follow"})
    assert follow is not None
    assert follow.has_attr("checked")
    again = {**more, "warned": shown_rules(response.content.decode())}
    assert client.post(POST, again).status_code == 303


def test_a_tick_that_no_rule_was_shown_with_covers_nothing(client: Client, page: Page) -> None:
    data = form_data(page, comment="Обадете се на 0888 123 456.", send_anyway="on")
    assert client.post(POST, data).status_code == 422


def test_who_mends_one_of_two_things_is_not_told_again_of_the_other(
    client: Client, page: Page
) -> None:
    data = form_data(page, comment="Обадете се на 0888 123 456 или пишете на a@example.org.")
    told = {"send_anyway": "on", "warned": shown_rules(client.post(POST, data).content.decode())}
    mended = {**data, **told, "comment": "Обадете се на 0888 123 456."}
    assert client.post(POST, mended).status_code == 303


def shown_rules(html: str) -> str:
    """What the browser sends back of the rules that were shown."""
    field = BeautifulSoup(html, "html.parser").find("input", attrs={"name": "warned"})
    assert field is not None
    return str(field["value"])


def test_nobody_is_warned_of_a_usual_text(client: Client, page: Page) -> None:
    assert client.post(POST, form_data(page)).status_code == 303
    assert PendingComment.objects.get().warnings == []


def test_a_page_asks_for_the_stance_only_where_its_type_does(client: Client, page: Page) -> None:
    client.post(POST, form_data(page, stance="for"))
    assert PendingComment.objects.get().stance == ""
    CommentRules.objects.create(
        content_type=ContentType.objects.get_for_model(page), asks_stance=True
    )
    assert "stance" in CommentForm(page).fields
    client.post(POST, form_data(page, stance="for", comment="Подкрепям."))
    assert PendingComment.objects.latest("pk").stance == "for"
    assert client.post(POST, form_data(page, stance="maybe")).status_code == 422


def test_the_version_of_the_notice_is_kept_with_what_was_sent(client: Client, page: Page) -> None:
    ConsentText.objects.create(
        version="изпитна", valid_from=timezone.now(), text_bg="Съгласявам се.", text_en="I agree."
    )
    comment = make_comment(page)
    assert "Съгласявам се." in client.get(f"/bg/comments/reply/{comment.pk}/").content.decode()
    client.post(POST, form_data(page))
    assert PendingComment.objects.get().consent_version == "изпитна"


@pytest.mark.parametrize(
    ("mode", "waits"),
    [(ModerationMode.BEFORE, True), (ModerationMode.TRUST, True), (ModerationMode.AFTER, False)],
)
def test_the_form_says_whether_a_moderator_reads_first(
    client: Client, page: Page, mode: ModerationMode, waits: bool
) -> None:
    page.comments_moderation = mode
    page.save()
    comment = make_comment(page)
    html = client.get(f"/en/comments/reply/{comment.pk}/").content.decode()
    assert ("A moderator reads the comment first." in html) is waits


def test_a_mistake_in_a_hidden_field_is_named_in_the_language_of_the_reader(
    client: Client, page: Page
) -> None:
    html = client.post(POST, form_data(page, reply_to="x")).content.decode()
    assert "Reply to" not in html
    assert "Коментарът, на който отговаряте: " in html


def test_a_choice_that_is_made_from_the_start_is_not_called_optional(
    client: Client, page: Page
) -> None:
    html = client.post(POST, form_data(page, name="")).content.decode()
    asked = html.partition("Какво виждат читателите")[2].partition("</legend>")[0]
    assert "по желание" not in asked


def reply_field(html: str) -> str:
    """The hidden number of what a form answers."""
    return str(BeautifulSoup(html, "html.parser").find(attrs={"name": "reply_to"})["value"])


@pytest.mark.parametrize("state", [CommentState.REMOVED, CommentState.WITHDRAWN])
def test_a_reply_to_what_has_gone_comes_back_to_be_sent_as_a_comment_of_its_own(
    client: Client, page: Page, state: CommentState
) -> None:
    answered = make_comment(page, state=state)
    data = form_data(page, reply_to=answered.pk, comment="Съгласна съм.", follow="on")
    html = client.post(POST, data).content.decode()
    assert "Съгласна съм." in html
    assert "checked" in str(BeautifulSoup(html, "html.parser").find(attrs={"name": "follow"}))
    assert reply_field(html) == "0"
    assert client.post(POST, {**data, "reply_to": reply_field(html)}).status_code == 303
    assert PendingComment.objects.get().in_reply_to is None


def test_a_forged_number_of_what_is_answered_is_not_given_back(client: Client, page: Page) -> None:
    assert reply_field(client.post(POST, form_data(page, reply_to="x")).content.decode()) == "0"


def test_a_reply_with_a_mistake_stays_a_reply_and_leads_out_of_it_by_a_link(
    client: Client, page: Page
) -> None:
    answered = make_comment(page, comment="Нужна е пейка.")
    html = client.post(POST, form_data(page, reply_to=answered.pk, name="")).content.decode()
    assert "Нужна е пейка." in html
    assert reply_field(html) == str(answered.pk)
    way_out = BeautifulSoup(html, "html.parser").find(attrs={"data-reply-cancel": True})
    assert way_out["href"] == f"{page.get_url()}#comment-form"


def test_what_the_writer_is_warned_of_stands_before_the_form_and_leads_to_its_fields(
    client: Client, page: Page
) -> None:
    response = client.post(POST, form_data(page, comment="Обадете се на 0888 123 456."))
    html = BeautifulSoup(response.content, "html.parser")
    warning = html.find(attrs={"data-form-warnings": True})
    assert warning.find_next("form").find(attrs={"name": "send_anyway"})
    assert [link["href"] for link in warning.find_all("a")] == ["#id_comment", "#id_send_anyway"]
    assert all(html.find(id=link["href"][1:]) for link in warning.find_all("a"))
    assert html.title.string.startswith("Внимание:")


def test_mistakes_stand_before_the_form_and_what_is_answered_after_it(
    client: Client, page: Page
) -> None:
    answered = make_comment(page, comment="Нужна е пейка.")
    response = client.post(POST, form_data(page, reply_to=answered.pk, name=""))
    html = BeautifulSoup(response.content, "html.parser")
    mistakes = html.find(attrs={"data-error-summary": True})
    assert mistakes.find_next("form").find_next("blockquote").get_text(strip=True)
    assert mistakes.find("a")["href"] == "#id_name"
    assert html.title.string.startswith("Грешка:")


def test_after_sending_one_can_write_another_comment_on_the_same_page(
    client: Client, page: Page
) -> None:
    sent = client.post(POST, form_data(page), follow=True)
    html = BeautifulSoup(sent.content, "html.parser")
    another = html.find(attrs={"data-comment-sent": True}).find(attrs={"data-write-another": True})
    assert client.get(another["href"])["Location"] == f"{page.get_url()}#comment-form"


@pytest.mark.parametrize("number", ["", "x", "-1"])
def test_no_other_comment_is_offered_where_the_page_is_not_known(
    client: Client, home: Page, number: str
) -> None:
    answer = client.get("/bg/comments/sent/", {"page": number})
    assert "data-write-another" not in answer.content.decode()
