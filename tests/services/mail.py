"""The mail catcher's process."""

import sys
from pathlib import Path
from subprocess import Popen
from typing import ClassVar

from tests.services import ports
from tests.services.accounts import Account
from tests.services.places import REPOSITORY
from tests.services.processes import spawn
from tests.services.service import Service


class Mail(Service):
    """A server that takes every mail and sends none."""

    name: ClassVar[str] = "mail"
    variable: ClassVar[str] = "EMAIL_URL"
    # A real mail server in the environment is never used: tests must not write to anyone.
    given_schemes: ClassVar[tuple[str, ...]] = ()
    default_port: ClassVar[int] = 25

    @property
    def mailbox(self) -> Path:
        """The folder of the mails caught."""
        return self.places.services / self.name

    def prepare(self) -> None:
        """Make the folder of the mails."""
        self.mailbox.mkdir(exist_ok=True)

    def launch(self, port: int) -> "Popen[bytes]":
        """Start the catcher under the caller's account, who reads the mails."""
        command = [
            sys.executable,
            "-m",
            "tests.services.mail_catcher",
            str(port),
            str(self.mailbox),
        ]
        return spawn(command, account=Account(), folder=REPOSITORY, log=self.log)

    def answers(self, port: int) -> bool:
        """Wait for the greeting of a mail server."""
        return ports.says(port, b"220 ")

    def url(self, port: int) -> str:
        """Give the address of the catcher."""
        return f"smtp://{ports.LOOPBACK}:{port}"
