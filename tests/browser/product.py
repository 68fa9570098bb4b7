"""The product itself, running as `make run` runs it, for tests to use from outside."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from zaedno import REPOSITORY

START_SECONDS = 300
# The tests' own settings, and what an outer make tells its children.
NOT_INHERITED = {
    *("DJANGO_SETTINGS_MODULE", "DATABASE_URL", "EMAIL_URL", "REDIS_URL", "ELASTICSEARCH_URL"),
    *("MAKEFLAGS", "MAKELEVEL", "MFLAGS"),
}


@dataclass
class Product:
    """A running site: its address, data folder, console.

    Attributes:
        data: its ``DATA_DIR``.
        environment: variables beside it, such as ``ELASTICSEARCH_URL``.
    """

    data: Path
    environment: dict[str, str] = field(default_factory=dict)
    console: list[str] = field(default_factory=list)
    process: "subprocess.Popen[str] | None" = None
    port: int = 0
    listener: threading.Thread | None = None

    @property
    def url(self) -> str:
        """Address of the site, without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start and wait for "Ready".

        Raises:
            AssertionError: it ended or did not get ready in time; the console is in the message.
        """
        self.port = self.port or _free_port()
        # What it said before it was stopped must not count for the one that starts now.
        self.console.clear()
        inherited = {name: value for name, value in os.environ.items() if name not in NOT_INHERITED}
        self.process = subprocess.Popen(
            ["make", "--no-print-directory", "run"],
            cwd=REPOSITORY,
            env={
                **inherited,
                "DATA_DIR": str(self.data),
                "PORT": str(self.port),
                **self.environment,
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self.listener = threading.Thread(target=self._listen, args=(self.process,), daemon=True)
        self.listener.start()
        wait_for(self._is_ready, seconds=START_SECONDS, what=lambda: "\n".join(self.console))

    def stop(self) -> int:
        """Ask it to end, as Ctrl-C or an operator would; returns its exit code."""
        if self.process is None:
            return 0
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(timeout=30)
        if self.listener is not None:
            self.listener.join(timeout=5)
        if self.process.stdout is not None:
            self.process.stdout.close()
        return code

    def logins(self) -> dict[str, dict[str, Any]]:
        """The staff logins that the demo wrote."""
        return json.loads((self.data / "demo-logins.json").read_text())

    def manage(self, *arguments: str) -> str:
        """Run a command of manage.py on the same data; returns what it printed."""
        done = subprocess.run(
            [sys.executable, str(REPOSITORY / "manage.py"), *arguments],
            env={
                **{name: value for name, value in os.environ.items() if name not in NOT_INHERITED},
                "DATA_DIR": str(self.data),
                "PORT": str(self.port),
                **self.environment,
            },
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def mails_to(self, address: str) -> list[EmailMessage]:
        """The mails written for somebody, the oldest first."""
        files = sorted((self.data / "mail").glob("*.eml"))
        parsed = [message_from_bytes(path.read_bytes(), policy=policy.default) for path in files]
        return [mail for mail in parsed if address in str(mail["To"])]

    def link_in_mail_to(self, address: str, containing: str) -> str:
        """The newest link mailed to somebody whose address has a word in it; waits for the mail."""

        def newest() -> str | None:
            for mail in reversed(self.mails_to(address)):
                body = mail.get_body(("plain",))
                links = re.findall(r"https?://\S+", body.get_content() if body else "")
                found = [link for link in links if containing in link]
                if found:
                    return found[0]
            return None

        return wait_for(newest, seconds=30, what=lambda: f"no mail to {address}")

    def _is_ready(self) -> bool:
        assert self.process is not None
        assert self.process.poll() is None, "\n".join(self.console)
        return any(line.strip() == "Ready" for line in self.console)

    def _listen(self, process: "subprocess.Popen[str]") -> None:
        assert process.stdout is not None
        for line in process.stdout:
            self.console.append(line.rstrip("\n"))


def wait_for(condition: Callable[[], Any], *, seconds: float, what: Callable[[], str]) -> Any:
    """Ask again and again until the answer is something; returns it.

    Raises:
        AssertionError: the time is over; ``what`` gives the message.
    """
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        found = condition()
        if found:
            return found
        time.sleep(0.1)
    raise AssertionError(what())


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
