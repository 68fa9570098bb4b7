"""How much of the product the round on SQLite ran: a line for each package, and the whole."""

import sys
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from coverage import Coverage
from coverage.misc import NoSource

REPOSITORY = Path(__file__).resolve().parents[1]


class Count(NamedTuple):
    """Statements of a module: how many there are, and how many never ran."""

    package: str
    statements: int
    missing: int


def main() -> int:
    """Print the table; returns 1 where the whole is below the bound of pyproject.toml."""
    measured = Coverage()
    measured.load()
    counts = [_count(measured, path) for path in sorted(measured.get_data().measured_files())]
    statements, missing = Counter[str](), Counter[str]()
    for count in counts:
        for name in (count.package, "all"):
            statements[name] += count.statements
            missing[name] += count.missing
    least = float(measured.get_option("report:fail_under") or 0)  # type: ignore[arg-type]
    shares = {name: _percent(statements[name], missing[name]) for name in sorted(statements)}
    whole = shares.pop("all")
    _say("Coverage of the round on SQLite (statements, not run, share):")
    for name, share in [*shares.items(), ("all", whole)]:
        _say(f"  {name:22} {statements[name]:6} {missing[name]:5} {share:6.1f} %")
    if whole >= least:
        return 0
    _say(f"Less than the {least:g} % that pyproject.toml asks for. See: coverage report -m")
    return 1


def package_of(path: Path) -> str:
    """An app at the top, or a package of ``zaedno``."""
    parts = path.relative_to(REPOSITORY).parts
    if parts[:2] != ("site", "zaedno"):
        return parts[0]
    return ".".join(parts[1:3]) if len(parts) > 3 else "zaedno"


def _count(measured: Coverage, path: str) -> Count:
    package = package_of(Path(path))
    try:
        _file, statements, _excluded, missing, _shown = measured.analysis2(path)
    except NoSource:
        # A module that went away since; it counts for nothing.
        return Count(package, 0, 0)
    return Count(package, len(statements), len(missing))


def _percent(statements: int, missing: int) -> float:
    return 100 * (1 - missing / statements) if statements else 100.0


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    sys.exit(main())
