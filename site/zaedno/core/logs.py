"""Logs of long commands."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def only_warnings(name: str) -> Iterator[None]:
    """Keep a logger to warnings for a while: a line for each page would drown a progress bar."""
    logger = logging.getLogger(name)
    before = logger.level
    logger.setLevel(logging.WARNING)
    try:
        yield
    finally:
        logger.setLevel(before)
