"""`make test`: the real services, lint, and all tests; or a part of them with what it needs.

Two rounds: the part that needs no service on SQLite, as the product runs by itself; then
everything on PostgreSQL, Elasticsearch and a real browser, as a municipality would run it.
"""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.services.__main__ import main as services
from tests.services.browser import install_browser
from tests.services.errors import ServiceError
from tests.services.places import Places
from tests.services.recogniser import install_recogniser

REPOSITORY = Path(__file__).resolve().parents[1]
WITHOUT_SERVICES = "not browser and not elasticsearch and not postgresql"
WORKERS = ["-n", "2", "--dist", "loadgroup"]
# The bound is asked of the table, which says where something is missing.
MEASURED = ["--cov", "--cov-report=", "--cov-fail-under=0"]
# From nothing on PostgreSQL: tests with real commits empty what migrations put there.
FROM_NOTHING = "--create-db"


def main(arguments: Sequence[str]) -> int:
    """Run everything, or the part that the arguments name; returns the exit code."""
    was_running = _running_services()
    if services(["start"]) != 0:
        return 1
    try:
        environment = _environment()
        _say_what_is_used(environment)
        return _run(arguments, environment)
    except ServiceError as error:
        _say(str(error))
        return 1
    finally:
        if not was_running:
            services(["stop"])


def _run(arguments: Sequence[str], environment: Mapping[str, str]) -> int:
    if arguments:
        return _pytest([*arguments], environment)
    on_sqlite = {**os.environ, "DATABASE_URL": "", "ELASTICSEARCH_URL": ""}
    _make_templates(on_sqlite, environment)
    rounds = [
        lambda: _module("tests.lint", [], {**os.environ}),
        lambda: _pytest([*WORKERS, *MEASURED, "-m", WITHOUT_SERVICES], on_sqlite),
        lambda: _module("tests.coverage_table", [], {**os.environ}),
        lambda: _pytest([*WORKERS, FROM_NOTHING], environment),
    ]
    for step in rounds:
        code = step()
        if code != 0:
            return code
    return 0


def _make_templates(*environments: Mapping[str, str]) -> None:
    """Migrate a database of each kind at the same time, instead of one worker after another."""
    command = [sys.executable, "-m", "tests.databases"]
    paths = {"PYTHONPATH": f"site{os.pathsep}."}
    started = [
        subprocess.Popen(command, cwd=REPOSITORY, env={**environment, **paths})
        for environment in environments
    ]
    codes = [process.wait() for process in started]
    if any(codes):
        raise ServiceError("the databases of the tests could not be migrated")


def _environment() -> dict[str, str]:
    lines = Places.from_environment().env_file.read_text().splitlines()
    addresses = dict(line.split("=", 1) for line in lines)
    return {
        **os.environ,
        **{name: value.strip("'\"") for name, value in addresses.items()},
        # Each test catches its own mail; the common catcher is for people who try things out.
        "EMAIL_URL": "",
        "REDIS_URL": "",
        "CHROMIUM": install_browser(),
        "TESSERACT": install_recogniser(),
    }


def _say_what_is_used(environment: Mapping[str, str]) -> None:
    _say("Tests use:")
    for name in ("DATABASE_URL", "ELASTICSEARCH_URL", "CHROMIUM", "TESSERACT"):
        _say(f"  {name:18} {environment[name]}")


def _running_services() -> bool:
    env_file = Places.from_environment().env_file
    return env_file.exists() and "ELASTICSEARCH_URL" in env_file.read_text()


def _pytest(arguments: Sequence[str], environment: Mapping[str, str]) -> int:
    return _module("pytest", arguments, environment)


def _module(name: str, arguments: Sequence[str], environment: Mapping[str, str]) -> int:
    command = [sys.executable, "-m", name, *arguments]
    return subprocess.run(command, cwd=REPOSITORY, env=environment, check=False).returncode


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
