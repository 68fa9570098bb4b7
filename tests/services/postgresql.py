"""PostgreSQL in a cluster of its own, fast and careless of power cuts."""

import re
import shutil
import signal
import subprocess
from functools import cached_property
from pathlib import Path
from subprocess import Popen
from typing import ClassVar

from tests.services import ports
from tests.services.errors import ServiceError
from tests.services.packages import find_program, install
from tests.services.processes import spawn
from tests.services.progress import say
from tests.services.service import Service

DEBIAN_PROGRAMS = Path("/usr/lib/postgresql")
USER = DATABASE = "zaedno"
SERVER_OPTIONS = {
    "listen_addresses": ports.LOOPBACK,
    "unix_socket_directories": "",
    "max_connections": "200",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
}


def find_programs() -> Path | None:
    """Give the folder of the newest PostgreSQL programs on this machine."""
    server = find_program("initdb")
    if server:
        return Path(server).resolve().parent
    found = [path.parent for path in DEBIAN_PROGRAMS.glob("*/bin/initdb")]
    return max(found, key=_version, default=None)


def _version(programs: Path) -> float:
    number = re.match(r"\d+(\.\d+)?", programs.parent.name)
    return float(number.group()) if number else 0


class PostgreSQL(Service):
    """The database that production uses."""

    name: ClassVar[str] = "postgresql"
    variable: ClassVar[str] = "DATABASE_URL"
    given_schemes: ClassVar[tuple[str, ...]] = ("postgres", "postgresql")
    default_port: ClassVar[int] = 5432
    # SIGINT is PostgreSQL's fast shutdown: it does not wait for clients to leave.
    stop_signal: ClassVar[signal.Signals] = signal.SIGINT

    @cached_property
    def programs(self) -> Path:
        """The folder of the server's programs, installed if need be."""
        if find_programs() is None:
            install("postgresql", needed_for=self.name)
        programs = find_programs()
        if programs is None:
            raise ServiceError(f"{self.name}: initdb is missing; put PostgreSQL's programs on PATH")
        return programs

    @property
    def cluster(self) -> Path:
        """The folder of the data of the version that is installed."""
        return self.folder / f"data-{self.programs.parent.name}"

    def prepare(self) -> None:
        """Make the cluster, in a draft folder first so that a broken one is never started."""
        if self.cluster.exists():
            return
        say(self.name, "making a cluster")
        draft = self.folder / "draft"
        shutil.rmtree(draft, ignore_errors=True)
        options = ["--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]
        self._run("initdb", f"--pgdata={draft}", f"--username={USER}", *options)
        draft.rename(self.cluster)

    def launch(self, port: int) -> "Popen[bytes]":
        """Start the server in the foreground of its own session."""
        options = [part for item in SERVER_OPTIONS.items() for part in ("-c", "=".join(item))]
        command = [
            str(self.programs / "postgres"),
            "-D",
            str(self.cluster),
            "-p",
            str(port),
        ]
        return spawn([*command, *options], account=self.account, folder=self.folder, log=self.log)

    def answers(self, port: int) -> bool:
        """Ask whether the server takes connections."""
        command = [
            str(self.programs / "pg_isready"),
            "-q",
            "-h",
            ports.LOOPBACK,
            "-p",
            str(port),
        ]
        return subprocess.run(command, capture_output=True, check=False).returncode == 0

    def finish(self, port: int) -> None:
        """Create the database, once."""
        address = ["-h", ports.LOOPBACK, "-p", str(port), "-U", USER]
        names = self._run(
            "psql",
            *address,
            "-d",
            "template1",
            "-Atc",
            "SELECT datname FROM pg_database",
        )
        if DATABASE not in names.split():
            options = ["--template=template0", "--encoding=UTF8", "--locale=C.UTF-8"]
            self._run("createdb", *address, *options, DATABASE)

    def url(self, port: int) -> str:
        """Give the address of the database."""
        return f"postgres://{USER}@{ports.LOOPBACK}:{port}/{DATABASE}"

    def _run(self, program: str, *arguments: str) -> str:
        command = [str(self.programs / program), *arguments]
        options = self.account.process_options()
        done = subprocess.run(
            command,
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=False,
            **options,
        )
        if done.returncode != 0:
            raise ServiceError(f"{self.name}: {program} failed", log_tail=done.stderr.strip())
        return done.stdout
