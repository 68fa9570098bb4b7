"""A circuit breaker: a node that has just failed is left alone for a while.

Its state is in the cache, so that a search costs no database query; where the cache belongs to a
process, each process finds out for itself.
"""

from django.core.cache import cache

FAILURES = 2
OPEN_SECONDS = 30
_OPEN = "search:breaker:open"
_FAILED = "search:breaker:failed"


def is_closed() -> bool:
    """Whether Elasticsearch may be asked."""
    return cache.get(_OPEN) is None


def note_failure() -> None:
    """Count a failure; the second within the window opens the breaker."""
    failed = cache.get(_FAILED, 0) + 1
    cache.set(_FAILED, failed, OPEN_SECONDS)
    if failed >= FAILURES:
        cache.set(_OPEN, 1, OPEN_SECONDS)


def note_success() -> None:
    """Forget earlier failures."""
    if cache.get(_FAILED) is not None:
        cache.delete_many([_OPEN, _FAILED])
