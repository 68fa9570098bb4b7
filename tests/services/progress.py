"""Short lines of progress; standard output is left to results that scripts read."""

import sys


def say(service: str, message: str) -> None:
    """Tell the person at the terminal how far a service has come."""
    sys.stderr.write(f"{service}: {message}\n")
    sys.stderr.flush()
