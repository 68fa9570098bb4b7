"""The reading process: reads one file, writes what came of it, and ends."""

import json
import os
import sys
from pathlib import Path

from zaedno.documents.extraction.limits import Clock, Limits, enforce


def main(arguments: list[str]) -> int:
    """Read the file that the arguments name; the answer goes to standard output."""
    path, kind, start, written = arguments
    limits = Limits(**json.loads(written))
    clock = Clock(limits)
    enforce(limits)
    answer = os.dup(sys.stdout.fileno())
    # What a library prints must not get into the answer.
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    # Only now: even the loading of the libraries is under the limits.
    from zaedno.documents.extraction.reading import read  # noqa: PLC0415

    reading = read(Path(path), kind, start=int(start), limits=limits, clock=clock)
    with os.fdopen(answer, "w", encoding="utf-8") as out:
        json.dump(reading.as_json(), out, ensure_ascii=False)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
