"""Readers find a comment useful: one vote for each reader, which they can take back."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from zaedno.comments.commentable import open_home_of_comments
from zaedno.comments.errors import CommentGone
from zaedno.comments.models import CitizenComment, UsefulVote


@dataclass(frozen=True)
class Votes:
    """How many readers find a comment useful, and whether this one does."""

    count: int
    voted: bool


@transaction.atomic
def toggle_vote(comment_id: int, *, reader: str, at: datetime) -> Votes:
    """Count a reader's vote for a comment, or take it back if it was counted.

    Args:
        comment_id: a published comment of a public page.
        reader: keyed hash of the reader.
        at: moment of the vote.

    Raises:
        CommentGone: no published comment has that number.
        CommentsClosed: an editor or the end of a term closed the comments of its page.
    """
    # Locked, so that of many votes at once each is counted exactly.
    rows = CitizenComment.objects.select_related(None).select_for_update(of=("self",))
    comment = rows.public().filter(pk=comment_id).first()
    if comment is None:
        raise CommentGone
    open_home_of_comments(comment.page, at=at)
    vote, voted = UsefulVote.objects.get_or_create(
        comment=comment, reader=reader, defaults={"at": at}
    )
    if not voted:
        vote.delete()
    count = comment.votes.count()
    # Written past the signals: the search index has no part in it.
    CitizenComment.objects.filter(pk=comment.pk).update(useful_count=count)
    return Votes(count, voted)


def votes_on(comment: CitizenComment, *, reader: str) -> Votes:
    """How a comment stands with its readers, and with this one."""
    return Votes(comment.useful_count, comment.votes.filter(reader=reader).exists())
