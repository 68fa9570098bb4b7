"""Readers find a comment useful: one vote for each reader, which only they can take back."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from zaedno.comments.after_errors import AlreadyCounted, ManyFromThisNetwork
from zaedno.comments.commentable import open_home_of_comments
from zaedno.comments.errors import CommentGone
from zaedno.comments.models import CitizenComment, UsefulVote
from zaedno.core.readers import Reader

# A family or a class behind one address: enough for them, too few to carry a comment to the top.
MOST_FROM_A_NETWORK = 5


@dataclass(frozen=True)
class Votes:
    """How many readers find a comment useful, and whether this one does."""

    count: int
    voted: bool


@transaction.atomic
def toggle_vote(comment_id: int, *, reader: Reader, at: datetime) -> Votes:
    """Count a reader's vote for a comment, or take it back if it was theirs.

    Args:
        comment_id: a published comment of a public page.
        reader: who presses. A vote is theirs if their browser shows the mark it was given with.
        at: moment of the vote.

    Raises:
        CommentGone: no published comment has that number.
        CommentsClosed: an editor or the end of a term closed the comments of its page.
        AlreadyCounted, ManyFromThisNetwork: the vote is not counted, and nobody's is taken back.
    """
    # Locked, so that of many votes at once each is counted exactly.
    rows = CitizenComment.objects.select_related(None).select_for_update(of=("self",))
    comment = rows.public().filter(pk=comment_id).first()
    if comment is None:
        raise CommentGone
    open_home_of_comments(comment.page, at=at)
    taken_back, _kinds = _own(comment, reader).delete()
    if not taken_back:
        _check_place(comment, reader)
        UsefulVote.objects.create(comment=comment, reader=reader.key, at=at)
    count = comment.votes.count()
    # Written past the signals: the search index has no part in it.
    CitizenComment.objects.filter(pk=comment.pk).update(useful_count=count)
    return Votes(count, voted=not taken_back)


def votes_on(comment: CitizenComment, *, reader: Reader) -> Votes:
    """How a comment stands with its readers, and with this one."""
    return Votes(comment.useful_count, voted=_own(comment, reader).exists())


def check_can_vote(comment: CitizenComment, *, reader: Reader) -> None:
    """Say beforehand why a vote would not be counted.

    Raises:
        AlreadyCounted, ManyFromThisNetwork: as `toggle_vote`.
    """
    if not _own(comment, reader).exists():
        _check_place(comment, reader)


def _own(comment: CitizenComment, reader: Reader) -> "QuerySet[UsefulVote]":
    """The vote that was given with the reader's mark, from wherever."""
    return UsefulVote.objects.filter(comment=comment, reader__endswith=reader.person)


def _check_place(comment: CitizenComment, reader: Reader) -> None:
    """Refuse a further vote of one browser without a mark, and too many of one network."""
    here = UsefulVote.objects.filter(comment=comment, reader__startswith=reader.network)
    same_browser = here.filter(reader__startswith=f"{reader.network}{reader.browser}")
    if not reader.known and same_browser.exists():
        raise AlreadyCounted
    if here.count() >= MOST_FROM_A_NETWORK:
        raise ManyFromThisNetwork
