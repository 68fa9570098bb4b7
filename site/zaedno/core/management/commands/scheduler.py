"""Runs the registered jobs, each at its own pace, until it is told to stop."""

import logging
import signal
import threading
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import close_old_connections

from zaedno.core.schedule import Job, jobs

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    """The clock of the platform: one process beside the web server and the worker."""

    help = "Runs the scheduled jobs until SIGTERM or Ctrl-C."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Offer one single round, for tests and for cron."""
        parser.add_argument("--once", action="store_true", help="run every job once and end")

    def handle(self, *args: Any, once: bool = False, **options: Any) -> None:
        """Run one round, or round after round."""
        if once:
            self._run_each_once()
        else:
            self._run_until_stopped()

    def _run_each_once(self) -> None:
        failed = [job.name for job in jobs() if not run_job(job)]
        if failed:
            raise CommandError(f"Failed, see the log: {', '.join(failed)}")

    def _run_until_stopped(self) -> None:
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        starts = {job: time.monotonic() for job in jobs()}
        logger.info("Scheduler runs %s", ", ".join(job.name for job in starts))
        while not stop.is_set():
            run_due_jobs(starts, stop)
            stop.wait(max(0.0, min(starts.values(), default=1.0) - time.monotonic()))
        logger.info("Scheduler ends")


def run_due_jobs(starts: dict[Job, float], stop: threading.Event) -> None:
    """Run the jobs whose time has come and note when each comes next."""
    for job, start in starts.items():
        if stop.is_set():
            return
        if start <= time.monotonic():
            close_old_connections()
            run_job(job)
            starts[job] = time.monotonic() + job.every.total_seconds()


def run_job(job: Job) -> bool:
    """Run a job; what goes wrong in it is logged and stops no other. False when it failed."""
    try:
        job.run()
    except Exception:  # one job's mistake, whatever it is, must not stop the others
        logger.exception("Job %s failed", job.name)
        return False
    return True
