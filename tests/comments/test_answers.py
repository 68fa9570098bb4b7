"""Official answers: who may, where they stand, who is told."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, cast

import pytest
from django.test import Client
from wagtail.models import Page

from tests.comments.making import EMAIL, make_comment
from tests.factories import (
    UserFactory,
)
from zaedno.comments.after_errors import (
    AnswerMissing,
    AnswerTooLong,
    DispositionMissing,
    MayNotAnswer,
    NothingToAnswer,
    UnitMissing,
)
from zaedno.comments.enums import CommentState, Disposition
from zaedno.comments.followers import page_topic, tell_some_followers
from zaedno.comments.models import CitizenComment
from zaedno.comments.services.answers import Answer, answer_comment, change_answer
from zaedno.comments.signals import comment_published
from zaedno.core.models import Unit
from zaedno.notifications.models import OutgoingMail
from zaedno.notifications.subscriptions import follow
from zaedno.users.models import User
from zaedno.users.roles import set_up_roles

TEXT = "Ремонтът започва през март."


@pytest.fixture
def heard() -> Iterator[list[CitizenComment]]:
    """What became public."""
    found: list[CitizenComment] = []

    def listen(comment: CitizenComment, **kwargs: Any) -> None:
        found.append(comment)

    comment_published.connect(listen)
    yield found
    comment_published.disconnect(listen)


def test_an_answer_is_public_at_once_in_the_name_of_the_unit(
    page: Page, unit: Unit, writer: User, now: datetime, heard: list[CitizenComment]
) -> None:
    comment = make_comment(page)
    said = answer_comment(comment, Answer(f" {TEXT} ", unit), by=writer, at=now)
    assert (said.state, said.unit, said.user) == (CommentState.PUBLISHED, unit, writer)
    assert (said.comment, said.user_email) == (TEXT, "")
    assert (said.parent_id, said.answers_comment) == (comment.pk, comment)
    assert heard == [said]


def test_the_author_is_told_of_the_answer(
    page: Page, unit: Unit, writer: User, now: datetime
) -> None:
    answer_comment(make_comment(page), Answer(TEXT, unit), by=writer, at=now)
    told = [mail for mail in OutgoingMail.objects.filter(to=EMAIL) if TEXT in mail.text]
    assert len(told) == 1
    assert unit.name in told[0].text


def test_followers_hear_of_an_answer_and_its_author_only_once(
    page: Page, unit: Unit, writer: User, now: datetime
) -> None:
    comment = make_comment(page)
    for email in (EMAIL, "georgi@example.org"):
        follow(
            email,
            topic=page_topic(page),
            title=page.title,
            url="/",
            language="bg",
            confirmed=True,
            at=now,
        )
    said = answer_comment(comment, Answer(TEXT, unit), by=writer, at=now)
    tell_some_followers(said.pk)
    told = sorted(mail.to for mail in OutgoingMail.objects.all() if TEXT in mail.text)
    assert told == ["georgi@example.org", EMAIL]


def test_an_author_whose_address_is_erased_is_not_written_to(
    page: Page, unit: Unit, writer: User, now: datetime
) -> None:
    answer_comment(make_comment(page, user_email=""), Answer(TEXT, unit), by=writer, at=now)
    assert not OutgoingMail.objects.exists()


def test_at_the_deepest_level_the_answer_stands_beside_the_comment(
    page: Page, unit: Unit, writer: User, now: datetime
) -> None:
    above = make_comment(page)
    for _level in range(2):
        above = make_comment(page, parent=above)
    deepest = make_comment(page, parent=above)
    said = answer_comment(deepest, Answer(TEXT, unit), by=writer, at=now)
    assert said.parent_id == above.pk
    assert said.answers_comment == deepest


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
def test_who_answers_for_the_municipality(
    page: Page, unit: Unit, now: datetime, role: str, may: bool
) -> None:
    set_up_roles()
    person = cast(User, UserFactory(role=role))
    comment = make_comment(page)
    if may:
        said = answer_comment(comment, Answer(TEXT, unit), by=person, at=now)
        change_answer(said, Answer(TEXT, unit), by=person, at=now)
    else:
        with pytest.raises(MayNotAnswer):
            answer_comment(comment, Answer(TEXT, unit), by=person, at=now)
        with pytest.raises(MayNotAnswer):
            change_answer(comment, Answer(TEXT, unit), by=person, at=now)
        assert CitizenComment.objects.count() == 1


@pytest.mark.parametrize(
    "state", [state for state in CommentState if state != CommentState.PUBLISHED]
)
def test_only_published_comments_are_answered(
    page: Page, unit: Unit, writer: User, now: datetime, state: CommentState
) -> None:
    comment = make_comment(page, state=state)
    with pytest.raises(NothingToAnswer):
        answer_comment(comment, Answer(TEXT, unit), by=writer, at=now)


def test_an_official_answer_is_not_answered_officially(
    page: Page, unit: Unit, writer: User, now: datetime
) -> None:
    said = answer_comment(make_comment(page), Answer(TEXT, unit), by=writer, at=now)
    with pytest.raises(NothingToAnswer):
        answer_comment(said, Answer(TEXT, unit), by=writer, at=now)


@pytest.mark.parametrize(("text", "error"), [(" ", AnswerMissing), ("х" * 3_001, AnswerTooLong)])
def test_an_answer_has_words_but_not_too_many(  # noqa: PLR0917
    page: Page, unit: Unit, writer: User, now: datetime, text: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        answer_comment(make_comment(page), Answer(text, unit), by=writer, at=now)


def test_an_answer_comes_from_a_unit(page: Page, writer: User, now: datetime) -> None:
    with pytest.raises(UnitMissing):
        answer_comment(make_comment(page), Answer(TEXT, None), by=writer, at=now)


@pytest.mark.parametrize("disposition", ["", "forged"])
def test_in_a_consultation_an_answer_says_what_becomes_of_the_proposal(
    consultation: Page, unit: Unit, writer: User, now: datetime, disposition: str
) -> None:
    comment = make_comment(consultation)
    with pytest.raises(DispositionMissing):
        answer_comment(comment, Answer(TEXT, unit, disposition), by=writer, at=now)
    said = answer_comment(comment, Answer(TEXT, unit, Disposition.PARTLY), by=writer, at=now)
    assert said.disposition == Disposition.PARTLY
    assert said.get_disposition_display() in OutgoingMail.objects.filter(to=EMAIL).first().text


def test_a_changed_answer_keeps_its_earlier_words(
    page: Page, unit: Unit, writer: User, now: datetime, heard: list[CitizenComment]
) -> None:
    said = answer_comment(make_comment(page), Answer(TEXT, unit), by=writer, at=now)
    changed = change_answer(said, Answer("През април.", unit), by=writer, at=now)
    assert (changed.comment, changed.edited_at) == ("През април.", now)
    assert [version.text for version in changed.versions.all()] == [TEXT]
    assert any("През април." in mail.text for mail in OutgoingMail.objects.filter(to=EMAIL))
    assert heard == [said]


def test_the_words_of_a_citizen_are_no_answer_to_be_changed(
    page: Page, unit: Unit, writer: User, now: datetime
) -> None:
    with pytest.raises(NothingToAnswer):
        change_answer(make_comment(page), Answer(TEXT, unit), by=writer, at=now)


LIST = "/cms/comment-answers/"


def test_staff_find_the_comments_without_an_answer(
    at_work: Client, page: Page, unit: Unit, writer: User, now: datetime
) -> None:
    answered = make_comment(page, comment="Получил отговор")
    make_comment(page, comment="Още чака")
    make_comment(page, comment="Отхвърлен", state=CommentState.REJECTED)
    answer_comment(answered, Answer(TEXT, unit), by=writer, at=now)
    html = at_work.get(LIST, {"answered": "false"}).content.decode()
    assert "Още чака" in html
    assert "Получил отговор" not in html
    assert "Отхвърлен" not in at_work.get(LIST).content.decode()


def test_addresses_of_citizens_are_not_for_those_who_answer(at_work: Client, page: Page) -> None:
    comment = make_comment(page)
    for place in (LIST, f"{LIST}{comment.pk}/"):
        assert EMAIL not in at_work.get(place).content.decode()
    found = at_work.get(f"{LIST}results/", {"q": "maria@example"}).content.decode()
    assert "Добра идея." not in found


def test_a_unit_answers_at_the_screen_and_changes_the_answer(
    at_work: Client, page: Page, unit: Unit
) -> None:
    comment = make_comment(page)
    place = f"{LIST}{comment.pk}/"
    assert 'name="disposition"' not in at_work.get(place).content.decode()
    values = {"unit": str(unit.pk), "text": TEXT, "language": "bg"}
    at_work.post(place, values)
    said = CitizenComment.objects.get(unit=unit)
    assert TEXT in at_work.get(f"{place}{said.pk}/").content.decode()
    at_work.post(f"{place}{said.pk}/", {**values, "text": "През април."})
    said.refresh_from_db()
    assert said.comment == "През април."


def test_what_was_typed_stays_when_the_answer_is_refused(
    at_work: Client, consultation: Page, unit: Unit
) -> None:
    comment = make_comment(consultation)
    values = {"unit": str(unit.pk), "text": TEXT, "language": "bg", "disposition": ""}
    response = at_work.post(f"{LIST}{comment.pk}/", values)
    assert TEXT in response.content.decode()
    assert not CitizenComment.objects.filter(unit=unit).exists()


@pytest.mark.parametrize("path", ["", "results/", "{pk}/"])
def test_moderators_do_not_answer(client: Client, moderator: User, page: Page, path: str) -> None:
    comment = make_comment(page)
    client.force_login(moderator)
    response = client.get(LIST + path.format(pk=comment.pk))
    assert response.status_code in (302, 403)


@pytest.mark.parametrize("path", ["999999/", "{pk}/999999/", "9" * 40 + "/"])
def test_an_answer_to_nothing(at_work: Client, page: Page, path: str) -> None:
    place = LIST + path.format(pk=make_comment(page).pk)
    assert at_work.get(place, follow=True).status_code == 404


def test_staff_read_whether_an_answer_is_published_or_changed(
    at_work: Client, page: Page, unit: Unit
) -> None:
    place = f"{LIST}{make_comment(page).pk}/"
    values = {"unit": str(unit.pk), "text": TEXT, "language": "bg"}
    assert "Отговорът е публикуван." in at_work.post(place, values, follow=True).content.decode()
    said = CitizenComment.objects.get(unit=unit)
    changed = {**values, "text": "През април."}
    html = at_work.post(f"{place}{said.pk}/", changed, follow=True).content.decode()
    assert "Отговорът е променен." in html
    assert "Отговорът е публикуван." not in html
    html = at_work.post(f"{place}{said.pk}/", changed, follow=True).content.decode()
    assert "Отговорът е променен." not in html
    assert "нищо не е променено" in html


def test_staff_read_where_the_disposition_is_seen(at_work: Client, consultation: Page) -> None:
    html = at_work.get(f"{LIST}{make_comment(consultation).pk}/").content.decode()
    assert "Читателите я виждат до отговора." in html
