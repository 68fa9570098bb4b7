"""What the author of a comment does with it later, by a signed link that only they have."""

from datetime import datetime, timedelta

from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.crypto import constant_time_compare, salted_hmac

from zaedno.comments.commentable import open_home_of_comments
from zaedno.comments.enums import STATES_OF_AUTHORS, CommentState
from zaedno.comments.errors import AuthorTooLate, CommentRefused, TooManyEdits, UnknownToken
from zaedno.comments.models import CitizenComment, CommentVersion
from zaedno.comments.modes import state_on_confirmation
from zaedno.comments.notices import tell_moderators
from zaedno.comments.screening import screen
from zaedno.core.signals import words_taken_back
from zaedno.notifications.rendering import absolute_url

SALT = "comments.author"
# As many as comments that may wait for their links: who mends a word needs no more.
MOST_EDITS_AN_HOUR = 5


def author_token(comment: CitizenComment) -> str:
    """The secret of the author's link; it ends when the e-mail of the comment is erased."""
    return signing.Signer(salt=SALT).sign_object([comment.pk, _mark_of(comment.user_email)])


def author_url(comment: CitizenComment, language: str) -> str:
    """Where the author sees, changes and withdraws the comment: an address for a mail."""
    with translation.override(language):
        return absolute_url(reverse("comments:author", args=[author_token(comment)]))


def comment_of_author(token: str) -> CitizenComment:
    """The comment whose author has this link.

    Raises:
        UnknownToken: nobody was given this link, or the comment is no longer there.
    """
    try:
        number, mark = signing.Signer(salt=SALT).unsign_object(token)
    except (signing.BadSignature, ValueError) as error:
        raise UnknownToken from error
    comment = CitizenComment.objects.select_related(None).filter(pk=number, unit=None).first()
    if comment is None or not comment.user_email:
        raise UnknownToken
    if not constant_time_compare(mark, _mark_of(comment.user_email)):
        raise UnknownToken
    return comment


def can_edit(comment: CitizenComment, *, at: datetime) -> bool:
    """Whether its author may still change the words."""
    try:
        open_home_of_comments(comment.page, at=at)
    except CommentRefused:
        return False
    return comment.state in STATES_OF_AUTHORS


def can_withdraw(comment: CitizenComment) -> bool:
    """Whether its author may take it back; the trace of a removal is not theirs to take."""
    return comment.state in STATES_OF_AUTHORS


def waits_after_edit(comment: CitizenComment, *, holds: bool = False) -> bool:
    """Whether a changed comment is not shown until a moderator has read it."""
    if comment.state != CommentState.PUBLISHED:
        return True
    home = comment.page.specific
    state = state_on_confirmation(home, email=comment.user_email, holds=holds)
    return state != CommentState.PUBLISHED


@transaction.atomic
def edit_comment(comment: CitizenComment, *, text: str, at: datetime) -> CitizenComment:
    """Change the words; the old ones are kept for moderators, and readers see that it changed.

    Raises:
        AuthorTooLate: somebody decided on it meanwhile, or it is withdrawn.
        TooManyEdits: the address changed comments several times within the hour.
        CommentRefused: the page is no longer open for comments.
    """
    current = _locked(comment)
    open_home_of_comments(current.page, at=at)
    if current.comment == text:
        return current
    _check_number_of_edits(current.user_email, at=at)
    names = (current.user_name, current.organisation)
    screening = screen(text, email=current.user_email, page_id=current.page_id, names=names)
    waits = waits_after_edit(current, holds=screening.holds)
    CommentVersion.objects.create(comment=current, text=current.comment, until=at)
    was_public = current.is_public
    current.comment, current.edited_at = text, at
    current.warnings, current.spam_score = screening.warnings, screening.spam_score
    current.state = CommentState.PENDING if waits else CommentState.PUBLISHED
    current.save()
    words_taken_back.send(CitizenComment, instance=current)
    if waits and was_public:
        tell_moderators(current)
    return current


@transaction.atomic
def withdraw_comment(comment: CitizenComment, *, at: datetime) -> CitizenComment:
    """Take a comment back; where it was shown, its place stays, so that answers keep theirs.

    Raises:
        AuthorTooLate: somebody decided on it meanwhile, or it is withdrawn already.
    """
    current = _locked(comment)
    CommentVersion.objects.create(comment=current, text=current.comment, until=at)
    current.state, current.comment = CommentState.WITHDRAWN, ""
    current.save()
    return current


def _locked(comment: CitizenComment) -> CitizenComment:
    rows = CitizenComment.objects.select_related(None).select_for_update(of=("self",))
    current = rows.get(pk=comment.pk)
    if current.state not in STATES_OF_AUTHORS:
        raise AuthorTooLate
    return current


def _check_number_of_edits(email: str, *, at: datetime) -> None:
    edits = CommentVersion.objects.filter(
        comment__user_email__iexact=email, until__gt=at - timedelta(hours=1)
    )
    if edits.count() >= MOST_EDITS_AN_HOUR:
        raise TooManyEdits


def _mark_of(email: str) -> str:
    return salted_hmac(SALT, email.lower(), algorithm="sha256").hexdigest()[:24]
