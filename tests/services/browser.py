"""Chromium for the browser tests."""

import os

from tests.services.errors import ServiceError
from tests.services.packages import find_program, install

NAMES = ("chromium", "chromium-browser", "google-chrome")


def install_browser() -> str:
    """Give the path of Chromium: the one in `CHROMIUM`, one on PATH, or one installed by apt.

    Raises:
        ServiceError: there is none and none can be installed.
    """
    given = os.environ.get("CHROMIUM")
    if given:
        path = find_program(given)
        if path is None:
            raise ServiceError(f"browser: CHROMIUM names {given}, which is no program; correct it")
        return path
    if find_program(*NAMES) is None:
        install("chromium", needed_for="browser")
    path = find_program(*NAMES)
    if path is None:
        raise ServiceError("browser: chromium is missing; put it on PATH or set CHROMIUM")
    return path
