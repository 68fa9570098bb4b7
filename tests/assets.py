"""Whether the committed stylesheet, scripts and icons are what their sources give."""

import hashlib
import subprocess
import sys
from pathlib import Path

from tests.services.errors import ServiceError
from tests.services.packages import find_program, install

REPOSITORY = Path(__file__).resolve().parents[1]
BUILT = REPOSITORY / "site" / "zaedno" / "static" / "zaedno"


def main() -> int:
    """Build, and say which files were stale; returns 1 where any was."""
    try:
        before = _digests()
        _build()
    except ServiceError as error:
        sys.stdout.write(f"{error}\n")
        return 1
    after = _digests()
    stale = sorted(
        str(path) for path in before.keys() | after.keys() if before.get(path) != after.get(path)
    )
    sys.stdout.writelines(f"{path} is stale: make assets, and commit it\n" for path in stale)
    return 1 if stale else 0


def _build() -> None:
    if find_program("npm") is None:
        install("npm", needed_for="assets")
    for command in (["npm", "ci", "--silent"], ["npm", "run", "--silent", "build"]):
        done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise ServiceError(f"assets: {' '.join(command)} failed: {done.stderr or done.stdout}")


def _digests() -> dict[Path, str]:
    files = (path for path in BUILT.rglob("*") if path.is_file())
    return {
        path.relative_to(REPOSITORY): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
    }


if __name__ == "__main__":
    sys.exit(main())
