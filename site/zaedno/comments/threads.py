"""The comments of a page as readers see them: one form for templates and the API."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from wagtail.models import Page

from zaedno.comments.enums import CommentState
from zaedno.comments.models import CitizenComment
from zaedno.core.visibility import is_public, public_pages


@dataclass(frozen=True)
class PublicComment:
    """A comment without anything that is not for everyone.

    Attributes:
        author: name as the author gave it; empty when the comment was removed.
        text: plain text; empty when the comment was removed.
        posted: when the author sent it.
        parent_id: the comment that this one answers.
        level: 0 for a comment on the page, then one more for each answer.
        reason: why it was removed.
    """

    id: int
    author: str
    text: str
    language: str
    posted: datetime
    parent_id: int | None
    level: int
    state: CommentState
    reason: str = ""

    @property
    def is_removed(self) -> bool:
        """Whether only its place is left."""
        return self.state == CommentState.REMOVED


@dataclass(frozen=True)
class Thread:
    """A comment and the answers to it, the oldest first."""

    comment: PublicComment
    replies: "tuple[Thread, ...]"


def read_comments(page: Page) -> list[PublicComment]:
    """The comments that anyone may read on a page, in either language, the oldest first.

    None where the page itself is not public; those attached to a version of the page in another
    language only while that version is public too.
    """
    if not is_public(page):
        return []
    versions = public_pages(Page.objects.filter(translation_key=page.translation_key))
    comments = CitizenComment.objects.on_pages(versions).select_related(None)
    return [public_comment(comment) for comment in comments.order_by("submit_date", "pk")]


def thread_of(page: Page) -> list[Thread]:
    """The comments of a page, each with its answers, in a constant number of queries."""
    return nested(read_comments(page))


def count_published(comments: Iterable[PublicComment]) -> int:
    """How many comments can be read; the places of removed ones do not count."""
    return sum(not comment.is_removed for comment in comments)


def public_comment(comment: CitizenComment) -> PublicComment:
    """What everyone may know of a comment that is published or was removed."""
    removed = comment.state == CommentState.REMOVED
    return PublicComment(
        id=comment.pk,
        author="" if removed else comment.user_name,
        text="" if removed else comment.comment,
        language=comment.language,
        posted=comment.submit_date,
        parent_id=comment.answered_id,
        level=comment.level,
        state=CommentState(comment.state),
        reason=comment.reason if removed else "",
    )


def nested(comments: Iterable[PublicComment]) -> list[Thread]:
    """Put answers under what they answer; one whose comment is not there stands alone."""
    comments = list(comments)
    known = {comment.id for comment in comments}
    answers: dict[int | None, list[PublicComment]] = defaultdict(list)
    for comment in comments:
        answers[comment.parent_id if comment.parent_id in known else None].append(comment)

    def under(parent_id: int | None) -> tuple[Thread, ...]:
        return tuple(Thread(comment, under(comment.id)) for comment in answers[parent_id])

    return list(under(None))
