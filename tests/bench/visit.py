"""Visits to one address in a process of its own: `python -m tests.bench.visit ADDRESS VISITS`.

With ``--queries`` it prints the queries of each visit as JSON; watching costs instructions, so it
is not done without. The benchmark starts it by itself for cold queries, and
under a counter of instructions: the difference of two numbers of visits is what one visit costs.
"""

import json
import sys
from collections.abc import Sequence

import django


def main(arguments: Sequence[str]) -> int:
    """Visit and print; the exit code says whether each visit was answered."""
    address, visits, *options = arguments
    django.setup()
    visit = queries_of_a_visit if "--queries" in options else answer
    sys.stdout.write(json.dumps([visit(address) for _ in range(int(visits))]))
    return 0


def queries_of_a_visit(address: str) -> int:
    """How many queries the visit of an anonymous reader asks."""
    # Models can be imported only when Django is set up.
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    with CaptureQueriesContext(connection) as queries:
        answer(address)
    return len(queries)


def answer(address: str) -> int:
    """The status of the answer, which must be 200."""
    from django.test import Client  # noqa: PLC0415

    status = Client(SERVER_NAME="127.0.0.1").get(address).status_code
    if status != 200:
        raise SystemExit(f"{address}: {status}")
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
