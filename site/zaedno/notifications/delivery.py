"""Mail leaves the outbox: each once, a failed one again and again, for three days at most."""

import logging
import smtplib
from datetime import datetime, timedelta
from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.utils import timezone

from zaedno.notifications.backoff import next_attempt
from zaedno.notifications.models import OutgoingMail

logger = logging.getLogger(__name__)

LEASE = timedelta(minutes=5)
KEPT_FOR = timedelta(days=30)
MOST_IN_A_ROUND = 50


def send_now(mail_id: int, *, at: datetime) -> bool:
    """Send a mail if it is due and nobody else is sending it.

    Returns:
        False when the attempt failed; True when the mail is sent or is not ours to send.
    """
    if not OutgoingMail.objects.claim(mail_id, at=at, lease=LEASE):
        return True
    mail = OutgoingMail.objects.get(pk=mail_id)
    try:
        _message(mail).send()
    except Exception as error:  # whatever goes wrong, the mail must not be lost
        logger.warning("Mail %s was not sent (attempt %s)", mail.pk, mail.attempts, exc_info=True)
        _note_failure(mail, error, at=at)
        return False
    _note_success(mail, at=at)
    return True


def deliver_due(*, at: datetime | None = None) -> int:
    """Try the mails whose time has come; returns how many were tried.

    A failure ends the round: when the mail server is down, the others would only wait for it
    too. The failed one moves back, so the next round begins with another.
    """
    moment = at or timezone.now()
    give_up_expired(at=moment)
    due = OutgoingMail.objects.due(moment).order_by("next_attempt_at", "pk")
    tried = 0
    for mail_id in due.values_list("pk", flat=True)[:MOST_IN_A_ROUND]:
        tried += 1
        if not send_now(mail_id, at=moment):
            break
    return tried


def give_up_expired(*, at: datetime) -> int:
    """Send no code or link that does not work any more, and keep none; returns how many."""
    return OutgoingMail.objects.expired(at).update(next_attempt_at=None, text="", html="")


def forget_old_mail(*, at: datetime | None = None) -> int:
    """Delete mails that nobody needs any more; returns how many."""
    moment = (at or timezone.now()) - KEPT_FOR
    return OutgoingMail.objects.created_before(moment).delete()[0]


def _message(mail: OutgoingMail) -> EmailMultiAlternatives:
    message = EmailMultiAlternatives(mail.subject, mail.text, to=[mail.to], headers=mail.headers)
    message.attach_alternative(mail.html, "text/html")
    return message


def _note_success(mail: OutgoingMail, *, at: datetime) -> None:
    OutgoingMail.objects.filter(pk=mail.pk).update(
        sent_at=at, next_attempt_at=None, failed_reason="", **_without_secrets(mail)
    )


def _note_failure(mail: OutgoingMail, error: Exception, *, at: datetime) -> None:
    moment = next_attempt(attempts=mail.attempts, created=mail.created, at=at)
    given_up = moment is None or _is_final(error)
    OutgoingMail.objects.filter(pk=mail.pk).update(
        failed_reason=f"{type(error).__name__}: {error}",
        next_attempt_at=None if given_up else moment,
        **(_without_secrets(mail) if given_up else {}),
    )


def _without_secrets(mail: OutgoingMail) -> dict[str, Any]:
    """What stays of a mail that nobody sends any more: secret links go with the words.

    So does the one in the headers.
    """
    headers = {k: v for k, v in mail.headers.items() if not k.startswith("List-Unsubscribe")}
    return {"text": "", "html": "", "headers": headers}


def _is_final(error: Exception) -> bool:
    """Whether the server said that this address does not take mail (5xx), now or later."""
    if not isinstance(error, smtplib.SMTPRecipientsRefused):
        return False
    return all(code >= 500 for code, _ in error.recipients.values())
