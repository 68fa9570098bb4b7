"""Following: nobody is written to unasked, everybody can stop with one click."""

import html
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.db.models import F
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, PageViewRestriction

from tests.comments.making import make_comment
from tests.factories import PolicyIndexPageFactory, PolicyPageFactory
from zaedno.comments import tasks
from zaedno.comments.enums import CommentState
from zaedno.comments.followers import page_topic, tell_some_followers, thread_topic
from zaedno.comments.signals import comment_published
from zaedno.core.spam import issue_stamp
from zaedno.notifications import subscriptions
from zaedno.notifications.delivery import send_now
from zaedno.notifications.links import followed_url, unsubscribe_url
from zaedno.notifications.models import OutgoingMail, Subscription
from zaedno.notifications.services import send_later
from zaedno.notifications.subscriptions import follow, forget_unconfirmed, tell_followers

READER = "petar@example.org"
Following = Callable[..., Subscription]


@pytest.fixture
def page(home: Page) -> Page:
    return PolicyPageFactory(parent=PolicyIndexPageFactory(parent=home), title="План за младежта")


@pytest.fixture
def following(page: Page, now: datetime) -> Following:
    """Makes somebody a follower of the page, or of another topic."""

    def begin(
        email: str = READER, topic: str = "", confirmed: bool = True, language: str = "bg"
    ) -> Subscription:
        return follow(
            email,
            topic=topic or page_topic(page),
            title=page.title,
            url=page.get_url(),
            language=language,
            confirmed=confirmed,
            at=now,
        )

    return begin


def nothing(subscription: Subscription) -> dict[str, str]:
    return {}


def path_of(url: str) -> str:
    return urlsplit(url).path


def form(topic: str, **changed: str) -> dict[str, str]:
    return {"topic": topic, "email": READER, "website": "", "stamp": issue_stamp(), **changed}


def confirm_path() -> str:
    found = re.search(r"https?://[^/]+(/\S+/confirm/\S+)", OutgoingMail.objects.latest("pk").text)
    assert found is not None
    return found[1]


def told() -> list[str]:
    return sorted(m.to for m in OutgoingMail.objects.all() if "List-Unsubscribe" in m.headers)


# Asking and confirming


def test_the_form_names_what_will_be_followed(client: Client, page: Page) -> None:
    answer = client.get("/bg/follow/", {"topic": page_topic(page)})
    assert answer.status_code == 200
    assert page.title in answer.content.decode()


@pytest.mark.parametrize(
    "topic",
    ["", "comments:page:999999", "comments:page:x", "news:page:1", "comments:page:" + "9" * 30],
)
def test_what_does_not_exist_cannot_be_followed(client: Client, home: Page, topic: str) -> None:
    assert client.get("/bg/follow/", {"topic": topic}).status_code == 404
    assert client.post("/bg/follow/", form(topic)).status_code == 404


def test_what_is_not_public_cannot_be_followed(client: Client, page: Page) -> None:
    PageViewRestriction.objects.create(page_id=page.pk, restriction_type="login")
    assert client.get("/bg/follow/", {"topic": page_topic(page)}).status_code == 404


def test_nobody_is_told_before_they_confirm_by_mail(client: Client, page: Page) -> None:
    answer = client.post("/bg/follow/", form(page_topic(page)))
    assert answer.headers["Location"] == "/bg/follow/sent/"
    assert Subscription.objects.get().confirmed_at is None
    assert tell_followers(page_topic(page), template="comment_followed", context_for=nothing) == 0

    client.get(confirm_path())
    assert Subscription.objects.get().confirmed_at is None, "opening the link is not enough"
    assert client.post(confirm_path()).status_code == 200
    assert Subscription.objects.get().confirmed_at


def test_a_link_that_is_too_old_confirms_nothing(client: Client, page: Page, now: datetime) -> None:
    client.post("/bg/follow/", form(page_topic(page)))
    Subscription.objects.update(created=now - timedelta(days=4))
    assert client.post(confirm_path()).status_code == 404
    assert forget_unconfirmed() == 1


def test_who_follows_already_gets_the_same_answer_and_no_mail(
    client: Client, page: Page, following: Following
) -> None:
    following()
    answer = client.post("/bg/follow/", form(page_topic(page)))
    assert answer.headers["Location"] == "/bg/follow/sent/"
    assert not OutgoingMail.objects.exists()


def test_an_address_is_followed_once_in_whatever_letters(following: Following) -> None:
    assert following("Petar@Example.org").pk == following("petar@example.org").pk


def test_one_address_is_not_flooded_with_questions(
    following: Following, home: Page, page: Page
) -> None:
    for number in range(9):
        following(topic=f"comments:page:{number}", confirmed=False)
        following(topic=f"comments:page:{number}", confirmed=False)
    assert OutgoingMail.objects.count() == subscriptions.MOST_ASKED_AN_HOUR


def test_one_mailbox_is_not_flooded_under_many_addresses(following: Following, page: Page) -> None:
    for number in range(9):
        following(f"Maria+{number}@example.org", confirmed=False)
    assert OutgoingMail.objects.count() == subscriptions.MOST_ASKED_AN_HOUR


def test_who_is_asked_of_the_same_again_and_again_gets_five_mails_an_hour(
    following: Following, page: Page
) -> None:
    def ask_of_four() -> None:
        for number in range(4):
            following(topic=f"comments:page:{number}", confirmed=False)

    for _round in range(3):
        ask_of_four()
        Subscription.objects.update(created=F("created") - timedelta(minutes=6))
    assert OutgoingMail.objects.count() == subscriptions.MOST_ASKED_AN_HOUR
    OutgoingMail.objects.update(created=F("created") - timedelta(minutes=61))
    ask_of_four()
    assert OutgoingMail.objects.count() == subscriptions.MOST_ASKED_AN_HOUR + 4


def test_other_mails_do_not_count_as_questions(following: Following, page: Page) -> None:
    for _each in range(9):
        send_later(to=READER, template="my_data", context={"link": "x"}, language="bg")
    following(confirmed=False)
    assert OutgoingMail.objects.count() == 10


def test_the_question_to_an_unconfirmed_address_repeats_no_words_of_a_comment(
    client: Client, page: Page
) -> None:
    comment = make_comment(page, comment="Купи сега!", user_name="Евтино")
    client.post("/bg/follow/", form(thread_topic(comment)))
    asked = OutgoingMail.objects.get()
    assert page.title in asked.text
    for written in (asked.subject, asked.text, asked.html, Subscription.objects.get().title):
        assert "Купи" not in written
        assert "Евтино" not in written


def test_a_machine_and_a_wrong_address_are_refused(client: Client, page: Page) -> None:
    topic = page_topic(page)
    assert client.post("/bg/follow/", form(topic, website="x")).status_code == 422
    assert client.post("/bg/follow/", form(topic, email="nobody")).status_code == 422
    assert not Subscription.objects.exists()


# Being told


def test_a_published_comment_is_told_once_to_followers_of_thread_and_page(
    page: Page, following: Following, now: datetime
) -> None:
    first = make_comment(page, user_email="ivan@example.org")
    answer = make_comment(page, parent=first, user_email="maria@example.org")
    following("petar@example.org")
    following("petar@example.org", topic=thread_topic(first))
    following("ivan@example.org", topic=thread_topic(first))
    following("maria@example.org")
    comment_published.send(sender=None, comment=answer, at=now)
    tasks.tell_followers.call(answer.pk)
    assert told() == ["ivan@example.org", "petar@example.org"]


def test_what_is_told_can_be_read_by_everyone(
    page: Page, following: Following, now: datetime
) -> None:
    comment = make_comment(page, comment="Нова <идея>")
    following(language="en")
    tell_some_followers(comment.pk)
    written = OutgoingMail.objects.get()
    assert "Нова <идея>" in written.text
    assert f"#comment-{comment.pk}" in written.text
    assert written.headers["Content-Language"] == "en"


@pytest.mark.parametrize(
    "state", [CommentState.PENDING, CommentState.REMOVED, CommentState.WITHDRAWN]
)
def test_what_is_not_public_is_not_told(
    page: Page, following: Following, state: CommentState
) -> None:
    following()
    tell_some_followers(make_comment(page, state=state).pk)
    assert told() == []


def test_followers_of_a_page_that_was_closed_are_not_told(page: Page, following: Following) -> None:
    following()
    comment = make_comment(page)
    page.unpublish()
    tell_some_followers(comment.pk)
    assert tell_followers(page_topic(page), template="comment_followed", context_for=nothing) == 0
    assert told() == []


def test_many_followers_are_told_in_rounds_each_once(
    page: Page, following: Following, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subscriptions, "MOST_IN_A_ROUND", 2)
    for number in range(5):
        following(f"n{number}@example.org")
    comment, after, rounds = make_comment(page), "", 0
    while after := tell_some_followers(comment.pk, after=after):
        rounds += 1
    assert rounds == 3
    assert told() == [f"n{number}@example.org" for number in range(5)]


def test_a_thread_goes_on_for_its_followers_when_its_first_comment_was_removed(
    page: Page, following: Following
) -> None:
    first = make_comment(page, state=CommentState.REMOVED)
    following(topic=thread_topic(first))
    tell_some_followers(make_comment(page, parent=first).pk)
    assert told() == [READER]


def test_the_page_leads_to_the_form_from_its_comments(client: Client, page: Page) -> None:
    shown = client.get(page.get_url()).content.decode()
    assert f'href="/bg/follow/?topic={page_topic(page)}"' in shown


# Stopping


def test_a_mail_can_be_ended_by_one_click_of_the_mail_program(
    page: Page, following: Following
) -> None:
    """RFC 8058: a POST of the address in the header, without cookies, page or question."""
    follower = following()
    tell_some_followers(make_comment(page).pk)
    written = OutgoingMail.objects.get()
    assert written.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = written.headers["List-Unsubscribe"]
    assert address == f"<{unsubscribe_url(follower)}>"
    assert unsubscribe_url(follower) in written.text
    assert followed_url(follower) in written.html

    strict = Client(enforce_csrf_checks=True)
    path = path_of(address.strip("<>"))
    # A mail program that is itself a page of another site says so.
    for headers in ({}, {"origin": "https://mail.example.org", "sec-fetch-site": "cross-site"}):
        answer = strict.post(path, {"List-Unsubscribe": "One-Click"}, headers=headers)
        assert (answer.status_code, answer.cookies) == (200, {})
    assert not Subscription.objects.exists()


def test_the_header_goes_out_and_its_secret_is_not_kept(page: Page, following: Following) -> None:
    following()
    tell_some_followers(make_comment(page).pk)
    written = OutgoingMail.objects.get()
    send_now(written.pk, at=written.created)
    assert mail.outbox[0].extra_headers["List-Unsubscribe"]
    written.refresh_from_db()
    assert "List-Unsubscribe" not in written.headers


def test_opening_the_link_shows_a_button_and_ends_nothing(
    client: Client, following: Following
) -> None:
    path = path_of(unsubscribe_url(following()))
    answer = client.get(path)
    assert b'<form method="post">' in answer.content
    assert Subscription.objects.exists()


def test_a_forged_link_leads_nowhere(client: Client, following: Following) -> None:
    following()
    for name in ("notifications:stop", "notifications:mine"):
        assert client.post(reverse(name, args=["1:forged"])).status_code == 404
    assert Subscription.objects.exists()


def test_a_follower_sees_all_that_they_follow_and_ends_one_or_all(
    client: Client, page: Page, following: Following
) -> None:
    comment = make_comment(page)
    one, other = following(), following(topic=thread_topic(comment))
    stranger = following("other@example.org")
    path = path_of(followed_url(one))
    assert client.get(path).content.decode().count('name="stop"') == 3

    refused = client.post(path, {"stop": stranger.pk}).content.decode()
    assert Subscription.objects.filter(pk=stranger.pk).exists(), "only one's own"
    assert "Вече няма да Ви пишем за" not in html.unescape(refused)
    ended = client.post(path, {"stop": other.pk}).content.decode()
    assert f"Вече няма да Ви пишем за „{other.title}“" in html.unescape(ended)
    assert not Subscription.objects.filter(pk=other.pk).exists()
    client.post(path, {"stop": "all"})
    assert list(Subscription.objects.all()) == [stranger]
    assert client.get(path).status_code == 200
