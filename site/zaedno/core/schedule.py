"""What is done again and again: each app registers its jobs, the scheduler runs them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class Job:
    """Something to be repeated; running it twice does no harm.

    Attributes:
        name: what the log calls it.
        every: pause between two starts.
        run: does it.
    """

    name: str
    every: timedelta
    run: Callable[[], object]


_jobs: dict[str, Job] = {}


def register_job(name: str, every: timedelta, run: Callable[[], object]) -> None:
    """Add a job, or replace the one of this name; called from ``AppConfig.ready()``."""
    _jobs[name] = Job(name, every, run)


def jobs() -> list[Job]:
    """The registered jobs in the order of their registration."""
    return list(_jobs.values())
