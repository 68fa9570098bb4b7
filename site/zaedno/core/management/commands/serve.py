"""Runs the whole product: prepares what is not prepared, then web server, worker and scheduler."""

import socket
import sys
import time
import urllib.error
import urllib.request
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from wagtail.models import Site

from zaedno import REPOSITORY
from zaedno.core.sites import sync_sites
from zaedno.core.static_files import collect_if_changed
from zaedno.core.supervisor import Child, Supervisor
from zaedno.settings import env

HOST = "127.0.0.1"
START_TIMEOUT_SECONDS = 60


class Command(BaseCommand):
    """One command from an unpacked repository to a running site."""

    help = "Prepares the database, static files and demo content, and runs the product."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Offer the auto-reloading server for development."""
        parser.add_argument("--reload", action="store_true", help="reload when code changes")

    def handle(self, *args: Any, reload: bool, **options: Any) -> None:
        """Prepare, start, wait."""
        refuse_taken_port(env.PORT)
        self._prepare(static=not reload)
        supervisor = Supervisor(
            children(reload=reload),
            logs=settings.DATA_DIR / "logs",
            environment={
                "PYTHONPATH": str(REPOSITORY / "site"),
                "PYTHONUNBUFFERED": "1",
                "DJANGO_SETTINGS_MODULE": settings.SETTINGS_MODULE,
            },
        )
        supervisor.start()
        if not self._wait_until_it_answers(supervisor):
            supervisor.stop()
            raise CommandError(f"The site did not start. See {settings.DATA_DIR / 'logs'}")
        self._say_where_it_is()
        sys.exit(supervisor.watch())

    def _prepare(self, *, static: bool) -> None:
        if pending_migrations():
            self.stdout.write("Preparing the database …")
            call_command("migrate", interactive=False, verbosity=0)
        if static:
            collect_if_changed()
        self._load_demo_once()
        sync_sites()

    def _load_demo_once(self) -> None:
        """Fill an empty site; a filling that was interrupted is continued, never begun anew."""
        unfinished = settings.DATA_DIR / "demo-unfinished"
        filled = Site.objects.filter(root_page__content_type__model="homepage").exists()
        if filled and not unfinished.exists():
            return
        self.stdout.write("Loading the demo content …")
        unfinished.touch()
        call_command("load_demo")
        unfinished.unlink()

    def _wait_until_it_answers(self, supervisor: Supervisor) -> bool:
        deadline = time.monotonic() + START_TIMEOUT_SECONDS
        while time.monotonic() < deadline and not supervisor.stopping.is_set():
            if answers(f"http://{HOST}:{env.PORT}/healthz"):
                return True
            supervisor.stopping.wait(0.2)
        return False

    def _say_where_it_is(self) -> None:
        self.stdout.write(f"\n{settings.WAGTAIL_SITE_NAME}   {settings.SITE_URL}/")
        self.stdout.write(f"CMS      {settings.SITE_URL}/cms/")
        self.stdout.write(f"Logins   {settings.DATA_DIR / 'demo-logins.json'}")
        if not settings.STAFF_SECOND_FACTOR:
            self.stdout.write("Staff    by password only, which is for a demonstration")
        self.stdout.write(f"Mail     {env.EMAIL_URL or settings.EMAIL_FILE_PATH}")
        self.stdout.write("Ready")
        self.stdout.flush()


def children(*, reload: bool) -> list[Child]:
    """The processes that make up the product."""
    manage = [sys.executable, str(REPOSITORY / "manage.py")]
    address = f"{HOST}:{env.PORT}"
    web = (
        [*manage, "runserver", address] if reload else [sys.executable, "-m", "zaedno.web", address]
    )
    mail = "zaedno.core.mail: "
    return [
        Child("web", web, shown=mail),
        Child("worker", [*manage, "db_worker", "--interval=0.5"], shown=mail),
        Child("scheduler", [*manage, "scheduler"], shown=mail),
    ]


def pending_migrations() -> bool:
    """Whether the database is behind the code."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def refuse_taken_port(port: int) -> None:
    """Fail early, in one line, where another program listens.

    Raises:
        CommandError: the port is taken.
    """
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            sentence = f"Port {port} is taken. Choose another: PORT=8001 make run"
            raise CommandError(sentence) from error


def answers(url: str) -> bool:
    """Whether the address answers 200."""
    try:
        with urllib.request.urlopen(url, timeout=2) as response:  # noqa: S310  our own address
            return response.status == 200
    except (urllib.error.URLError, OSError):
        return False
