"""Readers report comments that break the rules; moderators settle the reports."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from zaedno.comments.after_errors import AlreadyReported, NothingToReport, WordsTooMany
from zaedno.comments.enums import AbuseReason
from zaedno.comments.errors import NotAModerator
from zaedno.comments.models import AbuseReport, CitizenComment
from zaedno.comments.permissions import user_can_moderate_comment
from zaedno.comments.querysets import REPORTS_THAT_ALARM
from zaedno.comments.recipients import moderators
from zaedno.comments.wording import comment_context, mail_to_staff
from zaedno.core.readers import Reader
from zaedno.users.models import User

LONGEST_REPORT = 1_000


@transaction.atomic
def report_comment(
    comment: CitizenComment, *, reader: Reader, reason: AbuseReason, details: str, at: datetime
) -> AbuseReport:
    """Tell the moderators that a comment breaks the rules; it stays where it is.

    Args:
        comment: a published one.
        reader: who reports; each reader reports a comment once, and so does each network.
        reason: which rule.
        details: in the reader's words; may be empty.
        at: moment of reporting.

    Raises:
        CommentRefused: the comment is not public, it was reported by the reader or from the
            same network, or the details are too long.
    """
    # Locked, so that of reports that come together one is the first and one the third.
    rows = CitizenComment.objects.get_queryset().public().select_related(None)
    if rows.select_for_update(of=("self",)).filter(pk=comment.pk).first() is None:
        raise NothingToReport
    if len(details) > LONGEST_REPORT:
        raise WordsTooMany
    earlier = AbuseReport.objects.filter(comment=comment)
    # One person with many browsers, or many addresses, must not look like three readers.
    same = Q(reader__startswith=reader.network) | Q(reader__endswith=reader.person)
    if earlier.filter(same).exists():
        raise AlreadyReported
    report = AbuseReport.objects.create(
        comment=comment, reader=reader.key, reason=reason, details=details.strip(), at=at
    )
    if open_reports(comment) == REPORTS_THAT_ALARM:
        _alarm(comment)
    return report


def keep_reported(comment: CitizenComment, *, by: User, at: datetime) -> int:
    """Say that a reported comment keeps to the rules; returns how many reports this settles.

    Raises:
        NotAModerator: `by` may not decide on the comment.
    """
    if not user_can_moderate_comment(by, comment):
        raise NotAModerator
    return settle_reports(comment, by=by, at=at)


def settle_reports(comment: CitizenComment, *, by: User | None, at: datetime) -> int:
    """Mark the reports of a comment as dealt with, also because it was removed."""
    waiting = AbuseReport.objects.filter(comment=comment, settled_at=None)
    return waiting.update(settled_at=at, settled_by=by)


def open_reports(comment: CitizenComment) -> int:
    """How many readers wait for a moderator to look at the comment."""
    return AbuseReport.objects.filter(comment=comment, settled_at=None).count()


def _alarm(comment: CitizenComment) -> None:
    address = reverse("comment_moderation:detail", args=[comment.pk])
    context = {**comment_context(comment), "link": address, "count": REPORTS_THAT_ALARM}
    mail_to_staff(moderators(), template="comment_reported", context=context)
