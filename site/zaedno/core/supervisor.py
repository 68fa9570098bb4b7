"""Keeps the processes of the product running together, and ends them together."""

import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

GRACE_SECONDS = 8
RESTARTS_ALLOWED = 5


@dataclass
class Child:
    """A process of the product.

    Attributes:
        name: names its log file.
        command: what runs.
        shown: a line of its output that has this text is shown on the console too.
    """

    name: str
    command: Sequence[str]
    shown: str = ""
    process: "subprocess.Popen[str] | None" = field(default=None, repr=False)
    restarts: int = 0


class Supervisor:
    """Starts children, restarts those that die, stops all of them on SIGTERM or Ctrl-C."""

    def __init__(
        self, children: Sequence[Child], *, logs: Path, environment: dict[str, str]
    ) -> None:
        """Prepare; nothing runs yet."""
        self.children = children
        self.logs = logs
        self.environment = {**os.environ, **environment}
        self.stopping = threading.Event()

    def start(self) -> None:
        """Start every child, and listen for the signals that end them."""
        self.logs.mkdir(parents=True, exist_ok=True)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._on_signal)
        for child in self.children:
            self._start_child(child)

    def watch(self) -> int:
        """Wait until told to stop; returns the exit code.

        A child that dies is started again; one that dies again and again ends the product.
        """
        while not self.stopping.wait(0.5):
            for child in self.children:
                if child.process is not None and child.process.poll() is not None:
                    if child.restarts >= RESTARTS_ALLOWED:
                        self.say(f"{child.name} keeps failing: see {self._log_of(child)}")
                        self.stop()
                        return 1
                    child.restarts += 1
                    self._start_child(child)
        self.stop()
        return 0

    def stop(self) -> None:
        """Ask every child to end, and insist after a while."""
        self.stopping.set()
        running = [child.process for child in self.children if child.process is not None]
        for process in running:
            if process.poll() is None:
                process.terminate()
        deadline = time.monotonic() + GRACE_SECONDS
        for process in running:
            try:
                process.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    @staticmethod
    def say(line: str) -> None:
        """Show a line on the console at once."""
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()

    def _start_child(self, child: Child) -> None:
        # A session of its own: Ctrl-C reaches only the supervisor, which ends all in order.
        child.process = subprocess.Popen(  # noqa: S603  the commands are this module's callers'
            child.command,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            start_new_session=True,
        )
        threading.Thread(target=self._keep_output, args=(child, child.process), daemon=True).start()

    def _keep_output(self, child: Child, process: "subprocess.Popen[str]") -> None:
        if process.stdout is None:
            return
        with self._log_of(child).open("a", encoding="utf-8") as log:
            for line in process.stdout:
                log.write(line)
                log.flush()
                if child.shown and child.shown in line:
                    self.say(line.split(child.shown, 1)[1].strip())

    def _log_of(self, child: Child) -> Path:
        return self.logs / f"{child.name}.log"

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        logging.getLogger(__name__).info("Stopping on signal %s", number)
        self.stopping.set()
