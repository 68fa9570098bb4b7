"""What all services share: start once, be found again, stop."""

import os
import shlex
import signal
from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from subprocess import Popen
from typing import ClassVar
from urllib.parse import urlsplit

from tests.services import ports
from tests.services.accounts import Account
from tests.services.errors import ServiceError
from tests.services.places import Places
from tests.services.processes import Record, record_of, stop, wait_until
from tests.services.progress import say

ATTEMPTS = 3


@dataclass
class Service(ABC):
    """One server on this machine, whose address is told in one environment variable."""

    places: Places
    account: Account

    _process: "Popen[bytes] | None" = field(default=None, init=False)

    name: ClassVar[str]
    variable: ClassVar[str]
    given_schemes: ClassVar[tuple[str, ...]]
    default_port: ClassVar[int]
    stop_signal: ClassVar[signal.Signals] = signal.SIGTERM
    start_seconds: ClassVar[float] = 60
    stop_seconds: ClassVar[float] = 30

    @abstractmethod
    def prepare(self) -> None:
        """Find or install the server and make its data folder; doing it again does no harm."""

    @abstractmethod
    def launch(self, port: int) -> "Popen[bytes]":
        """Start the server's process."""

    @abstractmethod
    def answers(self, port: int) -> bool:
        """Tell whether the server on a port is ready for work."""

    @abstractmethod
    def url(self, port: int) -> str:
        """Give the address that the product is told."""

    def finish(self, port: int) -> None:
        """Do what can only be done once the server answers; most servers need nothing more."""
        return

    @cached_property
    def folder(self) -> Path:
        """The folder of the server's own files."""
        folder = self.places.home(self.account) / self.name
        folder.mkdir(exist_ok=True)
        self.account.own(folder)
        return folder

    @property
    def log(self) -> Path:
        """The file that receives what the server prints."""
        return self.places.services / f"{self.name}.log"

    @property
    def record_file(self) -> Path:
        """The file that says which process the server is."""
        return self.places.services / f"{self.name}.json"

    @property
    def record(self) -> Record | None:
        """The process last started, dead or alive."""
        return Record.read(self.record_file)

    @property
    def given_url(self) -> str | None:
        """The address of a server that somebody else runs and put into the environment."""
        url = os.environ.get(self.variable, "")
        if urlsplit(url).scheme not in self.given_schemes:
            return None
        return None if self.record and url == self.url(self.record.port) else url

    @property
    def current_url(self) -> str | None:
        """The address in use now, if there is one."""
        if self.given_url:
            return self.given_url if self._given_answers() else None
        record = self.record
        return self.url(record.port) if record and record.is_alive else None

    def start(self) -> None:
        """Make sure that the server runs; one that runs already is kept.

        Raises:
            ServiceError: it cannot be installed or started.
        """
        if self.given_url:
            self._check_given()
            return
        self.prepare()
        if self._is_running():
            say(self.name, "already running")
            return
        self.stop()
        for attempt in range(1, ATTEMPTS + 1):
            port = ports.free_port(self.record.port if self.record else None)
            try:
                self._start_on(port)
            except ServiceError:
                taken_meanwhile = not ports.is_free(port)
                if attempt == ATTEMPTS or not taken_meanwhile:
                    raise
            else:
                return

    def stop(self) -> bool:
        """End the server and what is left of it; tell whether there was anything to end."""
        record = self.record
        if record is None or not record.members():
            return False
        self._end(record)
        return True

    def status(self) -> str:
        """Say in a few words how the server is."""
        if self.given_url:
            state = "answers" if self._given_answers() else "does not answer"
            return f"given in {self.variable}, {state}"
        record = self.record
        if record is None or not record.is_alive:
            return "stopped"
        state = "running" if self.answers(record.port) else "does not answer"
        return f"{state}, pid {record.pid}, {self.url(record.port)}"

    def _is_running(self) -> bool:
        record = self.record
        return record is not None and record.is_alive and self.answers(record.port)

    def _given_answers(self) -> bool:
        address = urlsplit(self.given_url or "")
        host, port = address.hostname or ports.LOOPBACK, address.port or self.default_port
        return ports.accepts(host, port)

    def _check_given(self) -> None:
        if not self._given_answers():
            raise ServiceError(
                f"{self.name}: nothing answers at the address in {self.variable};"
                " start that server or unset the variable"
            )
        say(self.name, f"using the one given in {self.variable}")

    def _start_on(self, port: int) -> None:
        say(self.name, "starting")
        process = self._process = self.launch(port)
        record = record_of(process, port=port)
        record.write(self.record_file)
        try:
            wait_until(
                lambda: self.answers(port),
                process=process,
                name=self.name,
                log=self.log,
                seconds=self.start_seconds,
            )
            self.finish(port)
        except BaseException:
            self._end(record)
            raise
        say(self.name, f"ready at {self.url(port)}")

    def _end(self, record: Record) -> None:
        stop(record, by=self.stop_signal, seconds=self.stop_seconds)
        if self._process is not None:
            self._process.wait()

    def env_line(self) -> str:
        """Give the line for a shell that tells the address, or nothing while there is none."""
        url = self.current_url
        return f"{self.variable}={shlex.quote(url)}\n" if url else ""
