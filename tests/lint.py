"""`make lint`: each check in turn; all are run, and the exit code says whether all passed."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

REPOSITORY = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
FAST_ENVIRONMENT = {
    **os.environ,
    "DATABASE_URL": "",
    "DJANGO_SETTINGS_MODULE": "zaedno.settings.test",
}
APPS = (
    "home",
    "policies",
    "legal_text",
    "recommendations",
    "evaluation",
    "forms",
    "news",
    "search",
)


AS_DEPLOYED = {
    "DJANGO_SETTINGS_MODULE": "zaedno.settings.production",
    "SITE_URL": "https://zaedno.example",
    "TRUSTED_PROXY": "127.0.0.1",
}


class Check(NamedTuple):
    """One check: what it is called, its command, and what differs in its environment."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str] = {}


CHECKS = [
    Check("style", [str(BIN / "ruff"), "check", "--quiet", "."]),
    Check("format", [str(BIN / "ruff"), "format", "--quiet", "--check", "."]),
    Check("types", [str(BIN / "mypy"), "--no-error-summary", "site/zaedno", *APPS]),
    Check("layers", [str(BIN / "lint-imports"), "--no-cache"]),
    Check("sizes", [sys.executable, "-m", "tests.sizes"]),
    Check("templates", [str(BIN / "djlint"), "templates", "--lint", "--quiet"]),
    Check("system", [sys.executable, "manage.py", "check", "--fail-level", "WARNING"]),
    Check(
        "deployment",
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        AS_DEPLOYED,
    ),
    Check("migrations", [sys.executable, "manage.py", "makemigrations", "--check", "--dry-run"]),
    Check("assets", [sys.executable, "-m", "tests.assets"]),
    Check("catalogues", [sys.executable, "-m", "tests.messages", "--check"]),
]


def main() -> int:
    """Run the checks, two at a time; print what each of the failing ones said."""
    with ThreadPoolExecutor(max_workers=2) as pool:
        results = list(pool.map(_run, CHECKS))
    failed = [check.name for check, output in results if output is not None]
    for check, output in results:
        _say(f"lint {check.name}: {'ok' if output is None else 'failed'}")
        if output:
            _say(output)
    return 1 if failed else 0


def _run(check: Check) -> tuple[Check, str | None]:
    done = subprocess.run(
        check.command,
        cwd=REPOSITORY,
        env={**FAST_ENVIRONMENT, "PYTHONPATH": f"site{os.pathsep}.", **check.environment},
        capture_output=True,
        text=True,
        check=False,
    )
    return check, None if done.returncode == 0 else done.stdout + done.stderr


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
