"""Mail is written into the outbox, in the transaction that gives the reason for it."""

from collections.abc import Mapping
from datetime import timedelta
from email.utils import make_msgid
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from zaedno.notifications.models import OutgoingMail
from zaedno.notifications.rendering import render_mail
from zaedno.notifications.tasks import deliver


def send_later(
    *,
    to: str,
    subject: str = "",
    template: str,
    context: Mapping[str, Any],
    language: str,
    unsubscribe_url: str = "",
    valid_for: timedelta | None = None,
    kind: str = "",
) -> OutgoingMail:
    """Write a mail in the caller's transaction; it goes out once that has been committed.

    Args:
        to: one address.
        subject: instead of the one in the template's ``.subject.txt``.
        template: name of the three files under ``templates/emails/``.
        context: what the template names.
        language: of the reader.
        unsubscribe_url: where one click ends mails of this kind; it stands in the foot too.
        valid_for: how long what it says is of use; later it is not sent, and its words go.
        kind: what it is counted as, where mails of a kind are limited.
    """
    values = {**context, "unsubscribe_url": unsubscribe_url}
    content = render_mail(template, values, language=language)
    now = timezone.now()
    mail = OutgoingMail.objects.create(
        to=to,
        subject=subject or content.subject,
        text=content.text,
        html=content.html,
        kind=kind,
        headers={**_headers(language), **_unsubscribe_headers(unsubscribe_url)},
        created=now,
        next_attempt_at=now,
        expires=now + valid_for if valid_for else None,
    )
    transaction.on_commit(lambda: deliver.enqueue(mail.pk))
    return mail


def _headers(language: str) -> dict[str, str]:
    # A fixed identity lets the reader's server drop a copy, should one ever be sent twice.
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip("> ")
    return {
        "Message-ID": make_msgid(domain=domain),
        "Auto-Submitted": "auto-generated",
        "Content-Language": language,
    }


def _unsubscribe_headers(url: str) -> dict[str, str]:
    """What lets a mail program offer to unsubscribe by one click (RFC 8058)."""
    if not url:
        return {}
    return {
        "List-Unsubscribe": f"<{url}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
