"""What waits for moderators, for the CMS home and the menu."""

from zaedno.comments.models import CitizenComment
from zaedno.comments.querysets import CitizenCommentQuerySet


def waiting() -> CitizenCommentQuerySet:
    """The comments that wait, the longest wait first."""
    return CitizenComment.objects.get_queryset().waiting().order_by("submit_date", "pk")


def waiting_comments_count() -> int:
    """How many comments wait."""
    return waiting().count()
