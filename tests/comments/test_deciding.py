"""What moderators decide: who may, from which state, with what consequences."""

from collections.abc import Callable
from datetime import datetime
from typing import cast

import pytest
from django.contrib.auth.models import AnonymousUser
from wagtail.models import Page

from tests.comments.making import EMAIL, make_comment
from tests.factories import UserFactory
from zaedno.comments.enums import CommentState, ModerationVerb
from zaedno.comments.errors import NotAModerator, ReasonMissing, WrongState
from zaedno.comments.models import CitizenComment, ModerationAction
from zaedno.comments.moderation import waiting, waiting_comments_count
from zaedno.comments.permissions import moderation_policy, user_can_moderate_comment
from zaedno.comments.services import publish_comment, reject_comment, remove_comment
from zaedno.notifications.models import OutgoingMail
from zaedno.users.models import User
from zaedno.users.roles import set_up_roles

PENDING, PUBLISHED, REJECTED, REMOVED = CommentState
WHY = "Съдържа обида (чл. 5 от правилата)."


def decide(
    verb: ModerationVerb, comment: CitizenComment, *, by: User, at: datetime, reason: str = WHY
) -> CitizenComment:
    """Call the service of a decision."""
    if verb == ModerationVerb.PUBLISH:
        return publish_comment(comment, by=by, at=at)
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


@pytest.mark.parametrize("verb", list(ModerationVerb))
@pytest.mark.parametrize(
    ("role", "may"),
    [
        ("moderator", True),
        ("administrator", True),
        ("editor", False),
        ("legal", False),
        ("secretary", False),
        ("communications", False),
        ("analyst", False),
    ],
)
def test_only_moderators_decide(
    page: Page, now: datetime, verb: ModerationVerb, role: str, may: bool
) -> None:
    set_up_roles()
    comment = make_comment(page, state=PUBLISHED if verb == ModerationVerb.REMOVE else PENDING)
    person = cast(User, UserFactory(role=role))
    if may:
        decide(verb, comment, by=person, at=now)
    else:
        with pytest.raises(NotAModerator):
            decide(verb, comment, by=person, at=now)
        assert not OutgoingMail.objects.exists()
    assert ModerationAction.objects.count() == int(may)


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
    english = in_english(page)
    comment = make_comment(page, state=PENDING, language="en")
    publish_comment(comment, by=moderator, at=now)
    mail = OutgoingMail.objects.get()
    assert "It is now published" in mail.text
    assert f"{english.get_url()}#comment-{comment.pk}" in mail.text


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
        make_comment(page, state=state)
    assert list(waiting()) == [first, second]
    assert waiting_comments_count() == 2


def test_deleting_a_page_deletes_its_comments(page: Page) -> None:
    comment = make_comment(page)
    make_comment(page, parent=comment)
    page.get_parent().delete()
    assert not CitizenComment.objects.exists()
