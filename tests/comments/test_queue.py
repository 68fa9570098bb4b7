"""How moderators share the work: assignment, notes, many decisions at once."""

from datetime import datetime, timedelta
from typing import cast

import pytest
from wagtail.models import Page

from tests.comments.making import make_comment
from tests.factories import UserFactory
from zaedno.comments.enums import CommentState, ModerationVerb
from zaedno.comments.errors import (
    AssignedToNoModerator,
    ChangedMeanwhile,
    NoteMissing,
    NoteTooLong,
    ReasonMissing,
    TooManyAtOnce,
    WrongState,
)
from zaedno.comments.history import history_of
from zaedno.comments.models import CitizenComment, InternalNote, ReasonTemplate
from zaedno.comments.services.deciding import publish_comment, seen_mark, undo_decision
from zaedno.comments.services.queue import (
    MOST_AT_ONCE,
    Chosen,
    add_note,
    assign_comment,
    decide_many,
    people_who_moderate,
)
from zaedno.notifications.models import OutgoingMail
from zaedno.users.models import User

PENDING, PUBLISHED = CommentState.PENDING, CommentState.PUBLISHED
REJECTED, REMOVED = CommentState.REJECTED, CommentState.REMOVED
PUBLISH, REJECT = ModerationVerb.PUBLISH, ModerationVerb.REJECT
WHY = "Съдържа обида."


def as_shown(*comments: CitizenComment) -> list[Chosen]:
    """What a moderator ticked."""
    return [Chosen(comment.pk, seen_mark(comment)) for comment in comments]


def states() -> dict[int, str]:
    """Where each comment stands."""
    return dict(CitizenComment.objects.values_list("pk", "state"))


def test_exactly_the_chosen_comments_are_decided_on(
    page: Page, moderator: User, now: datetime
) -> None:
    first, second, third = (make_comment(page, state=PENDING) for _ in range(3))
    outcome = decide_many(as_shown(first, third), PUBLISH, by=moderator, at=now)
    assert (outcome.done, outcome.not_done) == ([first.pk, third.pk], [])
    assert states() == {first.pk: PUBLISHED, second.pk: PENDING, third.pk: PUBLISHED}
    assert OutgoingMail.objects.count() == 2


def test_what_changed_since_it_was_shown_is_left_and_named(
    page: Page, moderator: User, now: datetime
) -> None:
    decided, edited, as_it_was = (make_comment(page, state=PENDING) for _ in range(3))
    chosen = as_shown(decided, edited, as_it_was)
    publish_comment(decided, by=moderator, at=now)
    CitizenComment.objects.filter(pk=edited.pk).update(comment="Друго.", edited_at=now)

    outcome = decide_many(chosen, REJECT, by=moderator, at=now, reason=WHY)

    assert outcome.done == [as_it_was.pk]
    assert [one.id for one in outcome.not_done] == [decided.pk, edited.pk]
    assert {one.sentence for one in outcome.not_done} == {ChangedMeanwhile.sentence}
    assert states() == {decided.pk: PUBLISHED, edited.pk: PENDING, as_it_was.pk: REJECTED}


def test_one_refusal_does_not_stop_the_others(page: Page, moderator: User, now: datetime) -> None:
    published, waiting = make_comment(page), make_comment(page, state=PENDING)
    gone = Chosen(999_999, seen_mark(waiting))
    outcome = decide_many(
        [*as_shown(published), gone, *as_shown(waiting)], PUBLISH, by=moderator, at=now
    )
    assert outcome.done == [waiting.pk]
    assert [(one.id, one.sentence) for one in outcome.not_done] == [
        (published.pk, WrongState.sentence),
        (999_999, WrongState.sentence),
    ]


def test_a_comment_that_is_ticked_twice_is_decided_on_once(
    page: Page, moderator: User, now: datetime
) -> None:
    comment = make_comment(page, state=PENDING)
    outcome = decide_many(as_shown(comment, comment), PUBLISH, by=moderator, at=now)
    assert (outcome.done, outcome.not_done) == ([comment.pk], [])


def test_each_author_reads_a_template_in_their_language(
    page: Page, moderator: User, now: datetime
) -> None:
    template = ReasonTemplate.objects.create(title="Обида", text_bg="Има обида.", text_en="Insult.")
    of_ivan, of_ann = (make_comment(page, state=PENDING, language=lang) for lang in ("bg", "en"))
    decide_many(as_shown(of_ivan, of_ann), REJECT, by=moderator, at=now, template=template)
    of_ivan.refresh_from_db()
    of_ann.refresh_from_db()
    assert (of_ivan.reason, of_ann.reason) == ("Има обида.", "Insult.")


def test_many_refusals_need_a_reason_too(page: Page, moderator: User, now: datetime) -> None:
    comment = make_comment(page, state=PENDING)
    outcome = decide_many(as_shown(comment), REJECT, by=moderator, at=now)
    assert [one.sentence for one in outcome.not_done] == [ReasonMissing.sentence]


def test_nobody_decides_on_more_than_they_can_read(
    page: Page, moderator: User, now: datetime
) -> None:
    chosen = [Chosen(number, "x") for number in range(MOST_AT_ONCE + 1)]
    with pytest.raises(TooManyAtOnce):
        decide_many(chosen, PUBLISH, by=moderator, at=now)


def test_a_comment_is_given_to_a_moderator_and_this_is_on_record(
    page: Page, moderator: User, now: datetime
) -> None:
    comment = make_comment(page, state=PENDING)
    assert assign_comment(comment, to=moderator, by=moderator, at=now).assigned_to == moderator
    assign_comment(comment, to=moderator, by=moderator, at=now)
    assert assign_comment(comment, to=None, by=moderator, at=now).assigned_to is None
    record = [(action.verb, action.reason) for action in comment.actions.all()]
    assert record == [("assign", "Иван Модератор"), ("assign", "")]
    assert not OutgoingMail.objects.exists()


def test_giving_a_comment_to_somebody_decides_nothing_and_is_not_taken_back(
    page: Page, moderator: User, now: datetime
) -> None:
    comment = make_comment(page, state=PENDING)
    publish_comment(comment, by=moderator, at=now)
    assigned = assign_comment(comment, to=moderator, by=moderator, at=now)
    assert (assigned.state, assigned.moderated_at) == (PUBLISHED, now)


def test_only_who_moderates_can_be_given_a_comment(
    page: Page, moderator: User, editor: User, now: datetime
) -> None:
    comment = make_comment(page, state=PENDING)
    with pytest.raises(AssignedToNoModerator):
        assign_comment(comment, to=editor, by=moderator, at=now)
    moderator_who_left = cast(User, UserFactory(role="moderator", is_active=False))
    with pytest.raises(AssignedToNoModerator):
        assign_comment(comment, to=moderator_who_left, by=moderator, at=now)


def test_those_who_moderate_are_found_by_role_and_by_right(moderator: User, editor: User) -> None:
    head = cast(User, UserFactory(is_superuser=True, first_name="Ангел"))
    UserFactory(role="moderator", is_active=False)
    assert list(people_who_moderate()) == [head, moderator]


def test_a_note_is_kept_with_its_author(page: Page, moderator: User, now: datetime) -> None:
    comment = make_comment(page)
    add_note(comment, text="  Да питаме юриста. ", by=moderator, at=now)
    note = InternalNote.objects.get()
    assert (note.text, note.by, note.by_name) == ("Да питаме юриста.", moderator, "Иван Модератор")
    assert not comment.actions.exists()


@pytest.mark.parametrize(("text", "error"), [(" \n", NoteMissing), ("а" * 2_001, NoteTooLong)])
def test_a_note_says_something_and_is_short(
    page: Page, moderator: User, now: datetime, text: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        add_note(make_comment(page), text=text, by=moderator, at=now)


def test_the_history_says_in_the_past_tense_who_did_what(
    page: Page, moderator: User, now: datetime
) -> None:
    comment = make_comment(page, state=PENDING)
    publish_comment(comment, by=moderator, at=now)
    for minute, to in enumerate((moderator, None), start=1):
        assign_comment(comment, to=to, by=moderator, at=now + timedelta(minutes=minute))
    undo_decision(comment, by=moderator, at=now + timedelta(minutes=3))
    assert [(line.what, line.words) for line in history_of(comment)] == [
        ("Публикуван – от Иван Модератор", ""),
        ("Възложен на Иван Модератор – от Иван Модератор", ""),
        ("Вече не е възложен на никого – от Иван Модератор", ""),
        ("Решението е отменено – от Иван Модератор", ""),
    ]
