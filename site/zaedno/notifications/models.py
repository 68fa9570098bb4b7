"""The outbox, where every mail is a row of the transaction that gives the reason; and followers."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from zaedno.notifications.enums import MailState
from zaedno.notifications.querysets import OutgoingMailQuerySet, SubscriptionQuerySet

LONGEST_URL = 4_000


class OutgoingMail(models.Model):
    """One mail to one person, written once and sent once."""

    to = models.EmailField(_("to"))
    subject = models.CharField(_("subject"), max_length=255)
    text = models.TextField(
        _("text"),
        help_text=_("Emptied when the mail has gone out or is given up: it may hold secret links."),
    )
    html = models.TextField(_("HTML"), blank=True)
    headers = models.JSONField(_("headers"), default=dict)
    # What its limits count it as; empty for what is not limited.
    kind = models.CharField(max_length=32, blank=True, default="", editable=False)
    created = models.DateTimeField(_("written"), db_index=True)
    attempts = models.PositiveIntegerField(_("attempts"), default=0)
    next_attempt_at = models.DateTimeField(
        _("next attempt"), null=True, help_text=_("Empty: sent, or given up.")
    )
    expires = models.DateTimeField(
        _("of use until"), null=True, help_text=_("After that it is not sent. Empty: always.")
    )
    sent_at = models.DateTimeField(_("sent"), null=True)
    failed_reason = models.TextField(_("reason of the last failure"), blank=True)

    objects = OutgoingMailQuerySet.as_manager()

    class Meta:
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        ordering = ["-created", "-pk"]
        default_permissions = ("view",)
        indexes = [
            models.Index(
                fields=["next_attempt_at"],
                name="mail_waiting",
                condition=models.Q(sent_at=None, next_attempt_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def state(self) -> MailState:
        """Where the mail is on its way."""
        if self.sent_at:
            return MailState.SENT
        return MailState.WAITING if self.next_attempt_at else MailState.GIVEN_UP


class Subscription(models.Model):
    """Somebody wants to be told of news on one topic; only once they confirmed it by mail."""

    email = models.EmailField(_("e-mail"), help_text=_("In small letters."))
    topic = models.CharField(_("topic"), max_length=120, db_index=True)
    title = models.CharField(_("title"), max_length=255)
    url = models.CharField(_("address"), max_length=LONGEST_URL)
    language = models.CharField(_("language"), max_length=2)
    created = models.DateTimeField(_("asked for"), db_index=True)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True)
    token_hash = models.CharField(max_length=64, blank=True, db_index=True)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("follower")
        verbose_name_plural = _("followers")
        ordering = ["-created", "-pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["email", "topic"], name="one_follow_of_a_topic")
        ]

    def __str__(self) -> str:
        return f"{self.topic}: {self.pk}"
