"""Scanned pages, read by tesseract where it is installed with Bulgarian.

It runs as a child of the reading process, under the same limits of memory and time.
"""

import math
import shutil
import subprocess
from functools import cached_property

import pypdfium2
from pypdfium2 import raw

from zaedno.documents.extraction.limits import Clock

PROGRAM = "tesseract"
LANGUAGES = ("bul", "eng")
DOTS = 300 / 72
# An A4 page at 300 dots an inch has nine million; a poster is read with fewer dots an inch.
MOST_DOTS = 12_000_000
PAGE_SECONDS = 20.0
SHORTEST = 2.0


class Recogniser:
    """Reads pictures of pages, so many and no more."""

    def __init__(self, clock: Clock, *, pictures: int) -> None:
        """Count what is read."""
        self.recognised = 0
        self._clock = clock
        self._pictures = pictures

    def text(self, page: pypdfium2.PdfPage) -> str:
        """The text on the picture of a page; empty where nothing can be or need be recognised."""
        if self.recognised >= self._pictures or not _has_picture(page) or not self._languages:
            return ""
        self.recognised += 1
        return self._recognise(_picture(page))

    @cached_property
    def _languages(self) -> str:
        """What tesseract is asked for; empty where there is no tesseract that reads Bulgarian."""
        if shutil.which(PROGRAM) is None:
            return ""
        listed = self._run(["--list-langs"]).split()
        return "+".join(lang for lang in LANGUAGES if lang in listed) if "bul" in listed else ""

    def _recognise(self, picture: bytes) -> str:
        return self._run(["stdin", "stdout", "-l", self._languages], picture)

    def _run(self, arguments: list[str], given: bytes = b"") -> str:
        seconds = min(PAGE_SECONDS, self._clock.left() - SHORTEST)
        if seconds <= 0:
            return ""
        try:
            done = subprocess.run(  # noqa: S603  the arguments are our own
                [PROGRAM, *arguments],
                input=given,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                timeout=seconds,
                check=True,
            )
        except (OSError, subprocess.SubprocessError):
            return ""
        return done.stdout.decode("utf-8", "replace")


def _has_picture(page: pypdfium2.PdfPage) -> bool:
    return next(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3), None) is not None


def _picture(page: pypdfium2.PdfPage) -> bytes:
    """The page in grey, as a file of the simplest kind."""
    width, height = page.get_size()
    scale = min(DOTS, math.sqrt(MOST_DOTS / max(width * height, 1.0)))
    bitmap = page.render(scale=scale, grayscale=True)
    rows = memoryview(bitmap.buffer).cast("B")
    lines = (
        bytes(rows[row * bitmap.stride : row * bitmap.stride + bitmap.width])
        for row in range(bitmap.height)
    )
    return b"P5 %d %d 255\n" % (bitmap.width, bitmap.height) + b"".join(lines)
