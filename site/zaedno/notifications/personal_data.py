"""What notifications hold on people: mails on their way, and who follows what."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zaedno.core.personal_data import Holding, delete_rows, register_holding
from zaedno.notifications.delivery import KEPT_FOR
from zaedno.notifications.models import OutgoingMail, Subscription
from zaedno.notifications.rendering import absolute_url
from zaedno.notifications.subscriptions import CONFIRM_WITHIN


def register() -> None:
    """Say what is held."""
    register_holding(MAILS)
    register_holding(FOLLOWS)


def _mails_to(email: str) -> Iterable[dict[str, Any]]:
    for mail in OutgoingMail.objects.filter(to__iexact=email).iterator():
        yield {
            _("to"): mail.to,
            _("subject"): mail.subject,
            _("written"): mail.created,
            _("sent"): mail.sent_at,
        }


def _erase_mails(email: str, *, at: datetime, words: bool) -> int:
    return OutgoingMail.objects.filter(to__iexact=email).delete()[0]


def _old_mails(at: datetime) -> "QuerySet[OutgoingMail]":
    return OutgoingMail.objects.created_before(at - KEPT_FOR)


def _follows_of(email: str) -> Iterable[dict[str, Any]]:
    for follow in Subscription.objects.of_person(email).iterator():
        yield {
            _("title"): follow.title,
            _("address"): absolute_url(follow.url),
            _("asked for"): follow.created,
            _("confirmed"): follow.confirmed_at,
        }


def _erase_follows(email: str, *, at: datetime, words: bool) -> int:
    return Subscription.objects.of_person(email).delete()[0]


def _unconfirmed_follows(at: datetime) -> "QuerySet[Subscription]":
    return Subscription.objects.unconfirmed_before(at - CONFIRM_WITHIN)


MAILS = Holding(
    name="notifications.mails",
    label=gettext_lazy("Mails that the platform sent"),
    purpose=gettext_lazy(
        "To deliver confirmations, decisions and news, and to know that they left."
    ),
    legal_basis=gettext_lazy("Task in the public interest: GDPR, Article 6(1)(e)."),
    people=gettext_lazy("Everyone who gave their e-mail address, and the staff."),
    data=gettext_lazy("E-mail address, subject, moments of writing and sending."),
    recipients=gettext_lazy("The mail server of the addressee."),
    kept_for=gettext_lazy(
        "30 days; the words are deleted as soon as the mail has left or is of no use any more."
    ),
    collect=_mails_to,
    erase=_erase_mails,
    due=_old_mails,
    forget=delete_rows,
)
FOLLOWS = Holding(
    name="notifications.follows",
    label=gettext_lazy("Followed topics"),
    purpose=gettext_lazy("To tell people of news on what they chose to follow."),
    legal_basis=gettext_lazy("Consent: GDPR, Article 6(1)(a)."),
    people=gettext_lazy("Everyone who asked to be told of news."),
    data=gettext_lazy(
        "E-mail address, what is followed, language, moments of asking and confirming."
    ),
    recipients=gettext_lazy("Nobody outside the platform."),
    kept_for=gettext_lazy("Until you unsubscribe; three days if it was never confirmed."),
    collect=_follows_of,
    erase=_erase_follows,
    due=_unconfirmed_follows,
    forget=delete_rows,
)
