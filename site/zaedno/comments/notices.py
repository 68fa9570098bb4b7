"""What begins to wait is told at once, but once an hour at most; the digest tells the rest."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from zaedno.comments.enums import CommentState
from zaedno.comments.models import CitizenComment, NoticeMoment
from zaedno.comments.moderation import pending
from zaedno.comments.recipients import moderators
from zaedno.comments.wording import comment_context, mail_to_staff

PAUSE = timedelta(hours=1)
# Named, so that of two first comments that come together one makes the row.
THE_ROW = 1


@transaction.atomic
def tell_moderators(comment: CitizenComment, *, at: datetime | None = None) -> None:
    """Write to each moderator that a comment waits, unless they had a notice within the hour.

    What came since that notice is named with it; `tell_of_new` does so where nothing more comes.

    Args:
        comment: one that has begun to wait.
        at: moment of asking, now by default.
    """
    moment = at or timezone.now()
    rows = NoticeMoment.objects.select_for_update()
    last, is_first = rows.get_or_create(pk=THE_ROW, defaults={"at": moment})
    if is_first:
        _write([comment])
    elif moment - last.at >= PAUSE:
        _tell_since(last, at=moment)


@transaction.atomic
def tell_of_new(*, at: datetime | None = None) -> int:
    """Write what began to wait in the hour after the last notice; asked again and again.

    Args:
        at: moment of asking, now by default.

    Returns:
        How many comments were told of.
    """
    moment = at or timezone.now()
    last = NoticeMoment.objects.select_for_update().first()
    if last is None or moment - last.at < PAUSE:
        return 0
    return _tell_since(last, at=moment)


def _tell_since(last: NoticeMoment, *, at: datetime) -> int:
    begun = Q(confirmed_at__gt=last.at) | Q(edited_at__gt=last.at)
    new = list(pending().filter(begun))
    if new:
        last.at = at
        last.save()
        _write(new)
    return len(new)


def _write(comments: Sequence[CitizenComment]) -> None:
    """One mail to each moderator, however many wait; a single comment is named."""
    if len(comments) == 1:
        link = reverse("comment_moderation:detail", args=[comments[0].pk])
        context = {**comment_context(comments[0]), "link": link}
        mail_to_staff(moderators(), template="comment_waiting", context=context)
        return
    link = f"{reverse('comment_moderation:index')}?state={CommentState.PENDING}"
    context = {"count": len(comments), "link": link}
    mail_to_staff(moderators(), template="comments_waiting", context=context)
