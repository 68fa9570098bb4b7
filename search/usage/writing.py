"""Counts are written by one at a time, and nobody waits for the one who writes.

A search must not be slower because it is counted, nor fail because the database is busy with an
import. So whoever finds the pen taken leaves the count to its holder.
"""

import logging
from collections import deque
from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

from django.db import DatabaseError

MOST_WAITING = 1_000

T = TypeVar("T")
logger = logging.getLogger(__name__)


class Pen(Generic[T]):
    """Writes what waits, one thing after the other; the oldest is dropped where too much waits."""

    def __init__(self, write: Callable[[T], None]) -> None:
        """Keep how a thing is written."""
        self._write = write
        self._waiting: deque[T] = deque(maxlen=MOST_WAITING)
        self._taken = Lock()

    def add(self, thing: T) -> None:
        """Have a thing written: by this thread if no other is writing."""
        self._waiting.append(thing)
        while self._waiting and self._taken.acquire(blocking=False):
            try:
                self._write_waiting()
            finally:
                self._taken.release()

    def _write_waiting(self) -> None:
        while self._waiting:
            try:
                self._write(self._waiting.popleft())
            except DatabaseError:
                logger.warning("Counts of searches were lost", exc_info=True)
                # The next ones would only wait as long for the same lock.
                self._waiting.clear()
