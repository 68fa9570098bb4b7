"""Processes that outlive the command that started them, and records to find them again."""

import json
import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.services.accounts import Account
from tests.services.errors import ServiceError

PROC = Path("/proc")
POLL_SECONDS = 0.1
LOG_TAIL_LINES = 12


@dataclass(frozen=True)
class Record:
    """A started process: its session, its birth, its port.

    A number of a process is used again after its death, so the birth is compared as well.
    """

    pid: int
    born: str
    port: int

    @classmethod
    def read(cls, path: Path) -> "Record | None":
        """Read a record; one that is missing or half written counts as none."""
        try:
            return cls(**json.loads(path.read_text()))
        except (FileNotFoundError, ValueError, TypeError):
            return None

    def write(self, path: Path) -> None:
        """Write the record whole or not at all."""
        draft = path.with_suffix(".new")
        draft.write_text(json.dumps(asdict(self)))
        draft.replace(path)

    @property
    def is_alive(self) -> bool:
        """Whether this very process still runs."""
        return self.born != "" and _birth(self.pid) == self.born

    def members(self) -> list[int]:
        """List the processes of the session, also when the first of them is dead already."""
        birth = _birth(self.pid)
        if birth not in ("", self.born):
            return []
        return [pid for pid in _all_pids() if _session(pid) == self.pid and _birth(pid)]


def spawn(
    command: Sequence[str],
    *,
    account: Account,
    folder: Path,
    log: Path,
    environment: Mapping[str, str] | None = None,
) -> "subprocess.Popen[bytes]":
    """Start a process in a session of its own, its output going to a log file."""
    with log.open("wb") as output:
        return subprocess.Popen(
            list(command),
            cwd=folder,
            env={**os.environ, **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            **account.process_options(),
        )


def record_of(process: "subprocess.Popen[bytes]", *, port: int) -> Record:
    """Describe a process that was just started."""
    return Record(pid=process.pid, born=_birth(process.pid), port=port)


def wait_until(
    ready: Callable[[], bool],
    *,
    process: "subprocess.Popen[bytes]",
    name: str,
    log: Path,
    seconds: float,
) -> None:
    """Wait until a server answers.

    Raises:
        ServiceError: it ended, or did not answer in time; the end of its log is given with it.
    """
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise ServiceError(f"{name}: ended while starting; see {log}", log_tail=tail(log))
        if ready():
            return
        time.sleep(POLL_SECONDS)
    message = f"{name}: no answer in {seconds:.0f} s; see {log}"
    raise ServiceError(message, log_tail=tail(log))


def stop(record: Record, *, by: signal.Signals, seconds: float) -> None:
    """Ask a process to end, wait, and kill what is left of its session."""
    if record.is_alive:
        _send(record.pid, by)
        _wait_for_end(record, seconds)
    for pid in record.members():
        _send(pid, signal.SIGKILL)
    _wait_for_end(record, seconds)


def tail(log: Path) -> str:
    """Give the last lines of a log."""
    lines = log.read_text(errors="replace").splitlines() if log.exists() else []
    return "\n".join(lines[-LOG_TAIL_LINES:])


def _wait_for_end(record: Record, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while record.members() and time.monotonic() < deadline:
        time.sleep(POLL_SECONDS)


def _send(pid: int, number: signal.Signals) -> None:
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        return


def _stat(pid: int) -> list[str]:
    """Give the fields of /proc/PID/stat from the state on; none for a dead or unreaped process."""
    try:
        text = (PROC / str(pid) / "stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return []
    fields = text.rpartition(")")[2].split()
    return [] if fields[0] in "ZX" else fields


def _birth(pid: int) -> str:
    fields = _stat(pid)
    return fields[19] if fields else ""


def _session(pid: int) -> int:
    fields = _stat(pid)
    return int(fields[3]) if fields else 0


def _all_pids() -> list[int]:
    return [int(entry.name) for entry in PROC.iterdir() if entry.name.isdigit()]
