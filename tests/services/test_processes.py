"""Starting, finding again and stopping processes."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.services.accounts import Account
from tests.services.errors import ServiceError
from tests.services.processes import Record, record_of, spawn, stop, wait_until

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]
PARENT_OF_SLEEP = [
    sys.executable,
    "-c",
    f"import subprocess; subprocess.Popen({SLEEP!r}).wait()",
]


class Starter:
    """Starts processes in a folder and ends them after the test."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.log = folder / "log"
        self.processes: list[subprocess.Popen[bytes]] = []

    def __call__(self, command: list[str]) -> "subprocess.Popen[bytes]":
        process = spawn(command, account=Account(), folder=self.folder, log=self.log)
        self.processes.append(process)
        return process

    def end(self) -> None:
        for process in self.processes:
            stop(record_of(process, port=1), by=signal.SIGKILL, seconds=5)
            process.wait()


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Starter]:
    """Give a function that starts a process."""
    starter = Starter(tmp_path)
    yield starter
    starter.end()


def wait_for_members(record: Record, count: int) -> list[int]:
    deadline = time.monotonic() + 5
    while len(record.members()) != count and time.monotonic() < deadline:
        time.sleep(0.05)
    return record.members()


def test_a_started_process_is_found_by_its_record(tmp_path: Path, start: Starter) -> None:
    record = record_of(start(SLEEP), port=1)
    record.write(tmp_path / "record.json")
    found = Record.read(tmp_path / "record.json")
    assert found == record
    assert found.is_alive


def test_another_process_with_the_same_number_is_not_ours(tmp_path: Path) -> None:
    stranger = Record(pid=os.getpid(), born="1", port=1)
    assert not stranger.is_alive
    assert stranger.members() == []


def test_a_process_that_died_before_it_was_recorded_is_not_alive() -> None:
    assert not Record(pid=1, born="", port=1).is_alive


@pytest.mark.parametrize("text", ['{"pid": 1', "[]", '{"pid": 1}', ""])
def test_a_broken_record_counts_as_none(tmp_path: Path, text: str) -> None:
    path = tmp_path / "record.json"
    path.write_text(text)
    assert Record.read(path) is None


def test_stop_ends_what_outlives_the_first_process(start: Starter) -> None:
    process = start(PARENT_OF_SLEEP)
    record = record_of(process, port=1)
    assert len(wait_for_members(record, 2)) == 2
    process.kill()
    process.wait()
    assert not record.is_alive
    assert len(record.members()) == 1
    stop(record, by=signal.SIGTERM, seconds=5)
    assert record.members() == []


def test_a_server_that_ends_while_starting_shows_its_log(start: Starter) -> None:
    command = [sys.executable, "-c", "raise SystemExit('no disk')"]
    process = start(command)
    with pytest.raises(ServiceError, match="ended while starting") as failure:
        wait_until(lambda: False, process=process, name="x", log=start.log, seconds=10)
    assert failure.value.log_tail == "no disk"


def test_a_server_that_does_not_answer_is_given_up(start: Starter) -> None:
    process = start(SLEEP)
    with pytest.raises(ServiceError, match="no answer"):
        wait_until(lambda: False, process=process, name="x", log=start.log, seconds=0.3)
