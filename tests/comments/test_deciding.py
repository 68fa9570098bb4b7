"""What moderators decide: who may, from which state, with what consequences."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import cast

import pytest
from django.contrib.auth.models import AnonymousUser
from wagtail.models import Page

from tests.comments.making import EMAIL, make_comment
from tests.factories import UnitFactory, UserFactory
from zaedno.comments import moderation
from zaedno.comments.enums import DECISIONS, CommentState, ModerationVerb
from zaedno.comments.errors import (
    ChangedMeanwhile,
    NothingToUndo,
    ReasonMissing,
    ReasonTooLong,
    TooLateToUndo,
    UnderAppeal,
    WrongState,
)
from zaedno.comments.models import Appeal, CitizenComment, ModerationAction
from zaedno.comments.moderation import pending, unread, waiting, waiting_count
from zaedno.comments.permissions import moderation_policy, user_can_moderate_comment
from zaedno.comments.services.authors import author_url
from zaedno.comments.services.deciding import (
    keep_comment,
    publish_comment,
    reject_comment,
    remove_comment,
    seen_mark,
    undo_decision,
)
from zaedno.comments.signals import comment_published
from zaedno.notifications.models import OutgoingMail
from zaedno.users.models import User

PENDING, PUBLISHED, REJECTED, REMOVED, WITHDRAWN = CommentState
WHY = "Съдържа обида (чл. 5 от правилата)."


def decide(
    verb: ModerationVerb, comment: CitizenComment, *, by: User, at: datetime, reason: str = WHY
) -> CitizenComment:
    """Call the service of a decision."""
    if verb == ModerationVerb.PUBLISH:
        return publish_comment(comment, by=by, at=at)
    if verb == ModerationVerb.KEEP:
        return keep_comment(comment, by=by, at=at)
    service = reject_comment if verb == ModerationVerb.REJECT else remove_comment
    return service(comment, by=by, at=at, reason=reason)


@pytest.mark.parametrize(
    ("verb", "before", "after"),
    [
        (ModerationVerb.PUBLISH, PENDING, PUBLISHED),
        (ModerationVerb.PUBLISH, REJECTED, PUBLISHED),
        (ModerationVerb.PUBLISH, REMOVED, PUBLISHED),
        (ModerationVerb.PUBLISH, PUBLISHED, None),
        (ModerationVerb.REJECT, PENDING, REJECTED),
        (ModerationVerb.REJECT, PUBLISHED, None),
        (ModerationVerb.REJECT, REJECTED, None),
        (ModerationVerb.REJECT, REMOVED, None),
        (ModerationVerb.REMOVE, PUBLISHED, REMOVED),
        (ModerationVerb.REMOVE, PENDING, None),
        (ModerationVerb.REMOVE, REJECTED, None),
        (ModerationVerb.REMOVE, REMOVED, None),
        (ModerationVerb.KEEP, PENDING, None),
        (ModerationVerb.KEEP, PUBLISHED, PUBLISHED),
        (ModerationVerb.KEEP, REJECTED, None),
        (ModerationVerb.KEEP, REMOVED, None),
        *((verb, WITHDRAWN, None) for verb in DECISIONS),
    ],
)
def test_each_decision_has_its_states(  # noqa: PLR0917
    page: Page,
    moderator: User,
    now: datetime,
    verb: ModerationVerb,
    before: CommentState,
    after: CommentState | None,
) -> None:
    comment = make_comment(page, state=before)
    if after is None:
        with pytest.raises(WrongState):
            decide(verb, comment, by=moderator, at=now)
        assert not ModerationAction.objects.exists()
    else:
        decide(verb, comment, by=moderator, at=now)
    comment.refresh_from_db()
    assert comment.state == (after or before)


def test_nobody_and_those_who_left_may_not_decide(page: Page, moderator: User) -> None:
    comment = make_comment(page)
    assert not user_can_moderate_comment(AnonymousUser(), comment)
    moderator.is_active = False
    assert not user_can_moderate_comment(moderator, comment)


def test_nobody_adds_changes_or_deletes_comments_in_the_cms(moderator: User, editor: User) -> None:
    assert moderation_policy.user_has_permission(moderator, "view")
    assert not moderation_policy.user_has_any_permission(moderator, {"add", "change", "delete"})
    assert not moderation_policy.user_has_permission(editor, "view")


@pytest.mark.parametrize("verb", [ModerationVerb.REJECT, ModerationVerb.REMOVE])
@pytest.mark.parametrize("reason", ["", "  \n"])
def test_a_refusal_needs_a_reason(
    page: Page, moderator: User, now: datetime, verb: ModerationVerb, reason: str
) -> None:
    comment = make_comment(page, state=PUBLISHED if verb == ModerationVerb.REMOVE else PENDING)
    with pytest.raises(ReasonMissing):
        decide(verb, comment, by=moderator, at=now, reason=reason)


def test_every_decision_is_on_the_record(page: Page, moderator: User, now: datetime) -> None:
    comment = make_comment(page, state=PENDING)
    publish_comment(comment, by=moderator, at=now)
    remove_comment(comment, by=moderator, at=now, reason=WHY)
    publish_comment(comment, by=moderator, at=now)

    record = [(action.verb, action.reason, action.by) for action in comment.actions.all()]
    assert record == [
        ("publish", "", moderator),
        ("remove", WHY, moderator),
        ("publish", "", moderator),
    ]


def test_the_record_cannot_be_rewritten(page: Page, moderator: User, now: datetime) -> None:
    publish_comment(make_comment(page, state=PENDING), by=moderator, at=now)
    action = ModerationAction.objects.get()
    action.reason = "друго"
    with pytest.raises(TypeError):
        action.save()
    with pytest.raises(TypeError):
        action.delete()


def test_the_record_outlives_the_page_and_the_moderator(
    page: Page, moderator: User, now: datetime
) -> None:
    comment = publish_comment(make_comment(page, state=PENDING), by=moderator, at=now)
    number = comment.pk
    page.delete()
    moderator.delete()
    action = ModerationAction.objects.get()
    assert (action.comment_id, action.by, action.by_name) == (number, None, "Иван Модератор")


@pytest.mark.parametrize(
    ("verb", "state", "told"),
    [
        (ModerationVerb.PUBLISH, PENDING, "#comment-"),
        (ModerationVerb.REJECT, PENDING, WHY),
        (ModerationVerb.REMOVE, PUBLISHED, WHY),
    ],
)
def test_the_author_is_told_with_the_reason(  # noqa: PLR0917
    page: Page,
    moderator: User,
    now: datetime,
    verb: ModerationVerb,
    state: CommentState,
    told: str,
) -> None:
    decide(verb, make_comment(page, state=state), by=moderator, at=now)
    mail = OutgoingMail.objects.get()
    assert mail.to == EMAIL
    assert told in mail.text
    assert page.title in mail.subject


def test_the_author_is_told_in_the_language_of_the_comment(
    page: Page, moderator: User, now: datetime, in_english: Callable[[Page], Page]
) -> None:
    in_english(page)
    comment = make_comment(page, state=PENDING, language="en")
    publish_comment(comment, by=moderator, at=now)
    mail = OutgoingMail.objects.get()
    assert "It is now published" in mail.text
    assert f"/en/comments/{comment.pk}/#comment-{comment.pk}" in mail.text


def test_nobody_is_written_to_where_the_address_was_erased(
    page: Page, moderator: User, now: datetime
) -> None:
    publish_comment(make_comment(page, state=PENDING, user_email=""), by=moderator, at=now)
    assert not OutgoingMail.objects.exists()


def test_the_mail_leads_the_author_to_what_they_can_do(
    page: Page, moderator: User, now: datetime
) -> None:
    comment = make_comment(page, state=PENDING)
    reject_comment(comment, by=moderator, at=now, reason=WHY)
    assert author_url(comment, "bg") in OutgoingMail.objects.get().text


def test_others_hear_of_a_first_publication_once(
    page: Page, moderator: User, now: datetime
) -> None:
    heard: list[int] = []

    def hear(comment: CitizenComment, at: datetime, **kwargs: object) -> None:
        heard.append(comment.pk)

    comment = make_comment(page, state=PENDING)
    comment_published.connect(hear)
    try:
        reject_comment(comment, by=moderator, at=now, reason=WHY)
        assert heard == []
        publish_comment(comment, by=moderator, at=now)
        remove_comment(comment, by=moderator, at=now, reason=WHY)
        publish_comment(comment, by=moderator, at=now)
    finally:
        comment_published.disconnect(hear)
    assert heard == [comment.pk]


def test_a_decision_is_taken_only_on_what_the_moderator_saw(
    page: Page, moderator: User, now: datetime
) -> None:
    comment = make_comment(page, state=PENDING)
    seen = seen_mark(comment)
    CitizenComment.objects.filter(pk=comment.pk).update(comment="Друго.", edited_at=now)
    with pytest.raises(ChangedMeanwhile):
        publish_comment(comment, by=moderator, at=now, seen=seen)
    with pytest.raises(ChangedMeanwhile):
        undo_decision(comment, by=moderator, at=now, seen=seen)
    comment.refresh_from_db()
    publish_comment(comment, by=moderator, at=now, seen=seen_mark(comment))


def test_a_reason_has_a_length(page: Page, moderator: User, now: datetime) -> None:
    comment = make_comment(page, state=PENDING)
    with pytest.raises(ReasonTooLong):
        reject_comment(comment, by=moderator, at=now, reason="а" * 2_001)
    reject_comment(comment, by=moderator, at=now, reason="а" * 2_000)


@pytest.mark.parametrize(
    ("verb", "before"),
    [
        (ModerationVerb.PUBLISH, PENDING),
        (ModerationVerb.PUBLISH, REJECTED),
        (ModerationVerb.PUBLISH, REMOVED),
        (ModerationVerb.REJECT, PENDING),
        (ModerationVerb.REMOVE, PUBLISHED),
        (ModerationVerb.KEEP, PUBLISHED),
    ],
)
def test_the_last_decision_can_be_taken_back(
    page: Page, moderator: User, now: datetime, verb: ModerationVerb, before: CommentState
) -> None:
    comment = make_comment(page, state=before)
    colleague = cast(User, UserFactory(is_superuser=True))
    decide(verb, comment, by=moderator, at=now)
    undone = undo_decision(comment, by=colleague, at=now + timedelta(minutes=30))
    assert (undone.state, undone.moderated_at, undone.moderated_by) == (before, None, None)
    record = [(action.verb, action.by) for action in comment.actions.all()]
    assert record == [(verb, moderator), ("undo", colleague)]


def test_taking_back_brings_back_the_decision_before(
    page: Page, moderator: User, now: datetime
) -> None:
    comment = make_comment(page, state=PENDING)
    colleague = cast(User, UserFactory(is_superuser=True))
    reject_comment(comment, by=moderator, at=now, reason=WHY)
    later = now + timedelta(days=2)
    publish_comment(comment, by=colleague, at=later)
    undone = undo_decision(comment, by=moderator, at=later + timedelta(minutes=1))
    assert (undone.state, undone.reason) == (REJECTED, WHY)
    assert (undone.moderated_at, undone.moderated_by) == (now, moderator)
    mail = OutgoingMail.objects.order_by("-pk")[0]
    assert WHY in mail.text


def test_the_author_is_told_that_a_decision_was_taken_back(
    page: Page, moderator: User, now: datetime
) -> None:
    comment = make_comment(page, state=PENDING)
    reject_comment(comment, by=moderator, at=now, reason=WHY)
    undo_decision(comment, by=moderator, at=now)
    told = OutgoingMail.objects.order_by("-pk")[0]
    assert page.title in told.subject
    assert "отново чака модератор" in told.text


def test_what_cannot_be_taken_back(page: Page, moderator: User, now: datetime) -> None:
    comment = make_comment(page, state=PENDING)
    with pytest.raises(NothingToUndo):
        undo_decision(comment, by=moderator, at=now)
    publish_comment(comment, by=moderator, at=now)
    with pytest.raises(TooLateToUndo):
        undo_decision(comment, by=moderator, at=now + timedelta(minutes=30, seconds=1))
    undo_decision(comment, by=moderator, at=now)
    with pytest.raises(NothingToUndo):
        undo_decision(comment, by=moderator, at=now)


def test_nothing_is_taken_back_once_the_author_went_on(
    page: Page, moderator: User, now: datetime
) -> None:
    withdrawn = publish_comment(make_comment(page, state=PENDING), by=moderator, at=now)
    CitizenComment.objects.filter(pk=withdrawn.pk).update(state=WITHDRAWN)
    with pytest.raises(NothingToUndo):
        undo_decision(withdrawn, by=moderator, at=now)
    rejected = make_comment(page, state=PENDING)
    reject_comment(rejected, by=moderator, at=now, reason=WHY)
    against = rejected.actions.get()
    Appeal.objects.create(comment=rejected, against=against, text="Не е вярно.", at=now)
    with pytest.raises(UnderAppeal):
        undo_decision(rejected, by=moderator, at=now)


def test_publishing_a_comment_publishes_no_answer_that_waits(
    page: Page, moderator: User, now: datetime
) -> None:
    comment = make_comment(page)
    answer = make_comment(page, parent=comment, state=PENDING)
    comment.save()
    remove_comment(comment, by=moderator, at=now, reason=WHY)
    publish_comment(comment, by=moderator, at=now)
    answer.refresh_from_db()
    assert answer.state == PENDING
    assert not answer.is_public


@pytest.mark.parametrize("state", list(CommentState))
def test_the_marks_of_the_library_follow_the_state(page: Page, state: CommentState) -> None:
    comment = make_comment(page, state=state)
    comment.refresh_from_db()
    assert comment.is_public is (state == PUBLISHED)
    assert comment.is_removed is (state == REMOVED)


def test_the_second_of_two_moderators_learns_of_the_first(
    page: Page, moderator: User, now: datetime
) -> None:
    seen_by_both = make_comment(page, state=PENDING)
    publish_comment(CitizenComment.objects.get(), by=moderator, at=now)
    with pytest.raises(WrongState):
        reject_comment(seen_by_both, by=moderator, at=now, reason=WHY)


def test_the_queue_holds_what_waits_the_oldest_first(page: Page, now: datetime) -> None:
    second = make_comment(page, state=PENDING)
    first = make_comment(page, state=PENDING, submit_date=now.replace(year=2020))
    for state in (PUBLISHED, REJECTED, REMOVED):
        make_comment(page, state=state, moderated_at=now)
    assert list(pending()) == [first, second]
    assert waiting_count() == 2


def test_what_was_published_before_anybody_read_it_waits_to_be_read(
    page: Page, moderator: User, now: datetime
) -> None:
    unseen = make_comment(page)
    make_comment(page, moderated_at=now)
    make_comment(page, unit=UnitFactory())
    assert list(unread()) == [unseen]
    assert [(kind.kind, kind.count) for kind in waiting()] == [("unread", 1)]

    keep_comment(unseen, by=moderator, at=now)

    assert not waiting()
    assert not OutgoingMail.objects.exists()
    assert [action.verb for action in unseen.actions.all()] == ["keep"]
    with pytest.raises(WrongState):
        keep_comment(unseen, by=moderator, at=now)


def test_nothing_waits_of_which_there_is_nothing(db: None) -> None:
    assert waiting() == []
    assert waiting_count() == 0


def test_others_can_name_what_waits(
    db: None, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(moderation, "_kinds", {})
    moderation.register_waiting("x", lambda _person: moderation.Waiting("x", "3 x", 3, now, "/x/"))
    moderation.register_waiting("y", lambda _person: None)
    assert [kind.label for kind in waiting()] == ["3 x"]
    assert waiting_count() == 3


def test_deleting_a_page_deletes_its_comments(page: Page) -> None:
    comment = make_comment(page)
    make_comment(page, parent=comment)
    page.get_parent().delete()
    assert not CitizenComment.objects.exists()
