"""What waits for a moderator, on the front page of the CMS."""

from typing import Any

from django.utils.translation import gettext_lazy

from zaedno.comments.moderation import waiting
from zaedno.comments.permissions import user_can_moderate_comments
from zaedno.core.waiting import WaitingItem, register_waiting


def comments_for(user: Any) -> list[WaitingItem]:
    """How much of each kind waits, since when, with the way to it; for moderators only."""
    if not user_can_moderate_comments(user):
        return []
    return [
        WaitingItem(
            title=str(kind.label),
            url=kind.url,
            note=str(gettext_lazy("the oldest")),
            at=kind.oldest,
        )
        for kind in waiting(user)
    ]


register_waiting(30, gettext_lazy("Comments to decide on"), comments_for)
