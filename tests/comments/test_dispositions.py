"""What becomes of a proposal is said once: two answers cannot contradict each other."""

from datetime import datetime, timedelta
from typing import cast

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.models import Page

from tests.comments.making import make_comment
from tests.factories import UserFactory
from zaedno.comments.after_errors import AlreadyAnswered
from zaedno.comments.enums import CommentState, Disposition, ModerationVerb
from zaedno.comments.models import CitizenComment
from zaedno.comments.services.answers import Answer, answer_comment, change_answer
from zaedno.comments.services.deciding import decide, undo_decision
from zaedno.core.models import Unit
from zaedno.users.models import User

TEXT = "Приемаме предложението."
ACCEPTED, NOT_ACCEPTED = Disposition.ACCEPTED, Disposition.NOT_ACCEPTED
LIST = "/cms/comment-answers/"


@pytest.fixture
def comment(consultation: Page) -> CitizenComment:
    return make_comment(consultation)


@pytest.fixture
def said(comment: CitizenComment, unit: Unit, writer: User, now: datetime) -> CitizenComment:
    return answer_comment(comment, Answer(TEXT, unit, ACCEPTED), by=writer, at=now)


@pytest.fixture
def administrator(writer: User) -> User:
    return cast(User, UserFactory(role="administrator"))


def test_a_proposal_is_disposed_of_once(
    comment: CitizenComment, said: CitizenComment, unit: Unit, writer: User, now: datetime
) -> None:
    with pytest.raises(AlreadyAnswered):
        answer_comment(comment, Answer("Не.", unit, NOT_ACCEPTED), by=writer, at=now)
    assert list(comment.official_answers.all()) == [said]


def test_two_proposals_have_an_answer_each(
    consultation: Page, said: CitizenComment, unit: Unit, writer: User, now: datetime
) -> None:
    other = make_comment(consultation, comment="Друго предложение.")
    answer_comment(other, Answer("Не.", unit, NOT_ACCEPTED), by=writer, at=now)
    assert other.official_answers.count() == 1


def test_the_one_answer_can_change_what_becomes_of_the_proposal(
    said: CitizenComment, unit: Unit, writer: User, now: datetime
) -> None:
    changed = change_answer(said, Answer("Не.", unit, NOT_ACCEPTED), by=writer, at=now)
    assert changed.disposition == NOT_ACCEPTED


def test_where_nothing_is_disposed_of_several_units_can_answer(
    page: Page, unit: Unit, writer: User, now: datetime
) -> None:
    comment = make_comment(page)
    for text in ("Първо.", "Второ."):
        answer_comment(comment, Answer(text, unit), by=writer, at=now)
    assert comment.official_answers.count() == 2


def test_after_a_removal_another_answer_can_be_given_and_the_removed_one_stays_away(
    comment: CitizenComment, said: CitizenComment, unit: Unit, administrator: User, now: datetime
) -> None:
    decide(said, ModerationVerb.REMOVE, by=administrator, at=now, reason="Грешка.")
    answer_comment(comment, Answer("Не.", unit, NOT_ACCEPTED), by=administrator, at=now)
    later = now + timedelta(minutes=1)
    with pytest.raises(AlreadyAnswered):
        undo_decision(said, by=administrator, at=later)
    with pytest.raises(AlreadyAnswered):
        decide(said, ModerationVerb.PUBLISH, by=administrator, at=later)
    said.refresh_from_db()
    assert said.state == CommentState.REMOVED


def test_staff_are_led_to_the_answer_that_is_there(
    at_work: Client, comment: CitizenComment, said: CitizenComment
) -> None:
    drawn = BeautifulSoup(at_work.get(f"{LIST}{comment.pk}/").content, "html.parser")
    assert drawn.find("form", id="answer") is None
    assert drawn.find("a", href=f"{LIST}{comment.pk}/{said.pk}/") is not None
    assert "Друг официален отговор вече казва" in drawn.get_text()


def test_who_was_slower_is_told_and_keeps_what_was_typed(
    at_work: Client, comment: CitizenComment, said: CitizenComment, unit: Unit
) -> None:
    values = {"unit": str(unit.pk), "text": "Не.", "language": "bg", "disposition": "not_accepted"}
    response = at_work.post(f"{LIST}{comment.pk}/", values)
    drawn = BeautifulSoup(response.content, "html.parser")
    assert response.status_code == 409
    assert "Друг официален отговор вече казва" in drawn.get_text()
    field = drawn.find("textarea", attrs={"name": "text"})
    assert field is not None
    assert field.get_text(strip=True) == "Не."
    assert comment.official_answers.count() == 1


def test_the_queue_offers_no_second_disposition(
    client: Client, comment: CitizenComment, said: CitizenComment, administrator: User
) -> None:
    client.force_login(administrator)
    html = client.get(f"/cms/comments/{comment.pk}/").content.decode()
    assert f'href="{LIST}{comment.pk}/{said.pk}/"' in html
    assert f'href="{LIST}{comment.pk}/"' not in html
