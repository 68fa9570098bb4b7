"""Official answers: a unit of the municipality answers a citizen's comment."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from zaedno.comments.after_errors import (
    AlreadyAnswered,
    AnswerChangedMeanwhile,
    AnswerGone,
    AnswerMissing,
    AnswerTooLong,
    DispositionMissing,
    MayNotAnswer,
    NothingToAnswer,
    UnitMissing,
)
from zaedno.comments.enums import CommentState, Disposition
from zaedno.comments.models import (
    LONGEST_COMMENT,
    LONGEST_NAME,
    CitizenComment,
    CommentVersion,
)
from zaedno.comments.permissions import user_can_answer_comments
from zaedno.comments.services.answer_mails import tell_answered
from zaedno.comments.services.deciding import name_of, seen_mark
from zaedno.comments.services.dispositions import asks_disposition, disposing_answer
from zaedno.comments.signals import comment_published
from zaedno.core.models import Unit
from zaedno.users.models import User


@dataclass(frozen=True)
class Answer:
    """What a unit says.

    Attributes:
        text: plain text.
        unit: who answers.
        disposition: what becomes of the proposal; asked where the page is a consultation.
        language: in which the text is written.
    """

    text: str
    unit: Unit | None
    disposition: str = ""
    language: str = "bg"


@transaction.atomic
def answer_comment(
    comment: CitizenComment, answer: Answer, *, by: User, at: datetime
) -> CitizenComment:
    """Answer a citizen's comment in the name of a unit; the answer is public at once.

    Args:
        comment: a published one of a citizen.
        answer: what is said.
        by: member of staff who writes it.
        at: moment of publishing.

    Returns:
        The answer: a comment of its own, beside the answered one where the thread is at its
        deepest.

    Raises:
        ModerationRefused: `by` may not, the comment cannot be answered, another answer says what
            becomes of the proposal, or something is missing.
    """
    if not user_can_answer_comments(by):
        raise MayNotAnswer
    found = _locked_question(comment)
    asks = asks_disposition(found)
    if (asks or answer.disposition) and disposing_answer(found):
        raise AlreadyAnswered
    unit = _checked(answer, asks=asks)
    said = _create(found, answer, unit=unit, by=by, at=at)
    tell_answered(said, template="comment_answered")
    comment_published.send(CitizenComment, comment=said, at=at)
    return said


@transaction.atomic
def change_answer(
    said: CitizenComment, answer: Answer, *, by: User, at: datetime, seen: str = ""
) -> CitizenComment:
    """Correct an official answer; what was before is kept with its writer, the author is told.

    Args:
        said: the answer.
        answer: what it says from now on; where that is the same, nothing happens.
        by: member of staff who changes it.
        at: moment of the change.
        seen: `seen_mark` of what `by` had on the screen; empty: whatever it says now.

    Raises:
        ModerationRefused: `by` may not, the answer is not public, somebody changed it meanwhile,
            or something is missing.
    """
    if not user_can_answer_comments(by):
        raise MayNotAnswer
    current = _locked(said)
    if seen and seen != seen_mark(current):
        raise AnswerChangedMeanwhile
    unit = _checked(answer, asks=asks_disposition(current))
    if _says(current) == (answer.text.strip(), unit.pk, answer.disposition, answer.language):
        return current
    _keep_version(current, until=at)
    current.unit, current.user_name = unit, _short_name(unit)
    current.comment, current.disposition = answer.text.strip(), answer.disposition
    current.language, current.user, current.edited_at = answer.language, by, at
    current.save()
    tell_answered(current, template="comment_answer_changed")
    return current


def _locked_question(comment: CitizenComment) -> CitizenComment:
    """The comment that is answered, kept from others, so that two answers come one by one."""
    public = CitizenComment.objects.get_queryset().public().select_related(None)
    found = public.select_for_update(of=("self",)).filter(pk=comment.pk, unit=None).first()
    if found is None:
        raise NothingToAnswer
    return found


def _locked(said: CitizenComment) -> CitizenComment:
    """The answer as it is now, kept from others until the end of the transaction."""
    answers = CitizenComment.objects.get_queryset().filter(unit__isnull=False)
    rows = answers.select_related(None).select_for_update(of=("self",))
    current = rows.filter(pk=said.pk).first()
    if current is None:
        raise NothingToAnswer
    if current.state != CommentState.PUBLISHED:
        raise AnswerGone
    return current


def _says(said: CitizenComment) -> tuple[str, int | None, str, str]:
    """All of an answer that can be changed."""
    return (said.comment, said.unit_id, said.disposition, said.language)


def _keep_version(said: CitizenComment, *, until: datetime) -> None:
    CommentVersion.objects.create(
        comment=said,
        text=said.comment,
        language=said.language,
        unit_id=said.unit_id,
        disposition=said.disposition,
        by=said.user,
        by_name=name_of(said.user) if said.user else "",
        until=until,
    )


def _checked(answer: Answer, *, asks: bool) -> Unit:
    """The unit of an answer in which nothing is missing."""
    if answer.unit is None:
        raise UnitMissing
    if not answer.text.strip():
        raise AnswerMissing
    if len(answer.text) > LONGEST_COMMENT:
        raise AnswerTooLong
    if asks and answer.disposition not in Disposition.values:
        raise DispositionMissing
    return answer.unit


def _create(
    comment: CitizenComment, answer: Answer, *, unit: Unit, by: User, at: datetime
) -> CitizenComment:
    return CitizenComment.objects.create(
        content_type=ContentType.objects.get_for_id(comment.content_type_id),
        object_pk=comment.object_pk,
        site_id=settings.SITE_ID,
        page_id=comment.page_id,
        parent_id=_place_for_answer(comment).pk,
        answers_comment=comment,
        user=by,
        user_name=_short_name(unit),
        comment=answer.text.strip(),
        language=answer.language,
        unit=unit,
        disposition=answer.disposition,
        state=CommentState.PUBLISHED,
        submit_date=at,
        confirmed_at=at,
        published_at=at,
        moderated_at=at,
        moderated_by=by,
    )


def _place_for_answer(comment: CitizenComment) -> CitizenComment:
    """The comment, or the nearest above it under which something may still stand."""
    place = comment
    while place.level >= settings.COMMENTS_XTD_MAX_THREAD_LEVEL:
        place = CitizenComment.objects.get(pk=place.parent_id)
    return place


def _short_name(unit: Unit) -> str:
    """The unit as the author; pages show its whole name in the reader's language."""
    return unit.name[:LONGEST_NAME]
