"""`make bench`: what the pages of the demo content cost, against the limits."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from tests.bench import instructions
from tests.bench.costs import API, LIST, PAGE, Cost, Limits

REPOSITORY = Path(__file__).resolve().parents[2]

# The API and the search are where they are; a page is the first of its list in the API.
FIXED = {
    "home": ("/bg/", LIST),
    "search": ("/bg/search/?q=консултация", LIST),
    "API list": ("/api/v3/policies/?limit=20", API),
}
KINDS = {"policy": "policies", "consultation": "consultations", "rules": "rules", "news": "news"}
FIND = """
import django, json, sys
django.setup()
from urllib.parse import urlsplit
from django.test import Client
client = Client(SERVER_NAME="127.0.0.1")
found = {}
for kind in sys.argv[1:]:
    first = client.get(f"/api/v3/{kind}/", {"limit": 1}).json()["items"][0]
    found[kind] = urlsplit(first["url"]).path
print(json.dumps(found))
"""


def main() -> int:
    """Load the demo content apart, visit, print the table; 1 where a limit is broken."""
    environment = _environment(Path(os.environ.get("DATA_DIR") or REPOSITORY / "var") / "bench")
    _say("Preparing the demo content …")
    _python(["manage.py", "migrate", "--verbosity=0"], environment)
    _python(["manage.py", "collectstatic", "--no-input", "--verbosity=0"], environment)
    _python(["manage.py", "load_demo", "--verbosity=0"], environment)
    return _measure_all(environment)


def _measure_all(environment: Mapping[str, str]) -> int:
    by = instructions.counter()
    _say(
        f"Instructions are counted by {by}."
        if by
        else "Instructions are not measured: neither valgrind nor perf works here."
    )
    _say(f"{'page':<14}{'warm':>6}{'cold':>6}{'M instr':>9}")
    complaints = []
    for name, (address, limits) in _addresses(environment).items():
        cost = _cost(address, environment, by)
        counted = "–" if cost.instructions is None else f"{cost.instructions:.1f}"
        _say(f"{name:<14}{cost.warm:>6}{cost.cold:>6}{counted:>9}")
        complaints += [f"{name}: {sentence}" for sentence in cost.broken(limits)]
    for complaint in complaints:
        _say(f"Too much: {complaint}")
    return 1 if complaints else 0


def _cost(address: str, environment: Mapping[str, str], by: str | None) -> Cost:
    visit = ["-m", "tests.bench.visit", address]
    # What a new installation makes once, such as renditions, is made by a visit before.
    _python([*visit, "1"], environment)
    cold, *_, warm = json.loads(_python([*visit, "3", "--queries"], environment))
    counted = by and instructions.of_one_visit(
        [sys.executable, *visit], environment=environment, folder=REPOSITORY, by=by
    )
    return Cost(warm=warm, cold=cold, instructions=counted or None)


def _addresses(environment: Mapping[str, str]) -> dict[str, tuple[str, Limits]]:
    paths = json.loads(_python(["-c", FIND, *KINDS.values()], environment))
    pages = {name: (paths[kind], PAGE) for name, kind in KINDS.items()}
    parent = paths["policies"].rstrip("/").rsplit("/", 1)[0]
    return {**pages, "list": (f"{parent}/", LIST), **FIXED}


def _environment(data: Path) -> dict[str, str]:
    return {
        **os.environ,
        "DATA_DIR": str(data.resolve()),
        "DATABASE_URL": "",
        "ELASTICSEARCH_URL": "",
        "REDIS_URL": "",
        "DJANGO_SETTINGS_MODULE": "zaedno.settings.production",
        "PYTHONPATH": f"site{os.pathsep}.",
    }


def _python(arguments: list[str], environment: Mapping[str, str]) -> str:
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=REPOSITORY,
        env=environment,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return done.stdout


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
