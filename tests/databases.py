"""A migrated SQLite database for each worker: migrated once, then copied for each run.

The migrations of Wagtail and of the product take most of a minute. What they make is kept beside
the other files of the tests, under a name that changes with any migration.
"""

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection

from zaedno import REPOSITORY

PREFIX = "test-template-"


def prepare() -> None:
    """Put a fresh, migrated SQLite file where this worker's tests will look for theirs."""
    if connection.vendor == "sqlite":
        with _one_at_a_time():
            _copy_file()


def fingerprint() -> str:
    """Changes when a migration of any app, ours or another's, does."""
    digest = sha256()
    for config in apps.get_app_configs():
        for path in sorted((Path(config.path) / "migrations").glob("*.py")):
            digest.update(f"{config.label} {path.name}\0".encode() + path.read_bytes())
    return digest.hexdigest()[:16]


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """The first worker migrates; the others wait for it."""
    with (settings.DATA_DIR / "test-template.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _copy_file() -> None:
    template = settings.DATA_DIR / f"{PREFIX}{fingerprint()}.sqlite3"
    if not template.exists():
        for old in settings.DATA_DIR.glob(f"{PREFIX}*"):
            if old.suffix != ".lock":
                old.unlink()
        unfinished = settings.DATA_DIR / f"{PREFIX}unfinished"
        _migrate(f"sqlite:///{unfinished}")
        unfinished.rename(template)
    wanted = Path(connection.settings_dict["TEST"]["NAME"])
    for leftover in ("-wal", "-shm"):
        Path(f"{wanted}{leftover}").unlink(missing_ok=True)
    shutil.copyfile(template, wanted)


def _migrate(url: str) -> None:
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity=0"],
        cwd=REPOSITORY,
        env={
            **os.environ,
            "DATABASE_URL": url,
            "DJANGO_SETTINGS_MODULE": settings.SETTINGS_MODULE,
        },
        check=True,
    )
