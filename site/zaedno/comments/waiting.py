"""Comments that wait for a moderator, on the front page of the CMS."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy, ngettext

from zaedno.comments.moderation import waiting
from zaedno.comments.permissions import user_can_moderate_comments
from zaedno.core.waiting import WaitingItem, register_waiting


def comments_for(user: Any) -> list[WaitingItem]:
    """How many comments wait, since when, with the way to the queue; for moderators only."""
    if not user_can_moderate_comments(user):
        return []
    moments = list(waiting().values_list("submit_date", flat=True))
    if not moments:
        return []
    title = ngettext("%(count)d comment", "%(count)d comments", len(moments))
    return [
        WaitingItem(
            title=title % {"count": len(moments)},
            url=reverse("comment_moderation:index"),
            note=str(gettext_lazy("the oldest")),
            at=moments[0],
        )
    ]


register_waiting(30, gettext_lazy("Comments to decide on"), comments_for)
