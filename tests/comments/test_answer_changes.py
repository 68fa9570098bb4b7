"""An official answer that is changed: what is kept, who is named, who may not be overwritten."""

from datetime import datetime, timedelta
from typing import Any, cast

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.models import Page

from tests.comments.making import EMAIL, make_comment
from tests.comments.test_reading import section
from tests.factories import UnitFactory, UserFactory
from zaedno.comments.after_errors import AnswerChangedMeanwhile, AnswerGone
from zaedno.comments.enums import CommentState, Disposition
from zaedno.comments.models import CitizenComment
from zaedno.comments.personal_data import EARLIER_TEXT_KEPT_FOR, EARLIER_TEXTS
from zaedno.comments.services.answers import Answer, answer_comment, change_answer
from zaedno.comments.services.deciding import seen_mark
from zaedno.core.models import Unit
from zaedno.notifications.models import OutgoingMail
from zaedno.users.models import User

FIRST, SECOND = "Ремонтът започва през март.", "Ремонтът започва през април."
ACCEPTED, PARTLY = Disposition.ACCEPTED, Disposition.PARTLY


@pytest.fixture
def colleague(writer: User) -> User:
    """Somebody else who answers."""
    person = UserFactory(role="editor", first_name="Елена", last_name="Колева")
    return cast(User, person)


@pytest.fixture
def other_unit(page: Page) -> Unit:
    return cast(Unit, UnitFactory(name="Отдел „Екология“"))


@pytest.fixture
def said(consultation: Page, unit: Unit, writer: User, now: datetime) -> CitizenComment:
    """An answer in a consultation."""
    User.objects.filter(pk=writer.pk).update(first_name="Петър", last_name="Илиев")
    writer.refresh_from_db()
    earlier = now - timedelta(days=3)
    comment = make_comment(consultation)
    return answer_comment(comment, Answer(FIRST, unit, ACCEPTED), by=writer, at=earlier)


def place(said: CitizenComment) -> str:
    return f"/cms/comment-answers/{said.answers_comment_id}/{said.pk}/"


def typed(said: CitizenComment, **changed: str) -> dict[str, str]:
    """What the browser sends from the form that shows the answer as it is."""
    shown = {
        "unit": str(said.unit_id),
        "text": said.comment,
        "language": said.language,
        "disposition": said.disposition,
        "seen": seen_mark(said),
    }
    return {**shown, **changed}


@pytest.mark.parametrize("changed", ["text", "disposition", "unit", "language"])
def test_every_change_of_an_answer_leaves_what_was_before(  # noqa: PLR0917
    said: CitizenComment, unit: Unit, other_unit: Unit, colleague: User, now: datetime, changed: str
) -> None:
    values: dict[str, Any] = {"text": FIRST, "unit": unit, "disposition": ACCEPTED}
    new = {"text": SECOND, "unit": other_unit, "disposition": PARTLY, "language": "en"}
    answer = Answer(**{**values, changed: new[changed]})
    current = change_answer(said, answer, by=colleague, at=now)
    kept = current.versions.get()
    assert (kept.text, kept.unit, kept.disposition) == (FIRST, unit, ACCEPTED)
    assert (kept.language, kept.until, kept.by_name) == ("bg", now, "Петър Илиев")
    assert current.edited_at == now


def test_saving_an_answer_as_it_was_changes_nothing_and_tells_nobody(
    said: CitizenComment, unit: Unit, colleague: User, now: datetime
) -> None:
    mails = OutgoingMail.objects.count()
    current = change_answer(said, Answer(FIRST, unit, ACCEPTED), by=colleague, at=now)
    assert (current.edited_at, current.versions.count()) == (None, 0)
    assert OutgoingMail.objects.count() == mails


def test_the_cms_says_who_wrote_an_answer_and_who_changed_it(
    client: Client, said: CitizenComment, unit: Unit, colleague: User, now: datetime
) -> None:
    change_answer(said, Answer(FIRST, unit, PARTLY), by=colleague, at=now)
    client.force_login(UserFactory(role="administrator"))
    for address in (place(said), f"/cms/comments/{said.pk}/"):
        words = BeautifulSoup(client.get(address).content, "html.parser").get_text(" ", strip=True)
        assert "Написан от Петър Илиев" in words
        assert "Променен от Елена Колева" in words
        assert "прието отчасти" in words


def test_a_name_outlives_the_account_of_who_wrote(
    client: Client, said: CitizenComment, unit: Unit, colleague: User, now: datetime
) -> None:
    change_answer(said, Answer(SECOND, unit, ACCEPTED), by=colleague, at=now)
    User.objects.get(first_name="Петър").delete()
    client.force_login(colleague)
    assert "Написан от Петър Илиев" in client.get(place(said)).content.decode()


def test_readers_see_when_an_answer_was_changed_and_what_it_said_before(  # noqa: PLR0917
    client: Client,
    said: CitizenComment,
    unit: Unit,
    other_unit: Unit,
    colleague: User,
    now: datetime,
) -> None:
    assert section(said.page).find("a", string="What it said before") is None
    current = change_answer(said, Answer(SECOND, other_unit, PARTLY), by=colleague, at=now)
    link = section(said.page).find("a", string="What it said before")
    assert link is not None
    response = client.get(link["href"].replace("/en/", "/bg/"))
    html = response.content.decode()
    assert response.status_code == 200
    for words in (FIRST, SECOND, unit.name, other_unit.name, "прието отчасти"):
        assert words in html
    assert "Елена" not in html
    assert "Петър" not in html
    current.state = CommentState.REMOVED
    current.save()
    assert client.get(link["href"]).status_code == 404


def test_earlier_words_of_a_citizen_are_for_moderators_only(client: Client, page: Page) -> None:
    comment = make_comment(page)
    comment.versions.create(text="Лични думи.", until=comment.submit_date)
    CitizenComment.objects.filter(pk=comment.pk).update(edited_at=comment.submit_date)
    assert client.get(f"/bg/comments/{comment.pk}/earlier/").status_code == 404
    assert section(page).find("a", string="What it said before") is None


def test_what_an_answer_said_before_is_kept_longer_than_what_a_citizen_said(
    said: CitizenComment, unit: Unit, colleague: User, now: datetime
) -> None:
    change_answer(said, Answer(SECOND, unit, ACCEPTED), by=colleague, at=now)
    later = now + EARLIER_TEXT_KEPT_FOR + timedelta(days=1)
    assert EARLIER_TEXTS.due is not None
    assert not EARLIER_TEXTS.due(later).exists()


def test_of_two_people_who_change_an_answer_the_second_is_shown_what_the_first_wrote(  # noqa: PLR0917
    client: Client, said: CitizenComment, unit: Unit, writer: User, colleague: User, now: datetime
) -> None:
    mine = typed(said, text="Ремонтът е отложен.")
    change_answer(said, Answer(SECOND, unit, PARTLY), by=colleague, at=now)
    client.force_login(writer)
    response = client.post(place(said), mine)
    html = response.content.decode()
    assert response.status_code == 409
    assert "Ремонтът е отложен." in html
    assert SECOND in html
    assert "Елена Колева" in html
    said.refresh_from_db()
    assert said.comment == SECOND
    fresh = BeautifulSoup(html, "html.parser").find("input", attrs={"name": "seen"})
    assert fresh is not None
    assert client.post(place(said), {**mine, "seen": fresh["value"]}).status_code == 302
    said.refresh_from_db()
    assert said.comment == "Ремонтът е отложен."


def test_the_form_carries_what_the_person_sees(client: Client, said: CitizenComment) -> None:
    client.force_login(User.objects.get(pk=said.user_id))
    form = BeautifulSoup(client.get(place(said)).content, "html.parser")
    field = form.find("input", attrs={"name": "seen"})
    assert field is not None
    assert field["value"] == seen_mark(said)


def test_an_answer_that_changed_is_not_overwritten(
    said: CitizenComment, unit: Unit, writer: User, colleague: User, now: datetime
) -> None:
    seen = seen_mark(said)
    change_answer(said, Answer(FIRST, unit, PARTLY), by=colleague, at=now, seen=seen)
    with pytest.raises(AnswerChangedMeanwhile):
        change_answer(said, Answer(SECOND, unit, ACCEPTED), by=writer, at=now, seen=seen)


def test_what_was_typed_survives_the_removal_of_the_answer(
    client: Client, said: CitizenComment, unit: Unit, writer: User, now: datetime
) -> None:
    mine = typed(said, text="Ремонтът е отложен.")
    said.state = CommentState.REMOVED
    said.save()
    with pytest.raises(AnswerGone):
        change_answer(said, Answer(SECOND, unit, ACCEPTED), by=writer, at=now)
    client.force_login(writer)
    html = client.post(place(said), mine).content.decode()
    assert "Ремонтът е отложен." in html
    action = BeautifulSoup(html, "html.parser").find("form", id="answer")
    assert action is not None
    assert action["action"] == f"/cms/comment-answers/{said.answers_comment_id}/"


def test_the_author_hears_of_a_changed_disposition(
    said: CitizenComment, unit: Unit, colleague: User, now: datetime
) -> None:
    change_answer(said, Answer(FIRST, unit, PARTLY), by=colleague, at=now)
    told = OutgoingMail.objects.filter(to=EMAIL).order_by("-pk").first()
    assert told is not None
    assert "прието отчасти" in told.text
