"""What is decided on comments and answers: each decision is one transaction, written down."""

from datetime import datetime, timedelta

from django.db import transaction

from zaedno.comments.after_errors import AnswerOfTheMunicipality
from zaedno.comments.appeal_term import last_day_to_appeal
from zaedno.comments.enums import (
    DECISIONS,
    STATE_AFTER,
    VERBS_WITH_REASON,
    AppealOutcome,
    CommentState,
    ModerationVerb,
)
from zaedno.comments.errors import (
    ChangedMeanwhile,
    NotAModerator,
    NothingToUndo,
    Overruled,
    ReasonMissing,
    ReasonTooLong,
    TooLateToUndo,
    UnderAppeal,
    WrongState,
)
from zaedno.comments.models import Appeal, CitizenComment, ModerationAction
from zaedno.comments.permissions import user_can_decide_on_comment, user_can_moderate_comment
from zaedno.comments.services.answer_mails import tell_answered
from zaedno.comments.services.authors import author_url
from zaedno.comments.services.dispositions import check_one_disposition
from zaedno.comments.signals import comment_published
from zaedno.comments.wording import comment_context, mail_to_author
from zaedno.users.models import User

LONGEST_REASON = 2_000
UNDO_WITHIN = timedelta(minutes=30)


def publish_comment(
    comment: CitizenComment, *, by: User, at: datetime, seen: str = ""
) -> CitizenComment:
    """Show a comment on its page; also one that was rejected or removed by mistake.

    Args:
        comment: the comment.
        by: the moderator.
        at: moment of the decision.
        seen: `seen_mark` of what the moderator had on the screen; empty: whatever it says now.

    Raises:
        ModerationRefused: `by` may not, the comment is published already, or it has changed.
    """
    return decide(comment, ModerationVerb.PUBLISH, by=by, at=at, seen=seen)


def reject_comment(
    comment: CitizenComment, *, by: User, at: datetime, reason: str, seen: str = ""
) -> CitizenComment:
    """Refuse to publish a comment that waits; its author receives the reason.

    Raises:
        ModerationRefused: `by` may not, the comment does not wait, or there is no reason.
    """
    return decide(comment, ModerationVerb.REJECT, by=by, at=at, reason=reason, seen=seen)


def remove_comment(
    comment: CitizenComment, *, by: User, at: datetime, reason: str, seen: str = ""
) -> CitizenComment:
    """Take a published comment off its page; its place and the reason stay visible.

    Raises:
        ModerationRefused: `by` may not, the comment is not published, or there is no reason.
    """
    return decide(comment, ModerationVerb.REMOVE, by=by, at=at, reason=reason, seen=seen)


def keep_comment(
    comment: CitizenComment, *, by: User, at: datetime, seen: str = ""
) -> CitizenComment:
    """Say that a comment which nobody had read stays published; its author is not written to.

    Raises:
        ModerationRefused: `by` may not, or a moderator has read the comment.
    """
    return decide(comment, ModerationVerb.KEEP, by=by, at=at, seen=seen)


@transaction.atomic
def decide(
    comment: CitizenComment,
    verb: ModerationVerb,
    *,
    by: User,
    at: datetime,
    reason: str = "",
    seen: str = "",
    tells_author: bool = True,
) -> CitizenComment:
    """Take one of the decisions; each has a function of its own above.

    Who writes to the author themselves, as the answer to an appeal, asks for no mail here.

    Raises:
        ModerationRefused: see there.
    """
    current = _locked_to_decide(comment, by=by)
    if seen and seen != seen_mark(current):
        raise ChangedMeanwhile
    if verb not in current.verbs:
        raise WrongState
    _check_appeal(current, verb, by=by)
    if verb == ModerationVerb.PUBLISH:
        check_one_disposition(current)
    reason = _checked_reason(verb, reason)
    before = (current.state, current.moderated_at)
    is_first_publication = current.published_at is None
    current.state = STATE_AFTER[verb]
    current.moderated_at, current.moderated_by, current.reason = at, by, reason
    current.save()
    record(current, verb, by=by, at=at, reason=reason, before=before)
    if tells_author and verb != ModerationVerb.KEEP:
        _tell_author(current, f"comment_{CommentState(current.state).value}")
    if verb == ModerationVerb.PUBLISH and is_first_publication:
        comment_published.send(sender=CitizenComment, comment=current, at=at)
    return current


@transaction.atomic
def undo_decision(
    comment: CitizenComment, *, by: User, at: datetime, seen: str = ""
) -> CitizenComment:
    """Take back the last decision, one's own or a colleague's, and bring back what was before.

    The decision stays on record, and the author, who was told of it, is told of this too.

    Raises:
        ModerationRefused: `by` may not, there is nothing to undo, it is too late, the comment has
            changed, or its author has appealed.
    """
    current = _locked_to_decide(comment, by=by)
    if seen and seen != seen_mark(current):
        raise ChangedMeanwhile
    last = undoable(current, at=at)
    if last.state_before == CommentState.PUBLISHED:
        check_one_disposition(current)
    earlier = _standing_at(current, last.decided_before)
    before = (current.state, current.moderated_at)
    current.state = last.state_before
    current.moderated_at = last.decided_before
    current.moderated_by = earlier.by if earlier else None
    current.reason = earlier.reason if earlier else ""
    current.save()
    record(current, ModerationVerb.UNDO, by=by, at=at, before=before)
    if last.verb != ModerationVerb.KEEP:
        _tell_author(current, "comment_undone")
    return current


def undoable(comment: CitizenComment, *, at: datetime) -> ModerationAction:
    """The decision that can be taken back now.

    Raises:
        NothingToUndo: nobody decided, the last decision is undone, or its author went on.
        TooLateToUndo: it was too long ago.
        UnderAppeal: the author asked another moderator.
    """
    verbs = (*DECISIONS, ModerationVerb.UNDO)
    last = comment.actions.filter(verb__in=verbs).order_by("at", "pk").last()
    if last is None or last.verb == ModerationVerb.UNDO or not last.state_before:
        raise NothingToUndo
    stands = (STATE_AFTER[ModerationVerb(last.verb)], last.at)
    if stands != (comment.state, comment.moderated_at):
        raise NothingToUndo
    if at - last.at > UNDO_WITHIN:
        raise TooLateToUndo
    if Appeal.objects.filter(comment=comment).exists():
        raise UnderAppeal
    return last


def seen_mark(comment: CitizenComment) -> str:
    """Names the state and the words that a moderator has before them when they decide."""
    edited = f"{comment.edited_at.timestamp():.6f}" if comment.edited_at else "0"
    read = "read" if comment.moderated_at else "unread"
    return f"{comment.state}.{read}.{edited}"


def locked_for(comment: CitizenComment, *, by: User) -> CitizenComment:
    """The comment as it is now, kept from others until the end of the transaction.

    Of two moderators who decide at once the second learns of the first.

    Raises:
        NotAModerator: `by` may not decide on it.
    """
    if not user_can_moderate_comment(by, comment):
        raise NotAModerator
    return _locked(comment)


def record(
    comment: CitizenComment,
    verb: ModerationVerb,
    *,
    by: User,
    at: datetime,
    reason: str = "",
    before: tuple[str, datetime | None],
) -> ModerationAction:
    """Write down what a moderator did.

    Args:
        comment: the comment as it is now.
        verb: what was done.
        by: who did it.
        at: moment of it.
        reason: for the author, or whom it was given to.
        before: state, and moment of the decision that stood, until now.
    """
    return ModerationAction.objects.create(
        comment=comment,
        verb=verb,
        by=by,
        by_name=name_of(by),
        at=at,
        reason=reason,
        state_before=before[0],
        decided_before=before[1],
    )


def name_of(person: User) -> str:
    """What the record calls a moderator, also when the account is gone."""
    return person.get_full_name() or person.get_username()


def _locked_to_decide(comment: CitizenComment, *, by: User) -> CitizenComment:
    if not user_can_decide_on_comment(by, comment):
        raise AnswerOfTheMunicipality if comment.unit_id else NotAModerator
    return _locked(comment)


def _locked(comment: CitizenComment) -> CitizenComment:
    rows = CitizenComment.objects.select_related(None).select_for_update(of=("self",))
    current = rows.filter(pk=comment.pk).first()
    if current is None:
        raise WrongState
    return current


def _check_appeal(comment: CitizenComment, verb: ModerationVerb, *, by: User) -> None:
    """An appeal is decided where it is answered, and its outcome binds whoever was overruled."""
    appeal = Appeal.objects.select_related("against").filter(comment=comment).first()
    if appeal is None:
        return
    if verb == ModerationVerb.PUBLISH and appeal.decided_at is None:
        raise UnderAppeal
    was_overruled = appeal.outcome == AppealOutcome.UPHELD and appeal.against.by_id == by.pk
    if verb == ModerationVerb.REMOVE and was_overruled:
        raise Overruled


def _checked_reason(verb: ModerationVerb, reason: str) -> str:
    if verb not in VERBS_WITH_REASON:
        return ""
    words = reason.strip()
    if not words:
        raise ReasonMissing
    if len(words) > LONGEST_REASON:
        raise ReasonTooLong
    return words


def _standing_at(comment: CitizenComment, moment: datetime | None) -> ModerationAction | None:
    """The decision that stood before the last one."""
    if moment is None:
        return None
    return comment.actions.filter(at=moment, verb__in=DECISIONS).order_by("pk").last()


def _tell_author(comment: CitizenComment, template: str) -> None:
    """Write to who said it; of an official answer, to whom it answers."""
    if comment.unit_id:
        is_gone = comment.state == CommentState.REMOVED
        tell_answered(comment, template="comment_answer_removed" if is_gone else "comment_answered")
    if not comment.user_email:
        return
    context = {
        **comment_context(comment),
        "state": comment.state,
        "author_url": author_url(comment, comment.language),
        "last_day": last_day_to_appeal(comment),
    }
    mail_to_author(comment, template=template, context=context)
