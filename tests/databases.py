"""A migrated database for each worker: migrated once, then copied for each run.

The migrations of Wagtail and of the product take most of a minute. What they make is kept beside
the other files of the tests, or in the cluster of PostgreSQL, under a name that changes with any
migration. `python -m tests.databases` makes it beforehand.
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
from urllib.parse import urlsplit

import django
from django.apps import apps
from django.conf import settings
from django.db import connection

from zaedno import REPOSITORY
from zaedno.settings import env

PREFIX = "test-template-"
DRAFT = f"{PREFIX}unfinished"


def prepare() -> None:
    """See that this worker's database begins as a copy of one that is migrated."""
    if connection.vendor == "sqlite":
        shutil.copyfile(migrated_file(), _emptied_place())
    elif connection.vendor == "postgresql":
        connection.settings_dict["TEST"]["TEMPLATE"] = _template_database()


def migrated_file() -> Path:
    """An SQLite database that is migrated and has nothing in it, to be copied."""
    template = Path(settings.DATA_DIR / f"{PREFIX}{fingerprint()}.sqlite3")
    with _one_at_a_time():
        if template.exists():
            return template
        for old in settings.DATA_DIR.glob(f"{PREFIX}*"):
            if old.suffix != ".lock":
                old.unlink()
        unfinished = settings.DATA_DIR / DRAFT
        _migrate(f"sqlite:///{unfinished}")
        return Path(unfinished.rename(template))


def fingerprint() -> str:
    """Changes when a migration of any app, ours or another's, does."""
    digest = sha256()
    for config in apps.get_app_configs():
        for path in sorted((Path(config.path) / "migrations").glob("*.py")):
            digest.update(f"{config.label} {path.name}\0".encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def main() -> None:
    """Make the template, so that later no worker waits for it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zaedno.settings.test")
    django.setup()
    if connection.vendor == "sqlite":
        migrated_file()
    elif connection.vendor == "postgresql":
        _template_database()


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """The first worker migrates; the others wait for it."""
    with (settings.DATA_DIR / f"test-template-{connection.vendor}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _emptied_place() -> Path:
    """Where the tests look for their file, with nothing left beside it."""
    wanted = Path(connection.settings_dict["TEST"]["NAME"])
    for leftover in ("-wal", "-shm"):
        Path(f"{wanted}{leftover}").unlink(missing_ok=True)
    return wanted


def _template_database() -> str:
    template = f"{PREFIX}{fingerprint()}"
    with _one_at_a_time():
        names = _databases()
        if template in names:
            return template
        for old in names:
            _administer(f'DROP DATABASE "{old}"')
        _administer(f'CREATE DATABASE "{DRAFT}"')
        _migrate(urlsplit(env.DATABASE_URL)._replace(path=f"/{DRAFT}").geturl())
        _administer(f'ALTER DATABASE "{DRAFT}" RENAME TO "{template}"')
        return template


def _databases() -> list[str]:
    """The names of the templates that the cluster has, finished or not."""
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [f"{PREFIX}%"])
        return [name for (name,) in cursor.fetchall()]


def _administer(statement: str) -> None:
    """Do what cannot be done from within the database."""
    with connection._nodb_cursor() as cursor:
        cursor.execute(statement)


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


if __name__ == "__main__":
    main()
