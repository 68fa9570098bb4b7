"""The link in the mail: once, in time, and only while the page takes comments."""

from collections.abc import Callable
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from tests.comments.making import EMAIL, form_data, link_in_last_mail, make_comment
from zaedno.comments.enums import CommentState
from zaedno.comments.models import CitizenComment, PendingComment
from zaedno.comments.services.authors import author_token
from zaedno.comments.services.submitting import forget_unconfirmed
from zaedno.comments.signals import comment_published
from zaedno.core.enums import ModerationMode
from zaedno.notifications.models import OutgoingMail, Subscription
from zaedno.users.models import User
from zaedno.users.privacy.services import erase_person


@pytest.fixture
def send(client: Client, page: Page) -> Callable[..., str]:
    """Sends a comment and gives the link of the mail."""

    def post(**changed: object) -> str:
        assert client.post("/bg/comments/post/", form_data(page, **changed)).status_code == 303
        return link_in_last_mail()

    return post


def test_the_link_makes_a_comment_that_waits_for_a_moderator(
    client: Client, page: Page, send: Callable[..., str]
) -> None:
    response = client.get(send())

    assert response.status_code == 200
    comment = CitizenComment.objects.get()
    assert comment.state == CommentState.PENDING
    assert not comment.is_public
    assert (comment.page_id, comment.object_pk) == (page.pk, str(page.pk))
    assert comment.content_type.model_class() is type(page)
    assert comment.language == "bg"


def test_no_network_address_is_kept(client: Client, send: Callable[..., str]) -> None:
    client.get(send(), REMOTE_ADDR="203.0.113.7")
    comment = CitizenComment.objects.get()
    assert comment.ip_address is None
    comment.ip_address = "203.0.113.7"
    comment.save()
    assert CitizenComment.objects.get().ip_address is None


def test_a_second_opening_says_so_and_doubles_nothing(
    client: Client, send: Callable[..., str]
) -> None:
    link = send()
    client.get(link)
    response = client.get(link)
    assert response.status_code == 200
    assert "already confirmed" in client.get(link.replace("/bg/", "/en/")).content.decode()
    assert CitizenComment.objects.count() == 1


def test_the_words_and_the_address_leave_the_waiting_row(
    client: Client, send: Callable[..., str]
) -> None:
    client.get(send())
    pending = PendingComment.objects.get()
    assert (pending.name, pending.email, pending.text) == ("", "", "")
    assert pending.comment == CitizenComment.objects.get()


def test_the_same_words_sent_twice_become_one_comment(
    client: Client, send: Callable[..., str]
) -> None:
    first, second = send(), send()
    assert first != second
    client.get(first)
    assert client.get(second).status_code == 200
    assert CitizenComment.objects.count() == 1


def test_a_checking_of_the_link_without_reading_it_confirms_nothing(
    client: Client, send: Callable[..., str]
) -> None:
    assert client.head(send()).status_code == 405
    assert not CitizenComment.objects.exists()


def test_an_unknown_link_is_not_found(client: Client, page: Page) -> None:
    assert client.get("/bg/comments/confirm/nyama-takava/").status_code == 404


def test_an_expired_link_is_gone(client: Client, send: Callable[..., str]) -> None:
    link = send(comment="Закъснях.")
    with time_machine.travel(timezone.now() + timedelta(days=3, minutes=1), tick=False):
        response = client.get(link)
    assert response.status_code == 410
    assert "Закъснях." in response.content.decode()
    assert not CitizenComment.objects.exists()


def _close(page: Page) -> None:
    page.comments_enabled = False
    page.save()


@pytest.mark.parametrize(
    "meanwhile", [pytest.param(_close, id="closed"), pytest.param(Page.unpublish, id="unpublished")]
)
def test_a_page_that_no_longer_takes_comments(
    client: Client, page: Page, send: Callable[..., str], meanwhile: Callable[[Page], None]
) -> None:
    link = send()
    meanwhile(page)
    response = client.get(link)
    assert response.status_code == 410
    assert "Добра идея." in response.content.decode()
    assert not CitizenComment.objects.exists()


def test_a_page_that_became_private(
    client: Client, page: Page, send: Callable[..., str], restrict: Callable[[Page], None]
) -> None:
    link = send()
    restrict(page)
    assert client.get(link).status_code == 410
    assert not CitizenComment.objects.exists()


def test_a_deleted_page_takes_what_waited_with_it(
    client: Client, page: Page, send: Callable[..., str]
) -> None:
    link = send()
    page.delete()
    assert client.get(link).status_code == 404


def test_a_consultation_that_ended_meanwhile(client: Client, site_tree: SimpleNamespace) -> None:
    consultation = site_tree.consultation
    consultation.closes = timezone.localdate()
    consultation.save()
    client.post("/bg/comments/post/", form_data(consultation))
    link = link_in_last_mail()
    with time_machine.travel(timezone.now() + timedelta(days=1), tick=False):
        assert client.get(link).status_code == 410


@pytest.mark.parametrize("state", [CommentState.REMOVED, CommentState.REJECTED])
def test_an_answered_comment_that_is_gone(
    client: Client, page: Page, send: Callable[..., str], state: CommentState
) -> None:
    answered = make_comment(page)
    link = send(reply_to=answered.pk)
    answered.state = state
    answered.save()
    assert client.get(link).status_code == 410
    assert CitizenComment.objects.count() == 1


def test_an_answer_stands_under_what_it_answers(
    client: Client, page: Page, send: Callable[..., str]
) -> None:
    answered = make_comment(page)
    client.get(send(reply_to=answered.pk))
    reply = CitizenComment.objects.exclude(pk=answered.pk).get()
    assert (reply.answered_id, reply.level) == (answered.pk, 1)


def test_an_answer_below_the_deepest_level_joins_the_nearest_above(
    client: Client, page: Page, send: Callable[..., str]
) -> None:
    chain = [make_comment(page)]
    for _ in range(3):
        chain.append(make_comment(page, parent=chain[-1]))
    assert chain[-1].level == 3

    response = client.get(send(reply_to=chain[-1].pk, comment="Съгласен съм."))

    assert response.status_code == 200
    reply = CitizenComment.objects.get(comment="Съгласен съм.")
    assert (reply.answered_id, reply.level) == (chain[2].pk, 3)


def test_both_languages_share_the_comments(
    client: Client, page: Page, in_english: Callable[[Page], Page]
) -> None:
    english = in_english(page)
    client.post("/en/comments/post/", form_data(english, comment="Good idea."))
    client.get(link_in_last_mail())
    comment = CitizenComment.objects.get()
    assert (comment.page_id, comment.language) == (page.pk, "en")


def test_an_english_comment_can_answer_a_bulgarian_one(
    client: Client, page: Page, in_english: Callable[[Page], Page]
) -> None:
    answered = make_comment(page)
    english = in_english(page)
    client.post("/en/comments/post/", form_data(english, reply_to=answered.pk))
    client.get(link_in_last_mail())
    assert CitizenComment.objects.filter(parent_id=answered.pk, level=1).count() == 1


def test_moderators_are_told_and_nobody_else(
    client: Client, send: Callable[..., str], moderator: User, editor: User
) -> None:
    link = send()
    OutgoingMail.objects.all().delete()
    client.get(link)
    mail = OutgoingMail.objects.get()
    assert mail.to == moderator.email
    comment = CitizenComment.objects.get()
    assert f"/cms/comments/{comment.pk}/" in mail.text
    assert EMAIL not in mail.text + mail.html


def test_what_is_not_confirmed_is_forgotten(
    client: Client, send: Callable[..., str], now: datetime
) -> None:
    link = send()
    assert forget_unconfirmed(at=now + timedelta(days=2)) == 0
    assert forget_unconfirmed(at=now + timedelta(days=4)) == 1
    pending = PendingComment.objects.get()
    assert (pending.name, pending.email, pending.text) == ("", "", "")
    with time_machine.travel(now + timedelta(days=4), tick=False):
        assert client.get(link).status_code == 410
    forget_unconfirmed(at=now + timedelta(days=40))
    assert not PendingComment.objects.exists()


def test_the_answer_is_never_cached(client: Client, send: Callable[..., str]) -> None:
    assert "no-store" in client.get(send())["Cache-Control"]


def moderate_after(page: Page) -> None:
    page.comments_moderation = ModerationMode.AFTER
    page.save()


def test_where_moderators_read_afterwards_a_confirmed_comment_is_public_at_once(
    client: Client, page: Page, moderator: User, send: Callable[..., str]
) -> None:
    moderate_after(page)
    heard: list[CitizenComment] = []

    def listen(comment: CitizenComment, **kwargs: object) -> None:
        heard.append(comment)

    comment_published.connect(listen)
    try:
        html = client.get(send()).content.decode()
    finally:
        comment_published.disconnect(listen)
    comment = CitizenComment.objects.get()
    assert comment.state == CommentState.PUBLISHED
    assert comment.published_at == comment.confirmed_at
    assert heard == [comment]
    assert f"/bg/comments/{comment.pk}/" in html
    assert not OutgoingMail.objects.filter(to=moderator.email).exists()


def test_what_may_break_a_rule_waits_in_any_mode(
    client: Client, page: Page, moderator: User, send: Callable[..., str]
) -> None:
    moderate_after(page)
    client.get(send(comment="Обадете се на 0888 123 456.", send_anyway="on", warned="phone"))
    comment = CitizenComment.objects.get()
    assert comment.state == CommentState.PENDING
    assert comment.warnings
    assert OutgoingMail.objects.filter(to=moderator.email).exists()


def test_the_link_leads_the_author_to_where_the_comment_can_be_changed(
    client: Client, send: Callable[..., str]
) -> None:
    link = send()
    for _ in range(2):
        html = client.get(link).content.decode()
        assert author_token(CitizenComment.objects.get()) in html


def test_who_asked_for_it_follows_the_conversation_from_the_confirmation_on(
    client: Client, page: Page, send: Callable[..., str]
) -> None:
    first = make_comment(page)
    link = send(reply_to=str(first.pk), follow="on", comment="Кога?")
    assert not Subscription.objects.exists()
    client.get(link)
    subscription = Subscription.objects.get()
    assert subscription.topic == f"comments:thread:{first.pk}"
    assert subscription.email == EMAIL
    assert subscription.confirmed_at is not None


def test_who_did_not_ask_follows_nothing(client: Client, send: Callable[..., str]) -> None:
    client.get(send())
    assert not Subscription.objects.exists()


def test_an_author_whose_address_was_erased_is_offered_no_link(
    client: Client, send: Callable[..., str]
) -> None:
    link = send()
    assert "/comments/author/" in client.get(link).content.decode()
    erase_person(EMAIL, words=False, at=timezone.now())
    answer = client.get(link)
    assert answer.status_code == 200
    assert "/comments/author/" not in answer.content.decode()
