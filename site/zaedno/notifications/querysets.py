"""Words for asking about mails and followers."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import models
from django.db.models import F, Q

from zaedno.core.mailboxes import same_mailbox


# The model imports this module, so its name cannot be imported here.
class OutgoingMailQuerySet(models.QuerySet["OutgoingMail"]):  # type: ignore[name-defined]
    """Questions about mails on their way."""

    def due(self, at: datetime) -> "OutgoingMailQuerySet":
        """Neither sent nor given up, still of use, and the time of the next attempt has come."""
        return self.filter(
            Q(expires=None) | Q(expires__gt=at), sent_at=None, next_attempt_at__lte=at
        )

    def expired(self, at: datetime) -> "OutgoingMailQuerySet":
        """Still to be sent, but of no use any more."""
        return self.filter(sent_at=None, next_attempt_at__isnull=False, expires__lte=at)

    def given_up(self) -> "OutgoingMailQuerySet":
        """Never sent, and no longer tried."""
        return self.filter(sent_at=None, next_attempt_at=None)

    def created_before(self, moment: datetime) -> "OutgoingMailQuerySet":
        """Written before a moment."""
        return self.filter(created__lt=moment)

    def written_since(self, moment: datetime, *, kind: str, email: str) -> "OutgoingMailQuerySet":
        """Those of a kind that were written to a mailbox after a moment."""
        return self.filter(same_mailbox(email, field="to"), kind=kind, created__gt=moment)

    def claim(self, mail_id: int, *, at: datetime, lease: timedelta) -> bool:
        """Take a due mail for one attempt: of several that try, one succeeds.

        The next attempt is moved to the end of the lease, so that a mail whose sender died is
        taken up again.
        """
        due = self.due(at).filter(pk=mail_id)
        return due.update(next_attempt_at=at + lease, attempts=F("attempts") + 1) == 1


# The model imports this module, so its name cannot be imported here.
class SubscriptionQuerySet(models.QuerySet["Subscription"]):  # type: ignore[name-defined]
    """Questions about who follows what."""

    def confirmed(self) -> "SubscriptionQuerySet":
        """Those whose owners said by mail that they want it."""
        return self.filter(confirmed_at__isnull=False)

    def unconfirmed_before(self, moment: datetime) -> "SubscriptionQuerySet":
        """Asked for before a moment, and never confirmed."""
        return self.filter(confirmed_at=None, created__lte=moment)

    def of_person(self, email: str) -> "SubscriptionQuerySet":
        """What an address follows, or was asked whether it wants to."""
        return self.filter(email=email.strip().lower())

    def of_people(self, emails: Iterable[str]) -> "SubscriptionQuerySet":
        """What some addresses of one person follow, the newest first."""
        return self.confirmed().filter(email__in=[email.strip().lower() for email in emails])

    def of_topics(self, topics: Iterable[str]) -> "SubscriptionQuerySet":
        """Confirmed followers of any of some topics."""
        return self.confirmed().filter(topic__in=list(topics))
