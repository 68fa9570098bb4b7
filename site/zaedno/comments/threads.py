"""The comments of a page as readers see them: one form for templates and the API."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from wagtail.models import Page

from zaedno.comments.enums import CommentState
from zaedno.comments.models import CitizenComment
from zaedno.comments.names import name_of
from zaedno.comments.querysets import CitizenCommentQuerySet
from zaedno.core.named import name_here
from zaedno.core.visibility import is_public, public_pages


@dataclass(frozen=True)
class PublicComment:
    """A comment without anything that is not for everyone.

    Attributes:
        author: name as the author chose it; empty when only the place is left.
        text: plain text; empty when only the place is left.
        posted: when the author sent it.
        parent_id: the comment that this one answers.
        thread_id: the comment with which its thread began.
        level: 0 for a comment on the page, then one more for each answer.
        reason: why it was removed.
        edited: when its author last changed it; of an official answer, when a unit did.
        office: the unit that answers, when this is an official answer.
    """

    id: int
    author: str
    text: str
    language: str
    posted: datetime
    parent_id: int | None
    thread_id: int
    level: int
    state: CommentState
    reason: str = ""
    stance: str = ""
    useful: int = 0
    edited: datetime | None = None
    office: str = ""
    disposition: str = ""

    @property
    def is_gone(self) -> bool:
        """Whether only its place is left."""
        return self.state != CommentState.PUBLISHED

    @property
    def has_public_past(self) -> bool:
        """Whether readers can see what it said before: so it is with official answers."""
        return bool(self.office and self.edited and not self.is_gone)


@dataclass(frozen=True)
class EarlierWording:
    """What an official answer said until it was changed."""

    text: str
    language: str
    until: datetime
    office: str
    disposition: str


@dataclass(frozen=True)
class Thread:
    """A comment and the answers to it, the oldest first."""

    comment: PublicComment
    replies: "tuple[Thread, ...]"


def comments_on(page: Page) -> CitizenCommentQuerySet:
    """The comments that anyone may read on a page, in either language.

    None where the page itself is not public; those attached to a version of the page in another
    language only while that version is public too.
    """
    comments = CitizenComment.objects.get_queryset()
    if not is_public(page):
        return comments.none()
    versions = public_pages(Page.objects.filter(translation_key=page.translation_key))
    return comments.on_pages(versions)


def read_comments(page: Page) -> list[PublicComment]:
    """All the comments of a page, the oldest first."""
    return as_public(comments_on(page))


def as_public(comments: CitizenCommentQuerySet) -> list[PublicComment]:
    """What everyone may know of some comments, the oldest first."""
    rows = comments.with_names().order_by("submit_date", "pk")
    return [public_comment(comment) for comment in rows]


def thread_of(page: Page) -> list[Thread]:
    """The comments of a page, each with its answers, in a constant number of queries."""
    return nested(read_comments(page))


def public_comment(comment: CitizenComment) -> PublicComment:
    """What everyone may know of a comment that is published, was removed or was withdrawn."""
    place = PublicComment(
        id=comment.pk,
        author="",
        text="",
        language=comment.language,
        posted=comment.submit_date,
        parent_id=comment.answered_id,
        thread_id=comment.thread_id,
        level=comment.level,
        state=CommentState(comment.state),
        reason=comment.reason if comment.state == CommentState.REMOVED else "",
        office=str(name_here(comment.unit) or "") if comment.unit_id else "",
    )
    return place if place.is_gone else _with_words(place, comment)


def earlier_wordings(answer: CitizenComment) -> list[EarlierWording]:
    """What everyone may know of the past of an official answer, the latest first."""
    versions = answer.versions.select_related("unit").order_by("-until", "-pk")
    return [
        EarlierWording(
            text=version.text,
            language=version.language or answer.language,
            until=version.until,
            office=str(name_here(version.unit) or ""),
            disposition=version.get_disposition_display(),
        )
        for version in versions
    ]


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


def _with_words(place: PublicComment, comment: CitizenComment) -> PublicComment:
    return replace(
        place,
        author=name_of(comment, comment.user_name),
        text=comment.comment,
        stance=comment.stance,
        useful=comment.useful_count,
        edited=comment.edited_at,
        disposition=comment.disposition,
    )
