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
    WITHDRAWN = "withdrawn", _("withdrawn by its author")


class ModerationVerb(models.TextChoices):
    """What a moderator does with a comment."""

    PUBLISH = "publish", _("Publish")
    REJECT = "reject", pgettext_lazy("a comment", "Reject")
    REMOVE = "remove", _("Remove")
    KEEP = "keep", _("Leave it published")
    UNDO = "undo", _("Take back the decision")
    ASSIGN = "assign", _("Assign")


class Stance(models.TextChoices):
    """Where the author of a comment stands."""

    FOR = "for", pgettext_lazy("stance", "For")
    AGAINST = "against", pgettext_lazy("stance", "Against")
    NEUTRAL = "neutral", pgettext_lazy("stance", "Neutral")
    QUESTION = "question", pgettext_lazy("stance", "Question")


class NameForm(models.TextChoices):
    """How the author is named in public."""

    FULL = "full", _("my name")
    INITIALS = "initials", _("my initials")
    SETTLEMENT = "settlement", _("citizen of my settlement")
    ORGANISATION = "organisation", _("on behalf of an organisation")


class Disposition(models.TextChoices):
    """What became of what was said in a consultation (ЗНА, чл. 26, ал. 5)."""

    ACCEPTED = "accepted", pgettext_lazy("disposition", "accepted")
    PARTLY = "partly", pgettext_lazy("disposition", "partly accepted")
    NOT_ACCEPTED = "not_accepted", pgettext_lazy("disposition", "not accepted")
    NOTED = "noted", pgettext_lazy("disposition", "noted")


class AbuseReason(models.TextChoices):
    """Why a reader reports a comment."""

    INSULT = "insult", _("insults or threats")
    HATE = "hate", _("hatred or discrimination")
    PERSONAL = "personal", _("personal data")
    SPAM = "spam", _("advertising")
    OFF_TOPIC = "off_topic", _("not about the page")
    OTHER = "other", _("something else")


class BrokenRule(models.TextChoices):
    """A rule that a text may break, as moderators see it; found by `zaedno.comments.screening`."""

    LINKS = "links", pgettext_lazy("warning", "many links")
    WORDS = "words", pgettext_lazy("warning", "held word")
    REPEATED = "repeated", pgettext_lazy("warning", "repeated signs or words")
    ELSEWHERE = "elsewhere", pgettext_lazy("warning", "same text elsewhere")
    CAPITALS = "capitals", pgettext_lazy("warning", "capital letters")
    EGN = "egn", pgettext_lazy("warning", "personal number (ЕГН)")
    IBAN = "iban", pgettext_lazy("warning", "account number")
    PHONE = "phone", pgettext_lazy("warning", "telephone number")
    EMAIL = "email", pgettext_lazy("warning", "e-mail address")
    NAME = "name", pgettext_lazy("warning", "odd name or organisation")


class AppealOutcome(models.TextChoices):
    """What came of an appeal."""

    UPHELD = "upheld", _("the comment is shown again")
    DENIED = "denied", _("the decision stands")


# A comment that was taken off leaves a trace on the page; a rejected one was never there.
STATES_ON_PAGES = (CommentState.PUBLISHED, CommentState.REMOVED, CommentState.WITHDRAWN)

# Who undoes or assigns decides nothing on what the comment says.
DECISIONS = (
    ModerationVerb.PUBLISH,
    ModerationVerb.REJECT,
    ModerationVerb.REMOVE,
    ModerationVerb.KEEP,
)
# What its author may still change or withdraw.
STATES_OF_AUTHORS = (CommentState.PENDING, CommentState.PUBLISHED)

STATES_BEFORE: dict[ModerationVerb, tuple[CommentState, ...]] = {
    ModerationVerb.PUBLISH: (CommentState.PENDING, CommentState.REJECTED, CommentState.REMOVED),
    ModerationVerb.REJECT: (CommentState.PENDING,),
    ModerationVerb.REMOVE: (CommentState.PUBLISHED,),
    ModerationVerb.KEEP: (CommentState.PUBLISHED,),
}
STATE_AFTER: dict[ModerationVerb, CommentState] = {
    ModerationVerb.PUBLISH: CommentState.PUBLISHED,
    ModerationVerb.REJECT: CommentState.REJECTED,
    ModerationVerb.REMOVE: CommentState.REMOVED,
    ModerationVerb.KEEP: CommentState.PUBLISHED,
}
VERBS_WITH_REASON = (ModerationVerb.REJECT, ModerationVerb.REMOVE)
# What an author can appeal, and the decisions that led there.
STATES_TO_APPEAL = (CommentState.REJECTED, CommentState.REMOVED)
REFUSING_VERBS = (ModerationVerb.REJECT, ModerationVerb.REMOVE)


def verbs_in(state: str, *, unread: bool = False) -> list[ModerationVerb]:
    """What a moderator can decide on a comment in a state.

    Args:
        state: where the comment stands.
        unread: whether it was published before any moderator read it.
    """
    verbs = [verb for verb, states in STATES_BEFORE.items() if state in states]
    return [verb for verb in verbs if verb != ModerationVerb.KEEP or unread]
