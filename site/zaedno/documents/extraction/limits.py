"""How much of anything a reading process may have; held by the kernel, not by good will."""

import ctypes
import resource
import signal
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import Any

MEMORY = 512 * 1024 * 1024
WRITTEN = 32 * 1024 * 1024
OPEN_FILES = 64
_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG


@dataclass(frozen=True)
class Limits:
    """What one process reads at most.

    Attributes:
        seconds: after which it is killed.
        reserve: seconds before that at which it hands over what it has.
        characters: of text, all pages together.
        pages: the last page that is looked at.
        unpacked: bytes that a packed file may become.
        pictures: pages that may be read from their picture.
    """

    seconds: float = 30.0
    reserve: float = 5.0
    characters: int = 1_000_000
    pages: int = 1_000
    unpacked: int = 100 * 1024 * 1024
    pictures: int = 50

    def as_json(self) -> dict[str, Any]:
        """What goes to the other process."""
        return asdict(self)


class Clock:
    """How much of the time is left."""

    def __init__(self, limits: Limits) -> None:
        """Begin to count."""
        self._end = time.monotonic() + limits.seconds
        self._reserve = limits.reserve

    def left(self) -> float:
        """Seconds until the process is killed."""
        return self._end - time.monotonic()

    def is_nearly_up(self) -> bool:
        """Whether it is time to hand over."""
        return self.left() < self._reserve


def enforce(limits: Limits) -> None:
    """Bind this process and its children; nothing gives the rights back."""
    seconds = int(limits.seconds) + 1
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, WRITTEN),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))
    with suppress(OSError, AttributeError):  # only Linux has it
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
