"""What a test needs and does not find here."""

import os
from typing import NoReturn

import pytest


def not_there(what: str, remedy: str) -> NoReturn:
    """End a test that lacks something: as failed in CI, where all must be there, else as skipped.

    Args:
        what: is missing.
        remedy: how to get it.
    """
    reason = f"{what}: {remedy}"
    if os.environ.get("CI"):
        pytest.fail(reason)
    # On a developer's machine a missing program is no fault of the code; in CI it failed above.
    pytest.skip(reason)
