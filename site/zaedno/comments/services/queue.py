"""How moderators share the work: who looks at what, notes, many decisions at once."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.functional import Promise

from zaedno.comments.enums import ModerationVerb
from zaedno.comments.errors import (
    AssignedToNoModerator,
    ModerationRefused,
    NotAModerator,
    NoteMissing,
    NoteTooLong,
    TooManyAtOnce,
    WrongState,
)
from zaedno.comments.models import CitizenComment, InternalNote, ReasonTemplate
from zaedno.comments.permissions import (
    user_can_moderate_comment,
    user_can_moderate_comments,
    with_right_to_moderate,
)
from zaedno.comments.services.deciding import decide, locked_for, name_of, record
from zaedno.users.models import User

LONGEST_NOTE = 2_000
MOST_AT_ONCE = 100


@dataclass(frozen=True)
class Chosen:
    """A comment that a moderator ticked, and how it stood on the screen (`seen_mark`)."""

    id: int
    seen: str


@dataclass(frozen=True)
class NotDone:
    """A comment on which the decision was not taken, with the sentence that says why."""

    id: int
    sentence: str | Promise


@dataclass
class BulkOutcome:
    """What came of a decision on many comments."""

    done: list[int] = field(default_factory=list)
    not_done: list[NotDone] = field(default_factory=list)


def decide_many(
    chosen: Iterable[Chosen],
    verb: ModerationVerb,
    *,
    by: User,
    at: datetime,
    reason: str = "",
    template: ReasonTemplate | None = None,
) -> BulkOutcome:
    """Take one decision on the chosen comments, each in its own transaction.

    Only the chosen ones, and of them only those that stand as the moderator saw them.

    Args:
        chosen: the comments; one named twice is decided on once.
        verb: the decision.
        by: the moderator.
        at: moment of the decision.
        reason: for all; the same words for every author.
        template: instead of `reason`, each author reads it in their language.

    Returns:
        Which were decided on, and why the others were not.

    Raises:
        NotAModerator: `by` may decide on none.
        TooManyAtOnce: more than a person reads at once.
    """
    if not user_can_moderate_comments(by):
        raise NotAModerator
    once = list(dict.fromkeys(chosen))
    if len(once) > MOST_AT_ONCE:
        raise TooManyAtOnce
    found = CitizenComment.objects.in_bulk([one.id for one in once])
    outcome = BulkOutcome()
    for one in once:
        try:
            comment = found.get(one.id)
            if comment is None:
                raise WrongState
            words = template.text_in(comment.language) if template else reason
            decide(comment, verb, by=by, at=at, reason=words, seen=one.seen)
        except ModerationRefused as refusal:
            outcome.not_done.append(NotDone(one.id, refusal.sentence))
        else:
            outcome.done.append(one.id)
    return outcome


@transaction.atomic
def assign_comment(
    comment: CitizenComment, *, to: User | None, by: User, at: datetime
) -> CitizenComment:
    """Say who looks at a comment; others may still decide on it.

    Args:
        comment: in any state.
        to: a moderator, or nobody.
        by: who says it.
        at: moment of saying.

    Raises:
        ModerationRefused: `by` may not, or `to` is no moderator.
    """
    current = locked_for(comment, by=by)
    if to and not user_can_moderate_comment(to, current):
        raise AssignedToNoModerator
    if current.assigned_to_id == (to.pk if to else None):
        return current
    current.assigned_to = to
    current.save(update_fields=["assigned_to"])
    before = (current.state, current.moderated_at)
    whom = name_of(to) if to else ""
    record(current, ModerationVerb.ASSIGN, by=by, at=at, reason=whom, before=before)
    return current


def add_note(comment: CitizenComment, *, text: str, by: User, at: datetime) -> InternalNote:
    """Tell the other moderators something about a comment; it is never public.

    Raises:
        ModerationRefused: `by` may not, or the note is empty or too long.
    """
    if not user_can_moderate_comment(by, comment):
        raise NotAModerator
    words = text.strip()
    if not words:
        raise NoteMissing
    if len(words) > LONGEST_NOTE:
        raise NoteTooLong
    return InternalNote.objects.create(
        comment=comment, by=by, by_name=name_of(by), at=at, text=words
    )


def people_who_moderate() -> QuerySet[User]:
    """Those to whom a comment can be given."""
    people = User.objects.filter(Q(is_superuser=True) | with_right_to_moderate(), is_active=True)
    return people.distinct().order_by("first_name", "last_name", "username")
