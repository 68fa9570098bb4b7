"""An official answer is taken back by those who answer for the municipality, and never unseen."""

from datetime import datetime
from typing import cast

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.models import Page

from tests.comments.making import EMAIL, make_comment
from tests.comments.test_reading import section
from tests.factories import UserFactory
from zaedno.comments.after_errors import AnswerOfTheMunicipality
from zaedno.comments.enums import CommentState, ModerationVerb
from zaedno.comments.errors import NotAModerator
from zaedno.comments.models import AbuseReport, CitizenComment
from zaedno.comments.services.answers import Answer, answer_comment, change_answer
from zaedno.comments.services.deciding import decide, remove_comment, seen_mark, undo_decision
from zaedno.comments.services.queue import Chosen, decide_many
from zaedno.core.models import Unit
from zaedno.notifications.models import OutgoingMail
from zaedno.users.models import User
from zaedno.users.roles import set_up_roles

TEXT, REASON = "Ремонтът започва през март.", "Отговорът е за друга улица."
REMOVED, PUBLISHED = CommentState.REMOVED, CommentState.PUBLISHED


@pytest.fixture
def said(page: Page, unit: Unit, writer: User, now: datetime) -> CitizenComment:
    return answer_comment(make_comment(page), Answer(TEXT, unit), by=writer, at=now)


@pytest.fixture
def moderator(writer: User) -> User:
    return cast(User, UserFactory(role="moderator"))


def change_page(said: CitizenComment) -> str:
    return f"/cms/comment-answers/{said.answers_comment_id}/{said.pk}/"


@pytest.mark.parametrize(
    ("role", "may"),
    [
        ("editor", True),
        ("secretary", True),
        ("administrator", True),
        ("moderator", False),
        ("legal", False),
        ("communications", False),
        ("analyst", False),
    ],
)
def test_who_takes_an_official_answer_back(
    said: CitizenComment, now: datetime, role: str, may: bool
) -> None:
    set_up_roles()
    person = cast(User, UserFactory(role=role))
    if may:
        assert remove_comment(said, by=person, at=now, reason=REASON).state == REMOVED
        undo_decision(said, by=person, at=now)
        remove_comment(said, by=person, at=now, reason=REASON)
        assert decide(said, ModerationVerb.PUBLISH, by=person, at=now).state == PUBLISHED
    else:
        with pytest.raises(AnswerOfTheMunicipality):
            remove_comment(said, by=person, at=now, reason=REASON)
        with pytest.raises(AnswerOfTheMunicipality):
            undo_decision(said, by=person, at=now)


def test_who_answers_decides_on_nothing_that_a_citizen_said(
    page: Page, writer: User, now: datetime
) -> None:
    with pytest.raises(NotAModerator):
        remove_comment(make_comment(page), by=writer, at=now, reason=REASON)


def test_among_many_comments_an_official_answer_stays(
    page: Page, said: CitizenComment, moderator: User, now: datetime
) -> None:
    comment = make_comment(page, comment="Реклама.")
    chosen = [Chosen(one.pk, seen_mark(one)) for one in (comment, said)]
    outcome = decide_many(chosen, ModerationVerb.REMOVE, by=moderator, at=now, reason=REASON)
    assert outcome.done == [comment.pk]
    assert [one.id for one in outcome.not_done] == [said.pk]
    said.refresh_from_db()
    assert said.state == PUBLISHED


def test_moderators_see_who_removes_an_official_answer_and_get_no_button(
    client: Client, said: CitizenComment, moderator: User
) -> None:
    client.force_login(moderator)
    html = client.get(f"/cms/comments/{said.pk}/").content.decode()
    assert "remove/" not in html
    assert "Официален отговор премахват само" in html
    response = client.post(f"/cms/comments/{said.pk}/remove/", {"reason": REASON})
    assert response.status_code == 409
    said.refresh_from_db()
    assert said.state == PUBLISHED


def test_a_unit_takes_its_answer_back_at_the_screen(
    at_work: Client, said: CitizenComment, writer: User, now: datetime
) -> None:
    AbuseReport.objects.create(comment=said, reader="x", reason="other", at=now)
    form = BeautifulSoup(at_work.get(change_page(said)).content, "html.parser").find(
        "form", id="remove-answer"
    )
    assert form is not None
    values = {"seen": seen_mark(said), "reason": REASON}
    html = at_work.post(str(form["action"]), values, follow=True).content.decode()
    assert "Отговорът е премахнат." in html
    said.refresh_from_db()
    assert (said.state, said.reason) == (REMOVED, REASON)
    assert said.actions.get().by == writer
    assert not AbuseReport.objects.filter(settled_at=None).exists()


@pytest.mark.parametrize("reason", ["", "  ", "х" * 2_001])
def test_an_answer_is_not_taken_back_without_a_reason_and_what_was_typed_stays(
    at_work: Client, said: CitizenComment, reason: str
) -> None:
    values = {"seen": seen_mark(said), "reason": reason}
    response = at_work.post(f"{change_page(said)}remove/", values)
    assert response.status_code == 409
    assert reason.strip() in response.content.decode()
    said.refresh_from_db()
    assert said.state == PUBLISHED


def test_an_answer_that_a_colleague_changed_is_read_before_it_is_taken_back(
    at_work: Client, said: CitizenComment, unit: Unit, writer: User, now: datetime
) -> None:
    values = {"seen": seen_mark(said), "reason": REASON}
    change_answer(said, Answer("През април.", unit), by=writer, at=now)
    response = at_work.post(f"{change_page(said)}remove/", values)
    assert response.status_code == 409
    assert "През април." in response.content.decode()
    assert REASON in response.content.decode()


def test_reading_the_address_of_a_removal_removes_nothing(
    at_work: Client, said: CitizenComment
) -> None:
    response = at_work.get(f"{change_page(said)}remove/")
    assert response.headers["Location"] == change_page(said)


def test_moderators_reach_no_removal_of_answers(
    client: Client, said: CitizenComment, moderator: User
) -> None:
    client.force_login(moderator)
    values = {"seen": seen_mark(said), "reason": REASON}
    client.post(f"{change_page(said)}remove/", values)
    said.refresh_from_db()
    assert said.state == PUBLISHED


def test_the_citizen_who_was_answered_hears_of_it_and_readers_see_the_place(
    said: CitizenComment, unit: Unit, writer: User, now: datetime
) -> None:
    remove_comment(said, by=writer, at=now, reason=REASON)
    told = OutgoingMail.objects.filter(to=EMAIL).order_by("-pk").first()
    assert told is not None
    assert REASON in told.text
    assert unit.name in told.text
    words = section(said.page).get_text()
    assert "The municipality took this answer back" in words
    assert REASON in words
    undo_decision(said, by=writer, at=now)
    told = OutgoingMail.objects.filter(to=EMAIL).order_by("-pk").first()
    assert told is not None
    assert TEXT in told.text
