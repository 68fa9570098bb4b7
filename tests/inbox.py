"""A real mail server for tests: it keeps what it receives, refuses, or is silent when told to."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import cast

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.services.ports import LOOPBACK, free_port


class Inbox:
    """What a mail server received; it can be told to refuse.

    Attributes:
        port: where it listens while it runs; the same each time.
        received: each message as it came, the oldest first.
        answer: what it says to a message.
    """

    def __init__(self) -> None:
        self.port = free_port()
        self.received: list[bytes] = []
        self.answer = "250 OK"

    # The name is aiosmtpd's.
    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Take a message, or say why not."""
        if self.answer.startswith("250"):
            self.received.append(cast(bytes, envelope.content))
        return self.answer

    @contextmanager
    def running(self) -> Iterator[None]:
        """The server is up; outside of this it is down, and connections are refused."""
        controller = Controller(self, hostname=LOOPBACK, port=self.port)
        controller.start()
        try:
            yield
        finally:
            controller.stop()

    @contextmanager
    def silent(self) -> Iterator[socket.socket]:
        """A server that takes connections and says nothing; yields the listening socket."""
        with socket.create_server((LOOPBACK, self.port)) as listener:
            listener.settimeout(60)
            yield listener

    def messages(self) -> list[EmailMessage]:
        """What was received, taken apart."""
        return [
            cast(EmailMessage, message_from_bytes(content, policy=policy.default))
            for content in self.received
        ]

    def to(self, address: str) -> list[EmailMessage]:
        """What somebody received, the oldest first."""
        return [mail for mail in self.messages() if address in str(mail["To"])]
