"""The way of a comment: sent, confirmed by mail, decided on by a moderator.

Each step is one transaction; the mail about it goes out after commit.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import Page

from zaedno.comments.commentable import open_home_of_comments
from zaedno.comments.enums import (
    STATE_AFTER,
    VERBS_WITH_REASON,
    CommentState,
    ModerationVerb,
)
from zaedno.comments.errors import (
    AnsweredCommentGone,
    NotAModerator,
    ReasonMissing,
    TokenExpired,
    TooManyUnconfirmed,
    UnknownToken,
    WrongState,
)
from zaedno.comments.models import CitizenComment, ModerationAction, PendingComment, hash_of
from zaedno.comments.permissions import user_can_moderate_comment
from zaedno.comments.recipients import moderators
from zaedno.notifications.rendering import absolute_url
from zaedno.notifications.services import send_later
from zaedno.users.models import User

CONFIRM_WITHIN = timedelta(days=3)
# An opened link is answered kindly for a while after its comment has been dealt with.
LINK_REMEMBERED_FOR = timedelta(days=30)
MOST_UNCONFIRMED_AN_HOUR = 5


@dataclass(frozen=True)
class Confirmation:
    """What came of an opened link.

    Attributes:
        comment: the comment, which now waits for a moderator or did so already.
        already: whether the link had been opened before.
    """

    comment: CitizenComment
    already: bool


@transaction.atomic
def submit_comment(
    page: Page,
    *,
    name: str,
    email: str,
    text: str,
    language: str,
    reply_to: int | None = None,
    at: datetime,
) -> PendingComment:
    """Keep what was sent and mail its author the link that confirms it.

    Args:
        page: the page in the language in which it was read.
        name: what is shown as the author.
        email: where the link goes; never shown.
        text: plain text.
        language: of the author; the mails are written in it.
        reply_to: id of the comment that is answered.
        at: moment of sending.

    Raises:
        CommentRefused: the page is not public or not open, the answered comment is gone, or too
            many links wait for this address.
    """
    home = open_home_of_comments(page, at=at)
    if reply_to:
        _published_comment(reply_to, home=home)
    _check_number_of_unconfirmed(email, at=at)
    token = secrets.token_urlsafe(32)
    pending = PendingComment.objects.create(
        token_hash=hash_of(token),
        page_id=page.pk,
        in_reply_to=reply_to,
        name=name,
        email=email,
        text=text,
        language=language,
        created=at,
        expires=at + CONFIRM_WITHIN,
    )
    with translation.override(language):
        link = absolute_url(reverse("comments:confirm", args=[token]))
    context = {"name": name, "text": text, "title": page.title, "link": link}
    send_later(to=email, template="comment_confirm", context=context, language=language)
    return pending


@transaction.atomic
def confirm_comment(token: str, *, at: datetime) -> Confirmation:
    """Turn what was sent into a comment that waits for a moderator; once, however often asked.

    Raises:
        UnknownToken, TokenExpired: there is nothing to confirm.
        CommentRefused: meanwhile the page or the answered comment is gone, or the term is over.
    """
    pending = PendingComment.objects.select_for_update().filter(token_hash=hash_of(token)).first()
    if pending is None:
        raise UnknownToken
    if pending.comment:
        return Confirmation(pending.comment, already=True)
    if pending.expires <= at:
        raise TokenExpired
    home = open_home_of_comments(pending.page, at=at)
    parent = _attachable(pending.in_reply_to, home=home)
    same = CitizenComment.objects.said_before(
        page=home, email=pending.email, text=pending.text, parent_id=parent and parent.pk
    ).first()
    comment = same or _create_comment(pending, home=home, parent=parent, at=at)
    _close(pending, comment, at=at)
    if not same:
        _tell_moderators(comment)
    return Confirmation(comment, already=bool(same))


def pending_text(token: str) -> str:
    """What the author of a link that is refused had written, so that it can be sent again."""
    pending = PendingComment.objects.filter(token_hash=hash_of(token)).first()
    return pending.text if pending else ""


def publish_comment(comment: CitizenComment, *, by: User, at: datetime) -> CitizenComment:
    """Show a comment on its page; also one that was rejected or removed by mistake.

    Raises:
        ModerationRefused: `by` may not, or the comment is published already.
    """
    return _decide(comment, ModerationVerb.PUBLISH, by=by, at=at, reason="")


def reject_comment(
    comment: CitizenComment, *, by: User, at: datetime, reason: str
) -> CitizenComment:
    """Refuse to publish a comment that waits; its author receives the reason.

    Raises:
        ModerationRefused: `by` may not, the comment does not wait, or there is no reason.
    """
    return _decide(comment, ModerationVerb.REJECT, by=by, at=at, reason=reason)


def remove_comment(
    comment: CitizenComment, *, by: User, at: datetime, reason: str
) -> CitizenComment:
    """Take a published comment off its page; its place and the reason stay visible.

    Raises:
        ModerationRefused: `by` may not, the comment is not published, or there is no reason.
    """
    return _decide(comment, ModerationVerb.REMOVE, by=by, at=at, reason=reason)


def forget_unconfirmed(*, at: datetime | None = None) -> int:
    """Erase what was not confirmed in time; returns how many comments were erased."""
    moment = at or timezone.now()
    expired = PendingComment.objects.expired(moment)
    erased = expired.unconfirmed().exclude(email="").update(name="", email="", text="")
    PendingComment.objects.expired(moment - LINK_REMEMBERED_FOR).delete()
    return erased


def _check_number_of_unconfirmed(email: str, *, at: datetime) -> None:
    waiting = PendingComment.objects.of_person(email).unconfirmed()
    if waiting.filter(created__gt=at - timedelta(hours=1)).count() >= MOST_UNCONFIRMED_AN_HOUR:
        raise TooManyUnconfirmed


def _published_comment(comment_id: int, *, home: Page) -> CitizenComment:
    versions = Page.objects.filter(translation_key=home.translation_key)
    comment = CitizenComment.objects.published().filter(pk=comment_id, page__in=versions).first()
    if comment is None:
        raise AnsweredCommentGone
    return comment


def _attachable(comment_id: int | None, *, home: Page) -> CitizenComment | None:
    """The answered comment, or the nearest above it that may still have answers."""
    if not comment_id:
        return None
    comment = _published_comment(comment_id, home=home)
    while comment.level >= settings.COMMENTS_XTD_MAX_THREAD_LEVEL:
        comment = CitizenComment.objects.get(pk=comment.parent_id)
    return comment


def _create_comment(
    pending: PendingComment, *, home: Page, parent: CitizenComment | None, at: datetime
) -> CitizenComment:
    return CitizenComment.objects.create(
        content_type=ContentType.objects.get_for_model(home),
        object_pk=str(home.pk),
        site_id=settings.SITE_ID,
        page_id=home.pk,
        parent_id=parent.pk if parent else 0,
        user_name=pending.name,
        user_email=pending.email,
        comment=pending.text,
        language=pending.language,
        submit_date=pending.created,
        confirmed_at=at,
    )


def _close(pending: PendingComment, comment: CitizenComment, *, at: datetime) -> None:
    """Remember that the link was used; the words and the address are in the comment now."""
    pending.comment, pending.confirmed_at = comment, at
    pending.name = pending.email = pending.text = ""
    pending.save()


def _tell_moderators(comment: CitizenComment) -> None:
    context = {
        "author": comment.user_name,
        "text": comment.comment,
        "title": comment.page.title,
        "link": absolute_url(reverse("comment_moderation:detail", args=[comment.pk])),
    }
    for moderator in moderators():
        send_later(
            to=moderator.email,
            template="comment_waiting",
            context=context,
            language=settings.LANGUAGE_CODE,
        )


@transaction.atomic
def _decide(
    comment: CitizenComment, verb: ModerationVerb, *, by: User, at: datetime, reason: str
) -> CitizenComment:
    if not user_can_moderate_comment(by, comment):
        raise NotAModerator
    reason = reason.strip()
    if verb in VERBS_WITH_REASON and not reason:
        raise ReasonMissing
    # Locked, so that of two moderators who decide at once the second learns of the first.
    rows = CitizenComment.objects.select_related(None).select_for_update(of=("self",))
    current = rows.get(pk=comment.pk)
    if verb not in current.verbs:
        raise WrongState
    current.state = STATE_AFTER[verb]
    current.moderated_at, current.moderated_by, current.reason = at, by, reason
    current.save()
    ModerationAction.objects.create(
        comment=current,
        verb=verb,
        by=by,
        by_name=by.get_full_name() or by.get_username(),
        at=at,
        reason=reason,
    )
    _tell_author(current)
    return current


def _tell_author(comment: CitizenComment) -> None:
    with translation.override(comment.language):
        link = absolute_url(comment.get_absolute_url())
    context = {
        "name": comment.user_name,
        "text": comment.comment,
        "title": comment.page.title,
        "reason": comment.reason,
        "link": link,
    }
    send_later(
        to=comment.user_email,
        template=f"comment_{CommentState(comment.state).value}",
        context=context,
        language=comment.language,
    )
