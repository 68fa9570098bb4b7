"""Comments of the demo content.

They are written as if their way were behind them: the services would mail each author and
moderator, and these people do not exist.
"""

import secrets
from datetime import timedelta
from typing import TypeVar

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import Locale, Page

from home.demo.content.remarks import REMARKS, Remark
from home.demo.outcomes import Loading, Outcome
from home.demo.words import key_of
from zaedno.comments.enums import CommentState, ModerationVerb, NameForm
from zaedno.comments.models import CitizenComment, ModerationAction, PendingComment, hash_of
from zaedno.core.models import Settlement, Unit
from zaedno.users.models import User

UNCONFIRMED = "unconfirmed"
# A link that nobody has: the comment stays unconfirmed as long as the demo lasts.
_UNCONFIRMED_FOR = timedelta(days=3650)
_VERBS = {
    CommentState.PUBLISHED: (ModerationVerb.PUBLISH,),
    CommentState.REJECTED: (ModerationVerb.REJECT,),
    CommentState.REMOVED: (ModerationVerb.PUBLISH, ModerationVerb.REMOVE),
    CommentState.WITHDRAWN: (ModerationVerb.PUBLISH,),
    CommentState.PENDING: (),
}

Place = TypeVar("Place", Settlement, Unit)


def load_remark(remark: Remark, loading: Loading) -> Outcome:
    """Write a comment with the record of the decisions on it, unless it is there."""
    page = Page.objects.get(pk=loading.page_ids[remark.page]).specific
    if remark.state == UNCONFIRMED:
        return _load_unconfirmed(remark, page)
    if _written(remark, page) is not None:
        return Outcome.UNCHANGED
    sent = timezone.now() - timedelta(hours=remark.hours)
    answered = _answered(remark, page)
    comment = CitizenComment.objects.create(
        content_type=ContentType.objects.get_for_model(page),
        object_pk=str(page.pk),
        site_id=settings.SITE_ID,
        page_id=page.pk,
        parent_id=answered,
        answers_comment_id=answered if remark.unit else None,
        user_name=remark.author,
        user_email=_mailbox(remark),
        comment=remark.text,
        language=remark.language,
        state=remark.state,
        reason=remark.reason,
        stance=remark.stance,
        disposition=remark.disposition,
        name_form=remark.named,
        organisation=remark.author if remark.named == NameForm.ORGANISATION else "",
        settlement=_place("settlement", Settlement, remark.settlement),
        unit=_place("unit", Unit, remark.unit),
        submit_date=sent,
        confirmed_at=sent + timedelta(minutes=4),
    )
    _record_decisions(comment)
    return Outcome.CREATED


def _place(kind: str, model: type[Place], key: str) -> Place | None:
    """A unit or a settlement of the demo, by its key."""
    if not key:
        return None
    return model.objects.get(translation_key=key_of(kind, key), locale=Locale.get_default())


def _record_decisions(comment: CitizenComment) -> None:
    moderator = User.objects.get(username="demo-moderator")
    at = comment.confirmed_at
    for verb in _VERBS[CommentState(comment.state)]:
        at += timedelta(minutes=50)
        reason = "" if verb is ModerationVerb.PUBLISH else comment.reason
        ModerationAction.objects.create(
            comment=comment, verb=verb, by=moderator, by_name=str(moderator), at=at, reason=reason
        )
        comment.moderated_at, comment.moderated_by = at, moderator
        if verb is ModerationVerb.PUBLISH:
            comment.published_at = at
    comment.save()


def _load_unconfirmed(remark: Remark, page: Page) -> Outcome:
    if PendingComment.objects.filter(page=page, email=_mailbox(remark)).exists():
        return Outcome.UNCHANGED
    now = timezone.now()
    PendingComment.objects.create(
        token_hash=hash_of(secrets.token_urlsafe(32)),
        page=page,
        name=remark.author,
        email=_mailbox(remark),
        text=remark.text,
        language=remark.language,
        created=now - timedelta(hours=remark.hours),
        expires=now + _UNCONFIRMED_FOR,
    )
    return Outcome.CREATED


def _mailbox(remark: Remark) -> str:
    return f"{remark.key}@example.org"


def _written(remark: Remark, page: Page) -> CitizenComment | None:
    found = CitizenComment.objects.filter(page_id=page.pk, user_email=_mailbox(remark))
    return found.first()


def _answered(remark: Remark, page: Page) -> int:
    """The id of the comment that is answered; zero for none, as the library has it."""
    if not remark.answers:
        return 0
    answered = next(other for other in REMARKS if other.key == remark.answers)
    comment = _written(answered, page)
    return comment.pk if comment else 0
