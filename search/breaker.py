"""A circuit breaker: a node that has just failed is left alone for a while.

Its state is in the cache, so that a search costs no database query; where the cache belongs to a
process, each process finds out for itself. After the pause one asks first; the others follow when
it got its answer. Searches and writes have a breaker each: a node may be able to do one of the two.
"""

from django.core.cache import cache

FAILURES = 2
OPEN_SECONDS = 30
REMEMBERED_SECONDS = 300
PROBE_SECONDS = 5
SEARCHES = "searches"
WRITES = "writes"


def is_closed(of: str = SEARCHES) -> bool:
    """Whether Elasticsearch is not left alone now."""
    return cache.get(_key(of, "open")) is None


def may_ask(of: str = SEARCHES) -> bool:
    """Whether Elasticsearch may be asked by who asks this: after a pause one alone may."""
    if not is_closed(of):
        return False
    if cache.get(_key(of, "failed"), 0) < FAILURES:
        return True
    return bool(cache.add(_key(of, "probe"), 1, PROBE_SECONDS))


def note_failure(of: str = SEARCHES) -> None:
    """Count a failure; the second in a row opens the breaker."""
    failed = cache.get(_key(of, "failed"), 0) + 1
    cache.set(_key(of, "failed"), failed, REMEMBERED_SECONDS)
    if failed >= FAILURES:
        cache.set(_key(of, "open"), 1, OPEN_SECONDS)
        cache.delete(_key(of, "probe"))


def note_success(of: str = SEARCHES) -> None:
    """Forget earlier failures."""
    if cache.get(_key(of, "failed")) is not None:
        cache.delete_many([_key(of, state) for state in ("open", "failed", "probe")])


def _key(of: str, state: str) -> str:
    return f"search:breaker:{of}:{state}"
