"""What waits for moderators in any way: for the CMS home, the menu and the digest."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import ngettext_lazy

from zaedno.comments.enums import CommentState
from zaedno.comments.models import CitizenComment
from zaedno.comments.querysets import CitizenCommentQuerySet
from zaedno.users.models import User


@dataclass(frozen=True)
class Waiting:
    """One kind of thing that waits.

    Attributes:
        kind: names it in code.
        label: what it is, with the number.
        count: how many wait.
        oldest: since when the longest waits.
        url: where they are dealt with, in the CMS.
    """

    kind: str
    label: str | Promise
    count: int
    oldest: datetime
    url: str


# Asked for one person, or for all moderators.
AsksWhatWaits = Callable[[User | None], Waiting | None]

_kinds: dict[str, AsksWhatWaits] = {}


def register_waiting(kind: str, ask: AsksWhatWaits) -> None:
    """Add a kind of thing that waits for moderators, or replace the one of this name.

    Args:
        kind: names it.
        ask: counts what a person may deal with, or all that waits, in one query; nothing when
            nothing waits.
    """
    _kinds[kind] = ask


def waiting(person: User | None = None) -> list[Waiting]:
    """All that waits for a moderator, or for any; kinds of which nothing waits are left out."""
    return [found for ask in _kinds.values() if (found := ask(person))]


def waiting_count(person: User | None = None) -> int:
    """How many things wait for a moderator, or for any."""
    return sum(found.count for found in waiting(person))


def pending() -> CitizenCommentQuerySet:
    """The comments that wait to be published, the longest wait first."""
    return CitizenComment.objects.get_queryset().waiting().order_by("submit_date", "pk")


def unread() -> CitizenCommentQuerySet:
    """The comments that are public and that no moderator has read, the oldest first."""
    return CitizenComment.objects.get_queryset().unread().order_by("confirmed_at", "pk")


def _pending(_person: User | None) -> Waiting | None:
    count, oldest = _count_and_oldest(pending(), "submit_date")
    label = ngettext_lazy(
        "%(count)d comment to decide on", "%(count)d comments to decide on", count
    )
    url = f"{reverse('comment_moderation:index')}?state={CommentState.PENDING}"
    return Waiting("pending", label % {"count": count}, count, oldest, url) if oldest else None


def _unread(_person: User | None) -> Waiting | None:
    count, oldest = _count_and_oldest(unread(), "confirmed_at")
    label = ngettext_lazy(
        "%(count)d published comment to read", "%(count)d published comments to read", count
    )
    url = f"{reverse('comment_moderation:index')}?waits=unread"
    return Waiting("unread", label % {"count": count}, count, oldest, url) if oldest else None


def _count_and_oldest(comments: CitizenCommentQuerySet, moment: str) -> tuple[int, datetime | None]:
    found = comments.order_by().aggregate(count=Count("pk"), oldest=Min(moment))
    return found["count"], found["oldest"]


register_waiting("pending", _pending)
register_waiting("unread", _unread)
