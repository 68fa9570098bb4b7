"""A mail server that does not work, in ways that a test chooses."""

import smtplib
from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


class DownBackend(BaseEmailBackend):
    """Nobody listens at the server's address."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        raise ConnectionRefusedError("Connection refused")


class RefusingBackend(BaseEmailBackend):
    """The server says for good that there is no such address."""

    code = 550

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        to = email_messages[0].to[0]
        raise smtplib.SMTPRecipientsRefused({to: (self.code, b"No such user")})


class BusyBackend(RefusingBackend):
    """The server asks to try later."""

    code = 451
