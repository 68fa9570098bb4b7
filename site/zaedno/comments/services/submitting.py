"""The way of a comment: sent, confirmed by mail, decided on by a moderator.

Each step is one transaction; the mail about it goes out after commit.
"""

import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import Page

from zaedno.comments.commentable import open_home_of_comments
from zaedno.comments.enums import CommentState, NameForm
from zaedno.comments.errors import (
    AnsweredCommentGone,
    TokenExpired,
    TooManyUnconfirmed,
    UnknownToken,
)
from zaedno.comments.models import CitizenComment, PendingComment, hash_of
from zaedno.comments.modes import rules_of, state_on_confirmation
from zaedno.comments.notices import tell_moderators
from zaedno.comments.screening import screen
from zaedno.comments.signals import comment_published
from zaedno.core.mailboxes import same_mailbox
from zaedno.notifications import subscriptions
from zaedno.notifications.foreign_text import harmless_beginning
from zaedno.notifications.rendering import absolute_url
from zaedno.notifications.services import send_later
from zaedno.users.privacy.consent import current_version

CONFIRM_WITHIN = timedelta(days=3)
# An opened link is answered kindly for a while after its comment has been dealt with.
LINK_REMEMBERED_FOR = timedelta(days=30)
MOST_UNCONFIRMED_AN_HOUR = 5


@dataclass(frozen=True)
class Confirmation:
    """What came of an opened link.

    Attributes:
        comment: the comment, which now is shown or waits for a moderator, or did so already.
        already: whether the link had been opened before.
    """

    comment: CitizenComment
    already: bool


@dataclass(frozen=True)
class Attributed:
    """How the author wants to be named, and where they stand: the words of `Attribution`."""

    stance: str = ""
    name_form: str = NameForm.FULL
    settlement_id: int | None = None
    organisation: str = ""


PLAIN = Attributed()


@transaction.atomic
def submit_comment(
    page: Page,
    *,
    name: str,
    email: str,
    text: str,
    language: str,
    reply_to: int | None = None,
    attributed: Attributed = PLAIN,
    follow: bool = False,
    warnings: Sequence[str] = (),
    at: datetime,
) -> PendingComment:
    """Keep what was sent and mail its author the link that confirms it.

    Args:
        page: the page in the language in which it was read.
        name: of the author; shown as `attributed` says.
        email: where the link goes; never shown.
        text: plain text.
        language: of the author; the mails are written in it.
        reply_to: id of the comment that is answered.
        attributed: how the author is named in public, and their stance.
        follow: whether the author is told of later comments in the thread.
        warnings: codes of the rules of which the author was warned.
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
        follow=follow,
        warnings=list(warnings),
        consent_version=current_version(),
        **asdict(attributed),
        created=at,
        expires=at + CONFIRM_WITHIN,
    )
    with translation.override(language):
        link = absolute_url(reverse("comments:confirm", args=[token]))
    # Anybody may have typed the address, so the mail greets nobody and repeats little.
    context = {"text": harmless_beginning(text), "title": page.title, "link": link}
    send_later(to=email, template="comment_confirm", context=context, language=language)
    return pending


@transaction.atomic
def confirm_comment(token: str, *, at: datetime) -> Confirmation:
    """Turn what was sent into a comment, shown or waiting as its page says; once for each link.

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
    if pending.follow:
        _follow_thread(pending, comment, at=at)
    _close(pending, comment, at=at)
    if not same:
        _tell_of(comment, at=at)
    return Confirmation(comment, already=bool(same))


def pending_text(token: str) -> str:
    """What the author of a link that is refused had written, so that it can be sent again."""
    pending = PendingComment.objects.filter(token_hash=hash_of(token)).first()
    return pending.text if pending else ""


def forget_unconfirmed(*, at: datetime | None = None) -> int:
    """Erase what was not confirmed in time; returns how many comments were erased."""
    moment = at or timezone.now()
    expired = PendingComment.objects.expired(moment)
    erased = (
        expired.unconfirmed()
        .exclude(email="")
        .update(name="", email="", text="", organisation="", settlement=None)
    )
    PendingComment.objects.expired(moment - LINK_REMEMBERED_FOR).delete()
    return erased


def _check_number_of_unconfirmed(email: str, *, at: datetime) -> None:
    waiting = PendingComment.objects.filter(same_mailbox(email)).unconfirmed()
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
    depth = rules_of(home).depth
    if not comment_id or depth == 0:
        return None
    comment = _published_comment(comment_id, home=home)
    while comment.level >= depth:
        comment = CitizenComment.objects.get(pk=comment.parent_id)
    return comment


def _create_comment(
    pending: PendingComment, *, home: Page, parent: CitizenComment | None, at: datetime
) -> CitizenComment:
    names = (pending.name, pending.organisation)
    screening = screen(pending.text, email=pending.email, page_id=home.pk, names=names)
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
        consent_version=pending.consent_version,
        stance=pending.stance,
        name_form=pending.name_form,
        settlement_id=pending.settlement_id,
        organisation=pending.organisation,
        warnings=screening.warnings,
        spam_score=screening.spam_score,
        state=state_on_confirmation(home, email=pending.email, holds=screening.holds),
    )


def _follow_thread(pending: PendingComment, comment: CitizenComment, *, at: datetime) -> None:
    with translation.override(pending.language):
        url = comment.get_absolute_url()
    subscriptions.follow(
        pending.email,
        topic=f"comments:thread:{comment.thread_id}",
        title=pending.page.title,
        url=url,
        language=pending.language,
        confirmed=True,
        at=at,
    )


def _close(pending: PendingComment, comment: CitizenComment, *, at: datetime) -> None:
    """Remember that the link was used; the words and the address are in the comment now."""
    pending.comment, pending.confirmed_at = comment, at
    pending.name = pending.email = pending.text = pending.organisation = ""
    pending.settlement = None
    pending.save()


def _tell_of(comment: CitizenComment, *, at: datetime) -> None:
    """What waits is told to moderators, what is shown at once to whoever listens."""
    if comment.state == CommentState.PUBLISHED:
        comment_published.send(sender=CitizenComment, comment=comment, at=at)
    else:
        tell_moderators(comment)
