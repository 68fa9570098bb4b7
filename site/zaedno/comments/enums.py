"""States of a comment and what a moderator can do in each."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class CommentState(models.TextChoices):
    """Where a comment stands; one that its author has not confirmed does not exist yet."""

    PENDING = "pending", _("waiting for a moderator")
    PUBLISHED = "published", _("published")
    REJECTED = "rejected", _("rejected")
    REMOVED = "removed", _("removed")


class ModerationVerb(models.TextChoices):
    """What a moderator does with a comment."""

    PUBLISH = "publish", _("Publish")
    REJECT = "reject", pgettext_lazy("a comment", "Reject")
    REMOVE = "remove", _("Remove")


# A removed comment leaves a trace on the page; a rejected one was never there.
STATES_ON_PAGES = (CommentState.PUBLISHED, CommentState.REMOVED)

STATES_BEFORE: dict[ModerationVerb, tuple[CommentState, ...]] = {
    ModerationVerb.PUBLISH: (CommentState.PENDING, CommentState.REJECTED, CommentState.REMOVED),
    ModerationVerb.REJECT: (CommentState.PENDING,),
    ModerationVerb.REMOVE: (CommentState.PUBLISHED,),
}
STATE_AFTER: dict[ModerationVerb, CommentState] = {
    ModerationVerb.PUBLISH: CommentState.PUBLISHED,
    ModerationVerb.REJECT: CommentState.REJECTED,
    ModerationVerb.REMOVE: CommentState.REMOVED,
}
VERBS_WITH_REASON = (ModerationVerb.REJECT, ModerationVerb.REMOVE)


def verbs_in(state: str) -> list[ModerationVerb]:
    """What a moderator can do with a comment in a state."""
    return [verb for verb, states in STATES_BEFORE.items() if state in states]
