"""Tesseract with Bulgarian, for the test that reads a scanned page for real."""

import subprocess

from tests.services.errors import ServiceError
from tests.services.packages import find_program, install

PROGRAM = "tesseract"
PACKAGES = ("tesseract-ocr", "tesseract-ocr-bul")
BULGARIAN = "bul"


def install_recogniser() -> str:
    """Give the path of tesseract: the one on PATH, or one installed by apt.

    Raises:
        ServiceError: there is none that knows Bulgarian, and none can be installed.
    """
    if not knows_bulgarian():
        for package in PACKAGES:
            install(package, needed_for="scans")
    path = find_program(PROGRAM)
    if path is None or not knows_bulgarian():
        raise ServiceError("scans: tesseract with Bulgarian is missing; put it on PATH")
    return path


def knows_bulgarian() -> bool:
    """Tell whether there is a tesseract that reads Bulgarian."""
    if find_program(PROGRAM) is None:
        return False
    listed = subprocess.run(
        [PROGRAM, "--list-langs"], capture_output=True, text=True, check=False
    ).stdout
    return BULGARIAN in listed.split()
