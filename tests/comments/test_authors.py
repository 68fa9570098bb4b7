"""What the author of a comment can do with it later, by the signed link."""

from datetime import datetime, timedelta
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from wagtail.models import Page

from tests.comments.making import form_data, make_comment
from tests.comments.test_reading import section
from zaedno.comments.enums import CommentState
from zaedno.comments.errors import AuthorTooLate, TooManyEdits
from zaedno.comments.models import CitizenComment, CommentRules, CommentVersion
from zaedno.comments.services.authors import (
    MOST_EDITS_AN_HOUR,
    author_url,
    edit_comment,
    withdraw_comment,
)
from zaedno.core import rate_limits
from zaedno.core.enums import ModerationMode
from zaedno.notifications.models import OutgoingMail
from zaedno.users.models import User

PENDING, PUBLISHED, REJECTED, REMOVED, WITHDRAWN = CommentState


def link(comment: CitizenComment) -> str:
    return urlsplit(author_url(comment, "bg")).path


def moderate_after(page: Page) -> None:
    content_type = ContentType.objects.get_for_model(page)
    CommentRules.objects.create(content_type=content_type, mode=ModerationMode.AFTER)


@pytest.mark.parametrize("state", CommentState)
def test_the_author_sees_how_the_comment_stands_and_looking_changes_nothing(
    client: Client, page: Page, state: CommentState
) -> None:
    comment = make_comment(page, state=state, reason="Обида.")
    html = client.get(link(comment)).content.decode()
    assert ("edit/" in html) is (state in (PENDING, PUBLISHED))
    assert ("withdraw/" in html) is (state in (PENDING, PUBLISHED))
    assert ("appeal/" in html) is (state in (REJECTED, REMOVED))
    assert ("Обида." in html) is (state in (REJECTED, REMOVED))
    assert "noindex" in html
    comment.refresh_from_db()
    assert comment.state == state


def test_a_changed_link_opens_nothing(client: Client, page: Page) -> None:
    comment, other = make_comment(page), make_comment(page, user_email="x@example.org")
    signature = link(other).rstrip("/").rpartition(":")[2]
    forged = f"{link(comment).rstrip('/').rpartition(':')[0]}:{signature}/"
    for address in (forged, "/bg/comments/author/x/", f"{link(comment)[:-3]}/"):
        assert client.get(address).status_code == 404
        assert client.post(f"{address}withdraw/").status_code == 404


def test_the_link_ends_when_the_address_is_erased(client: Client, page: Page) -> None:
    comment = make_comment(page)
    address = link(comment)
    comment.user_email = ""
    comment.save()
    assert client.get(address).status_code == 404


def test_an_edit_of_a_published_comment_waits_again_where_moderators_read_first(
    client: Client, page: Page, moderator: User
) -> None:
    comment = make_comment(page)
    assert (
        "leaves the page until"
        in client.get(link(comment).replace("/bg/", "/en/")).content.decode()
    )
    response = client.post(f"{link(comment)}edit/", {"comment": "По-добра идея."})
    assert response.status_code == 303
    comment.refresh_from_db()
    assert (comment.state, comment.comment) == (PENDING, "По-добра идея.")
    assert comment.edited_at is not None
    assert CommentVersion.objects.get().text == "Добра идея."
    assert OutgoingMail.objects.filter(to=moderator.email).count() == 1


def test_an_edit_stays_public_where_moderators_read_afterwards(page: Page, now: datetime) -> None:
    moderate_after(page)
    comment = make_comment(page)
    assert edit_comment(comment, text="По-добра идея.", at=now).state == PUBLISHED
    drawn = section(page).get_text()
    assert "По-добра идея." in drawn
    assert "Changed by the author on" in drawn


def test_an_edit_that_breaks_a_rule_waits_in_any_mode(page: Page, now: datetime) -> None:
    moderate_after(page)
    comment = edit_comment(make_comment(page), text="Обадете се на 0888 123 456.", at=now)
    assert comment.state == PENDING
    assert comment.warnings


def test_an_edit_does_not_publish_what_waits(page: Page, now: datetime) -> None:
    moderate_after(page)
    comment = make_comment(page, state=PENDING)
    assert edit_comment(comment, text="Друго.", at=now).state == PENDING


def test_the_same_words_again_change_nothing(page: Page, now: datetime) -> None:
    comment = edit_comment(make_comment(page), text="Добра идея.", at=now)
    assert comment.edited_at is None
    assert not CommentVersion.objects.exists()


def test_the_writer_is_warned_once_before_the_change_is_taken(client: Client, page: Page) -> None:
    comment = make_comment(page)
    typed = {"comment": "Обадете се на 0888 123 456."}
    response = client.post(f"{link(comment)}edit/", typed)
    assert response.status_code == 422
    assert typed["comment"] in response.content.decode()
    assert not CommentVersion.objects.exists()
    drawn = BeautifulSoup(response.content, "html.parser")
    told = drawn.find("input", attrs={"name": "warned"})
    assert told is not None
    sent = {**typed, "send_anyway": "on", "warned": told["value"]}
    more = {"comment": "Обадете се на 0888 123 456 или пишете на a@example.org."}
    assert client.post(f"{link(comment)}edit/", {**sent, **more}).status_code == 422
    assert client.post(f"{link(comment)}edit/", sent).status_code == 303


@pytest.mark.parametrize("text", ["", " \u200b ", "я" * 3001, "a\u202eb", "\x00"])
def test_a_refused_edit_changes_nothing(client: Client, page: Page, text: str) -> None:
    comment = make_comment(page)
    assert client.post(f"{link(comment)}edit/", {"comment": text}).status_code == 422
    comment.refresh_from_db()
    assert comment.comment == "Добра идея."


def test_no_edit_once_comments_are_closed_but_a_withdrawal_always(
    client: Client, page: Page
) -> None:
    comment = make_comment(page)
    page.comments_enabled = False
    page.save()
    assert "edit/" not in client.get(link(comment)).content.decode()
    assert client.post(f"{link(comment)}edit/", {"comment": "Друго."}).status_code == 422
    assert client.post(f"{link(comment)}withdraw/").status_code == 303
    comment.refresh_from_db()
    assert comment.state == WITHDRAWN


@pytest.mark.parametrize("state", [REJECTED, REMOVED, WITHDRAWN])
def test_what_was_decided_on_is_neither_changed_nor_withdrawn(
    client: Client, page: Page, now: datetime, state: CommentState
) -> None:
    comment = make_comment(page, state=state, reason="Обида.")
    with pytest.raises(AuthorTooLate):
        edit_comment(comment, text="Друго.", at=now)
    with pytest.raises(AuthorTooLate):
        withdraw_comment(comment, at=now)
    client.post(f"{link(comment)}withdraw/")
    comment.refresh_from_db()
    assert comment.state == state


def test_a_withdrawn_comment_leaves_its_place_and_the_answers_keep_theirs(
    page: Page, now: datetime
) -> None:
    comment = make_comment(page, user_name="Петър", comment="Лична дума.")
    make_comment(page, parent=comment, comment="Отговор")
    withdraw_comment(comment, at=now)
    drawn = section(page)
    assert "The author withdrew this comment." in drawn.get_text()
    assert "Отговор" in drawn.get_text()
    assert "Петър" not in drawn.get_text()
    assert "Лична дума." not in str(drawn)
    assert CommentVersion.objects.get().text == "Лична дума."


def test_what_was_never_public_leaves_no_place(page: Page, now: datetime) -> None:
    withdraw_comment(make_comment(page, state=PENDING), at=now)
    assert "withdrew" not in section(page).get_text()


def test_what_was_public_and_waited_again_leaves_its_place(page: Page, now: datetime) -> None:
    comment = edit_comment(make_comment(page), text="Друго.", at=now)
    withdraw_comment(comment, at=now + timedelta(minutes=1))
    assert "withdrew" in section(page).get_text()


@pytest.mark.parametrize("action", ["edit", "withdraw"])
def test_reading_an_address_never_acts_and_leads_to_the_page_of_the_author(
    client: Client, page: Page, action: str
) -> None:
    comment = make_comment(page)
    answer = client.get(f"{link(comment)}{action}/")
    assert (answer.status_code, answer["Location"]) == (303, link(comment))
    comment.refresh_from_db()
    assert comment.state == PUBLISHED


def test_what_the_author_is_warned_of_stands_before_the_changed_words(
    client: Client, page: Page
) -> None:
    typed = {"comment": "Обадете се на 0888 123 456."}
    html = BeautifulSoup(
        client.post(f"{link(make_comment(page))}edit/", typed).content, "html.parser"
    )
    warning = html.find(attrs={"data-form-warnings": True})
    assert warning.find_next("form").find(attrs={"name": "send_anyway"})
    assert html.title.string.startswith("Внимание:")


def test_a_saved_change_is_acknowledged_once(client: Client, page: Page) -> None:
    address = link(make_comment(page))
    assert "Промените са записани" not in client.get(address).content.decode()
    answer = client.post(f"{address}edit/", {"comment": "По-добра идея."}, follow=True)
    html = BeautifulSoup(answer.content, "html.parser")
    assert "Промените са записани" in html.find(attrs={"role": "status"}).get_text()
    withdrawn = client.post(f"{address}withdraw/", follow=True).content.decode()
    assert "Промените са записани" not in withdrawn


def test_edits_count_with_what_a_network_may_send_and_the_text_is_kept(
    client: Client, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(rate_limits.LIMITS, "comments", 1)
    comment = make_comment(page, state=PENDING)
    assert client.post(f"{link(comment)}edit/", {"comment": "Първа дума."}).status_code == 303
    response = client.post(f"{link(comment)}edit/", {"comment": "Втора дума."})
    html = response.content.decode()
    assert response.status_code == 429
    assert "Втора дума." in html
    assert "дойдоха много промени" in html
    assert client.post("/bg/comments/post/", form_data(page)).status_code == 429
    comment.refresh_from_db()
    assert comment.comment == "Първа дума."


def test_an_author_changes_comments_a_few_times_an_hour(
    client: Client, page: Page, now: datetime
) -> None:
    comment, other = make_comment(page, state=PENDING), make_comment(page, state=PENDING)
    for number in range(MOST_EDITS_AN_HOUR):
        edit_comment(comment, text=f"Дума {number}.", at=now)
    with pytest.raises(TooManyEdits):
        edit_comment(other, text="Още една.", at=now)
    response = client.post(f"{link(other)}edit/", {"comment": "Още една."})
    html = response.content.decode()
    assert response.status_code == 422
    assert "Още една." in html
    assert "Опитайте отново след един час" in html
    assert edit_comment(other, text="Друга.", at=now + timedelta(hours=1)).comment == "Друга."
    assert edit_comment(make_comment(page, user_email="x@example.org"), text="Аз.", at=now)


def test_the_same_words_put_into_comments_on_two_pages_wait_for_a_moderator(
    page: Page, consultation: Page, now: datetime
) -> None:
    moderate_after(page)
    moderate_after(consultation)
    text = "Елате в нашия магазин на площада, имаме всичко за градината."
    long_ago = {"submit_date": now - timedelta(days=30)}
    first, second = make_comment(page, **long_ago), make_comment(consultation, **long_ago)
    assert edit_comment(first, text=text, at=now).state == PUBLISHED
    changed = edit_comment(second, text=text, at=now)
    assert (changed.state, changed.warnings) == (PENDING, ["elsewhere"])
