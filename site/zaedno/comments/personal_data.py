"""What comments hold on people: what waits for its author, what was said, who voted or reported."""

import secrets
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zaedno.comments.enums import CommentState
from zaedno.comments.models import (
    AbuseReport,
    Appeal,
    CitizenComment,
    CommentVersion,
    PendingComment,
    UsefulVote,
)
from zaedno.core.personal_data import Holding, register_holding
from zaedno.core.signals import words_taken_back

ADDRESS_KEPT_FOR = timedelta(days=2 * 365)
REFUSED_KEPT_FOR = timedelta(days=365)
EARLIER_TEXT_KEPT_FOR = timedelta(days=365)
READERS_KEPT_FOR = timedelta(days=62)
# What stands in the place of a reader's hash: it ties no two rows together.
NOBODY = "nobody-"

MODERATORS = gettext_lazy("Moderators of the municipality.")
PUBLIC_TASK = gettext_lazy("Task in the public interest: GDPR, Article 6(1)(e).")


def register() -> None:
    """Say what is held."""
    for holding in (WAITING, COMMENTS, REFUSED, EARLIER_TEXTS, VOTES, REPORTS):
        register_holding(holding)


# Comments that their authors have not confirmed


def _waiting_of(email: str) -> Iterable[dict[str, Any]]:
    for pending in PendingComment.objects.of_person(email).select_related("page").iterator():
        yield {
            _("page"): pending.page.title,
            _("name"): pending.name,
            _("e-mail"): pending.email,
            _("text"): pending.text,
            _("organisation"): pending.organisation,
            _("consent"): pending.consent_version,
            _("sent"): pending.created,
        }


def _erase_waiting(email: str, *, at: datetime, words: bool) -> int:
    return PendingComment.objects.of_person(email).delete()[0]


def _unconfirmed_too_long(at: datetime) -> "QuerySet[PendingComment]":
    return PendingComment.objects.expired(at).unconfirmed().exclude(email="")


def _empty_waiting(rows: Sequence[PendingComment]) -> None:
    """The row stays for a while without the person, so that an old link is answered kindly."""
    PendingComment.objects.filter(pk__in=[row.pk for row in rows]).update(
        name="", email="", text="", organisation=""
    )


# Confirmed comments


def _by_person(email: str) -> "QuerySet[CitizenComment]":
    """Comments of a citizen; official answers are the municipality's own."""
    return CitizenComment.objects.filter(user_email__iexact=email, unit=None).order_by("pk")


def _comments_of(email: str) -> Iterable[dict[str, Any]]:
    for comment in _by_person(email).select_related("page", "settlement"):
        yield {
            _("page"): comment.page.title,
            _("name"): comment.user_name,
            _("public name"): comment.get_name_form_display(),
            _("e-mail"): comment.user_email,
            _("organisation"): comment.organisation,
            _("settlement"): str(comment.settlement or ""),
            _("text"): comment.comment,
            _("stance"): comment.get_stance_display(),
            _("state"): comment.get_state_display(),
            _("reason"): comment.reason,
            _("consent"): comment.consent_version,
            _("sent"): comment.submit_date,
            _("confirmed"): comment.confirmed_at,
            _("earlier texts"): [version.text for version in comment.versions.all()],
            _("appeal"): "\n".join(a.text for a in Appeal.objects.filter(comment=comment)),
        }


def _erase_comments(email: str, *, at: datetime, words: bool) -> int:
    """Take the person out of their comments; each stays in its place, so that threads hold."""
    comments = list(_by_person(email).select_related(None).select_for_update(of=("self",)))
    for comment in comments:
        _erase_author(comment)
        if words or comment.state in (CommentState.PENDING, CommentState.REJECTED):
            _erase_words(comment)
        comment.save()
        words_taken_back.send(CitizenComment, instance=comment)
        CommentVersion.objects.filter(comment=comment).delete()
        Appeal.objects.filter(comment=comment, decided_at=None).delete()
        Appeal.objects.filter(comment=comment).update(text="")
    return len(comments)


def _erase_author(comment: CitizenComment) -> None:
    with translation.override(comment.language):
        comment.user_name = _("citizen (name erased)")
    comment.user_email = comment.organisation = ""
    comment.name_form = comment._meta.get_field("name_form").get_default()
    comment.settlement = None


def _erase_words(comment: CitizenComment) -> None:
    """What is or was to be shown is taken back; what moderators decided stays decided."""
    comment.comment = ""
    if comment.state in (CommentState.PENDING, CommentState.PUBLISHED):
        comment.state = CommentState.WITHDRAWN


def _old_addresses(at: datetime) -> "QuerySet[CitizenComment]":
    old = CitizenComment.objects.filter(confirmed_at__lte=at - ADDRESS_KEPT_FOR, unit=None)
    return old.exclude(Q(user_email="") | Q(state=CommentState.PENDING))


def _forget_addresses(rows: Sequence[CitizenComment]) -> None:
    CitizenComment.objects.filter(pk__in=[row.pk for row in rows]).update(user_email="")


def _old_refused(at: datetime) -> "QuerySet[CitizenComment]":
    old = CitizenComment.objects.filter(
        state__in=[CommentState.REJECTED, CommentState.REMOVED, CommentState.WITHDRAWN],
        confirmed_at__lte=at - REFUSED_KEPT_FOR,
    ).exclude(moderated_at__gt=at - REFUSED_KEPT_FOR)
    return old.exclude(comment="", user_email="")


def _forget_refused(rows: Sequence[CitizenComment]) -> None:
    for comment in rows:
        _erase_author(comment)
        comment.comment = ""
        comment.save()


def _old_texts(at: datetime) -> "QuerySet[CommentVersion]":
    """Earlier words of citizens; what the municipality answered before stays on record."""
    return CommentVersion.objects.filter(until__lte=at - EARLIER_TEXT_KEPT_FOR, comment__unit=None)


def _forget_texts(rows: Sequence[CommentVersion]) -> None:
    CommentVersion.objects.filter(pk__in=[row.pk for row in rows]).delete()


# Readers, known only by a keyed hash


def _old_votes(at: datetime) -> "QuerySet[UsefulVote]":
    old = UsefulVote.objects.filter(at__lte=at - READERS_KEPT_FOR)
    return old.exclude(reader__startswith=NOBODY)


def _old_reports(at: datetime) -> "QuerySet[AbuseReport]":
    old = AbuseReport.objects.filter(at__lte=at - READERS_KEPT_FOR)
    return old.exclude(reader__startswith=NOBODY)


def _forget_readers(rows: Sequence[Any]) -> None:
    """The vote counts on; by whom it was, nobody can find out any more."""
    for row in rows:
        row.reader = f"{NOBODY}{secrets.token_hex(16)}"
    type(rows[0])._default_manager.bulk_update(rows, ["reader"])


WAITING = Holding(
    name="comments.waiting",
    label=gettext_lazy("Comments that wait for confirmation"),
    purpose=gettext_lazy("To be sure that a comment comes from the owner of the address."),
    legal_basis=PUBLIC_TASK,
    people=gettext_lazy("Citizens who comment."),
    data=gettext_lazy("Name, e-mail address, text, organisation, version of the consent."),
    recipients=gettext_lazy("Nobody, until they are confirmed."),
    kept_for=gettext_lazy("Three days."),
    collect=_waiting_of,
    erase=_erase_waiting,
    due=_unconfirmed_too_long,
    forget=_empty_waiting,
)
COMMENTS = Holding(
    name="comments.comments",
    label=gettext_lazy("Comments"),
    purpose=gettext_lazy("To let citizens take part in public decisions, and to moderate fairly."),
    legal_basis=PUBLIC_TASK,
    people=gettext_lazy("Citizens who comment."),
    data=gettext_lazy(
        "Name, how it is shown, settlement, organisation, e-mail address, text, stance, what was "
        "decided and why, appeals, version of the consent."
    ),
    recipients=gettext_lazy(
        "Everyone reads the text and the name as it was chosen; moderators also see the address."
    ),
    kept_for=gettext_lazy("The address for two years; the text as long as its page is public."),
    collect=_comments_of,
    erase=_erase_comments,
    due=_old_addresses,
    forget=_forget_addresses,
)
REFUSED = Holding(
    name="comments.refused",
    label=gettext_lazy("Comments that are not shown"),
    purpose=gettext_lazy("To answer appeals against what moderators decided."),
    legal_basis=PUBLIC_TASK,
    people=gettext_lazy("Citizens whose comments were rejected, removed or withdrawn."),
    data=gettext_lazy("The same as of other comments."),
    recipients=MODERATORS,
    kept_for=gettext_lazy("One year after the decision; then the words and the person are erased."),
    due=_old_refused,
    forget=_forget_refused,
)
EARLIER_TEXTS = Holding(
    name="comments.earlier_texts",
    label=gettext_lazy("Earlier texts of comments"),
    purpose=gettext_lazy("To see what readers answered before an author changed the words."),
    legal_basis=PUBLIC_TASK,
    people=gettext_lazy("Citizens who changed or withdrew a comment."),
    data=gettext_lazy("The words before the change."),
    recipients=MODERATORS,
    kept_for=gettext_lazy("One year after the change."),
    due=_old_texts,
    forget=_forget_texts,
)
VOTES = Holding(
    name="comments.votes",
    label=gettext_lazy("Useful votes"),
    purpose=gettext_lazy("To count each reader once."),
    legal_basis=PUBLIC_TASK,
    people=gettext_lazy("Readers who find a comment useful."),
    data=gettext_lazy(
        "Keyed hashes of the network address, of the browser and of the mark that it keeps; the "
        "key is new each month."
    ),
    recipients=gettext_lazy("Nobody; only the number is shown."),
    kept_for=gettext_lazy("Two months; then only the number stays."),
    due=_old_votes,
    forget=_forget_readers,
)
REPORTS = Holding(
    name="comments.reports",
    label=gettext_lazy("Reports of comments"),
    purpose=gettext_lazy("To look again at comments that may break the rules."),
    legal_basis=PUBLIC_TASK,
    people=gettext_lazy("Readers who report a comment."),
    data=gettext_lazy(
        "The reason, what was written to it, and a keyed hash as with votes; no address."
    ),
    recipients=MODERATORS,
    kept_for=gettext_lazy("The hash for two months; the reason as long as the comment."),
    due=_old_reports,
    forget=_forget_readers,
)
