"""How often one reader may send something: limits that a person never meets."""

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from zaedno.core.networks import network_of

WINDOW_SECONDS = 600
LIMITS = {
    "forms": 30,
    "comments": 30,
    "reports": 30,
    "votes": 60,
    "follows": 20,
    "my-data": 20,
    "accounts": 30,
}


def within_limit(request: HttpRequest, what: str) -> bool:
    """Count this request against its sender's limit; False when it is used up.

    The sender's network is kept only as a keyed hash, and only for the window.
    """
    sender = salted_hmac("zaedno.rate-limit", network_of(request), algorithm="sha256").hexdigest()
    key = f"limit:{what}:{sender[:32]}"
    cache.add(key, 0, timeout=WINDOW_SECONDS)
    try:
        return cache.incr(key) <= LIMITS[what]
    except ValueError:
        # The window ended between the two calls: this is the first request of the next.
        cache.set(key, 1, timeout=WINDOW_SECONDS)
        return True
