"""The clock of the platform."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from zaedno import REPOSITORY
from zaedno.core import schedule
from zaedno.core.management.commands.scheduler import run_due_jobs
from zaedno.core.schedule import Job, jobs, register_job

# The pause between two looks is longer; a busy machine needs some of it to end.
PATIENCE_SECONDS = 15


@pytest.fixture
def no_jobs(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A schedule that the test fills itself."""
    monkeypatch.setattr(schedule, "_jobs", {})
    yield


def failing() -> None:
    raise ValueError("broken")


def job(run: Callable[[], object], seconds: int = 60) -> Job:
    return Job("job", timedelta(seconds=seconds), run)


def test_what_the_apps_registered() -> None:
    paces = {job.name: job.every for job in jobs()}
    assert paces["publish"] == timedelta(seconds=30)
    assert paces["mail"] == timedelta(seconds=10)
    assert paces["unconfirmed-comments"] == timedelta(hours=1)


@pytest.mark.django_db
def test_each_job_runs_once_and_does_no_harm() -> None:
    call_command("scheduler", once=True)
    call_command("scheduler", once=True)


def test_a_job_that_fails_is_logged_and_stops_no_other(
    no_jobs: None, caplog: pytest.LogCaptureFixture
) -> None:
    done: list[str] = []
    register_job("first", timedelta(1), failing)
    register_job("second", timedelta(1), lambda: done.append("second"))
    with pytest.raises(CommandError, match="first"):
        call_command("scheduler", once=True)
    assert done == ["second"]
    assert "ValueError: broken" in caplog.text


def test_a_name_is_registered_once(no_jobs: None) -> None:
    register_job("same", timedelta(1), failing)
    register_job("same", timedelta(2), failing)
    assert [job.every for job in jobs()] == [timedelta(2)]


@pytest.mark.django_db
def test_only_what_is_due_runs_and_the_next_time_is_set() -> None:
    ran: list[str] = []
    due, not_due = job(lambda: ran.append("due")), job(lambda: ran.append("not due"), 61)
    now = time.monotonic()
    starts = {due: now, not_due: now + 30}
    run_due_jobs(starts, threading.Event())
    assert ran == ["due"]
    assert starts[due] >= now + 60


def test_nothing_starts_once_it_is_told_to_stop() -> None:
    stop = threading.Event()
    stop.set()
    run_due_jobs({job(failing): 0.0}, stop)


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_soon_when_told(tmp_path: Path, number: signal.Signals) -> None:
    environment = {**os.environ, "DATA_DIR": str(tmp_path)}
    process = subprocess.Popen(
        [sys.executable, "manage.py", "scheduler"],
        cwd=REPOSITORY,
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    for line in process.stderr:
        if "Scheduler runs" in line:
            break
    told = time.monotonic()
    process.send_signal(number)
    process.communicate(timeout=20)
    assert process.returncode == 0
    assert time.monotonic() - told < PATIENCE_SECONDS
