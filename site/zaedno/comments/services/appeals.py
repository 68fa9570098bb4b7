"""The author of a refused comment asks another moderator; each step is one transaction."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.urls import reverse

from zaedno.comments.after_errors import (
    AlreadyAppealed,
    AnswerMissing,
    AnswerTooLong,
    AppealDecided,
    AppealTooLate,
    NothingToAppeal,
    SameModerator,
    WordsMissing,
    WordsTooMany,
)
from zaedno.comments.appeal_term import last_day_to_appeal
from zaedno.comments.enums import REFUSING_VERBS, STATES_TO_APPEAL, AppealOutcome, ModerationVerb
from zaedno.comments.errors import NotAModerator
from zaedno.comments.models import (
    LONGEST_COMMENT,
    Appeal,
    CitizenComment,
    ModerationAction,
)
from zaedno.comments.permissions import user_can_moderate_comments
from zaedno.comments.recipients import reviewers_of
from zaedno.comments.services.deciding import decide
from zaedno.comments.wording import comment_context, mail_to_author, mail_to_staff
from zaedno.core.days import end_of_day
from zaedno.users.models import User


def check_appealable(comment: CitizenComment, *, at: datetime) -> ModerationAction:
    """The decision that the author may appeal now.

    Raises:
        CommentRefused: there is nothing to appeal, it was done before, or it is too late.
    """
    if Appeal.objects.filter(comment=comment).exists():
        raise AlreadyAppealed
    last_day = last_day_to_appeal(comment)
    decision = _decision(comment)
    if last_day is None or decision is None:
        raise NothingToAppeal
    if at >= end_of_day(last_day):
        raise AppealTooLate
    return decision


@transaction.atomic
def send_appeal(comment: CitizenComment, *, text: str, at: datetime) -> Appeal:
    """Ask another moderator to look at a refused comment again.

    Args:
        comment: rejected or removed; the caller has checked that its author asks.
        text: why the decision is wrong.
        at: moment of asking.

    Raises:
        CommentRefused: there is nothing to appeal, it was done before, it is too late, or the
            text is empty or too long.
    """
    current = _locked(comment)
    decision = check_appealable(current, at=at)
    words = text.strip()
    if not words:
        raise WordsMissing
    if len(words) > LONGEST_COMMENT:
        raise WordsTooMany
    try:
        with transaction.atomic():
            appeal = Appeal.objects.create(comment=current, against=decision, text=words, at=at)
    except IntegrityError as error:
        raise AlreadyAppealed from error
    _tell_both_sides(appeal)
    return appeal


@transaction.atomic
def decide_appeal(
    appeal: Appeal, *, outcome: AppealOutcome, answer: str, by: User, at: datetime
) -> Appeal:
    """Show the comment again, or say why the first decision stands.

    Args:
        appeal: one that waits.
        outcome: what the second moderator found.
        answer: for the author; may be empty where the comment is shown again.
        by: a moderator other than the one who decided, administrators included.
        at: moment of the decision.

    Raises:
        ModerationRefused: `by` may not, the appeal does not wait, or the author is told nothing.
    """
    comment = _locked(appeal.comment)
    current = Appeal.objects.select_related("against").get(pk=appeal.pk)
    check_reviewer(current, by=by)
    if current.decided_at or comment.state not in STATES_TO_APPEAL:
        raise AppealDecided
    words = answer.strip()
    if outcome == AppealOutcome.DENIED and not words:
        raise AnswerMissing
    if len(words) > LONGEST_COMMENT:
        raise AnswerTooLong
    current.outcome, current.answer = outcome, words
    current.decided_at, current.decided_by = at, by
    current.save()
    if outcome == AppealOutcome.UPHELD:
        comment = decide(comment, ModerationVerb.PUBLISH, by=by, at=at, tells_author=False)
    context = {**comment_context(comment), "answer": words}
    mail_to_author(comment, template=f"appeal_{outcome.value}", context=context)
    return current


def check_reviewer(appeal: Appeal, *, by: User) -> None:
    """Whether the person may decide on the appeal.

    Raises:
        NotAModerator: the person moderates nothing.
        SameModerator: the appeal is against their own decision.
    """
    if not user_can_moderate_comments(by):
        raise NotAModerator
    if by.pk in (appeal.against.by_id, appeal.comment.moderated_by_id):
        raise SameModerator


def _locked(comment: CitizenComment) -> CitizenComment:
    rows = CitizenComment.objects.select_related(None).select_for_update(of=("self",))
    return rows.get(pk=comment.pk)


def _decision(comment: CitizenComment) -> ModerationAction | None:
    """The decision that the author can appeal: the latest one against the comment."""
    return comment.actions.filter(verb__in=REFUSING_VERBS).order_by("-at", "-pk").first()


def _tell_both_sides(appeal: Appeal) -> None:
    comment = appeal.comment
    context = {**comment_context(comment), "appeal": appeal.text}
    mail_to_author(comment, template="appeal_received", context=context)
    mail_to_staff(
        reviewers_of(appeal),
        template="appeal_waiting",
        context={**context, "link": reverse("comment_moderation:detail", args=[comment.pk])},
    )
