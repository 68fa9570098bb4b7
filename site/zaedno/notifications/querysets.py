"""Words for asking about mails."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import F


# The model imports this module, so its name cannot be imported here.
class OutgoingMailQuerySet(models.QuerySet["OutgoingMail"]):  # type: ignore[name-defined]
    """Questions about mails on their way."""

    def due(self, at: datetime) -> "OutgoingMailQuerySet":
        """Neither sent nor given up, and the time of the next attempt has come."""
        return self.filter(sent_at=None, next_attempt_at__lte=at)

    def given_up(self) -> "OutgoingMailQuerySet":
        """Never sent, and no longer tried."""
        return self.filter(sent_at=None, next_attempt_at=None)

    def created_before(self, moment: datetime) -> "OutgoingMailQuerySet":
        """Written before a moment."""
        return self.filter(created__lt=moment)

    def claim(self, mail_id: int, *, at: datetime, lease: timedelta) -> bool:
        """Take a due mail for one attempt: of several that try, one succeeds.

        The next attempt is moved to the end of the lease, so that a mail whose sender died is
        taken up again.
        """
        due = self.due(at).filter(pk=mail_id)
        return due.update(next_attempt_at=at + lease, attempts=F("attempts") + 1) == 1
