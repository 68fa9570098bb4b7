"""When a moderator reads a comment: before it is public, after, or by trust."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import Page

from tests.comments.making import EMAIL, make_comment
from zaedno.comments.enums import CommentState
from zaedno.comments.models import CommentRules
from zaedno.comments.modes import rules_of, state_on_confirmation
from zaedno.core.enums import ModerationMode

PENDING, PUBLISHED = CommentState.PENDING, CommentState.PUBLISHED
REJECTED, REMOVED, WITHDRAWN = CommentState.REJECTED, CommentState.REMOVED, CommentState.WITHDRAWN
BEFORE, AFTER, TRUST = ModerationMode


def of_type(page: Page, **values: object) -> CommentRules:
    """Rules for all pages of this type."""
    kind = ContentType.objects.get_for_model(type(page))
    return CommentRules.objects.create(content_type=kind, **values)


def state(page: Page, *, email: str = EMAIL, holds: bool = False) -> CommentState:
    """Where a comment stands that is confirmed now."""
    return state_on_confirmation(page, email=email, holds=holds)


def test_without_rules_a_comment_waits_and_threads_are_three_deep(page: Page) -> None:
    rules = rules_of(page)
    assert (rules.pk, rules.mode, rules.depth, rules.asks_stance) == (None, BEFORE, 3, False)
    assert state(page) == PENDING


@pytest.mark.parametrize("mode", list(ModerationMode))
def test_what_may_break_a_rule_waits_in_every_mode(page: Page, mode: ModerationMode) -> None:
    of_type(page, mode=mode)
    make_comment(page, moderated_at=timezone.now())
    assert state(page, holds=True) == PENDING


@pytest.mark.parametrize(
    ("of_type_mode", "of_page", "expected"),
    [
        (BEFORE, "", PENDING),
        (AFTER, "", PUBLISHED),
        (AFTER, BEFORE, PENDING),
        (BEFORE, AFTER, PUBLISHED),
        (AFTER, TRUST, PENDING),
        (None, AFTER, PUBLISHED),
    ],
)
def test_the_page_says_more_than_its_type(
    page: Page, of_type_mode: ModerationMode | None, of_page: str, expected: CommentState
) -> None:
    if of_type_mode:
        of_type(page, mode=of_type_mode)
    page.comments_moderation = of_page
    page.save()
    assert state(Page.objects.get(pk=page.pk)) == expected


def test_rules_hold_for_one_type_only(page: Page, home: Page) -> None:
    of_type(page, mode=AFTER, depth=1, asks_stance=True)
    assert rules_of(page).depth == 1
    assert rules_of(home).depth == 3


@pytest.mark.parametrize(
    ("earlier", "expected"),
    [
        pytest.param([], PENDING, id="the first comment"),
        pytest.param([(PUBLISHED, True)], PUBLISHED, id="a moderator published one"),
        pytest.param([(PUBLISHED, False)], PENDING, id="nobody has read the earlier one"),
        pytest.param([(PENDING, False)], PENDING, id="the earlier one waits"),
        pytest.param([(REJECTED, True)], PENDING, id="the earlier one was refused"),
        pytest.param([(WITHDRAWN, True)], PENDING, id="the earlier one was withdrawn"),
        pytest.param([(PUBLISHED, True), (REJECTED, True)], PUBLISHED, id="one of each"),
        pytest.param([(PUBLISHED, True), (REMOVED, True)], PENDING, id="one was taken off"),
    ],
)
def test_trust_is_earned_by_what_moderators_let_stand(
    page: Page, earlier: list[tuple[CommentState, bool]], expected: CommentState
) -> None:
    of_type(page, mode=TRUST)
    for earlier_state, read in earlier:
        make_comment(page, state=earlier_state, moderated_at=timezone.now() if read else None)
    assert state(page, email="Maria@Example.ORG") == expected
    assert state(page, email="other@example.org") == PENDING
    assert state(page, email="") == PENDING
