"""Citizens' words are found once a moderator has published them, and only as long as they stand."""

from types import SimpleNamespace

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from tests.comments.making import make_comment
from tests.search.conftest import Search, titles
from zaedno.comments.enums import CommentState
from zaedno.comments.models import CitizenComment

WORDS = "Искаме чешма на площада"


@pytest.fixture
def waiting(site_tree: SimpleNamespace) -> CitizenComment:
    """A confirmed comment on the project page that no moderator has read."""
    return make_comment(site_tree.project, comment=WORDS, state=CommentState.PENDING)


def decide(comment: CitizenComment, state: CommentState) -> None:
    comment.state = state
    comment.moderated_at = timezone.now()
    comment.save()


def test_a_comment_is_found_by_another_form_of_its_words_once_it_is_published(
    site_tree: SimpleNamespace, waiting: CitizenComment, search: Search, either_backend: str
) -> None:
    assert titles(search("чешмата")) == []
    decide(waiting, CommentState.PUBLISHED)
    assert titles(search("чешмата")) == ["Коментар от Мария"]


def test_the_hit_leads_to_the_comment_on_its_page(
    waiting: CitizenComment, search: Search, either_backend: str
) -> None:
    decide(waiting, CommentState.PUBLISHED)
    assert search("чешмата").hits[0].entry.url.endswith(f"#comment-{waiting.pk}")


@pytest.mark.parametrize("state", [CommentState.REJECTED, CommentState.REMOVED])
def test_what_a_moderator_takes_away_is_not_found(
    waiting: CitizenComment, search: Search, either_backend: str, state: CommentState
) -> None:
    decide(waiting, CommentState.PUBLISHED)
    decide(waiting, state)
    assert titles(search("чешмата")) == []


def test_the_comments_of_a_page_that_becomes_private_are_not_found(
    site_tree: SimpleNamespace, waiting: CitizenComment, search: Search, either_backend: str
) -> None:
    decide(waiting, CommentState.PUBLISHED)
    PageViewRestriction.objects.create(
        page_id=site_tree.project.pk, restriction_type=PageViewRestriction.LOGIN
    )
    assert titles(search("чешмата")) == []


def test_the_comments_of_a_page_come_back_with_it(
    site_tree: SimpleNamespace, waiting: CitizenComment, search: Search, either_backend: str
) -> None:
    decide(waiting, CommentState.PUBLISHED)
    site_tree.project.unpublish()
    assert titles(search("чешмата")) == []
    site_tree.project.save_revision().publish()
    assert titles(search("чешмата")) == ["Коментар от Мария"]


def test_a_page_stands_before_what_is_said_of_it(
    site_tree: SimpleNamespace, waiting: CitizenComment, search: Search, either_backend: str
) -> None:
    decide(waiting, CommentState.PUBLISHED)
    assert titles(search(site_tree.project.title))[0] == site_tree.project.title
