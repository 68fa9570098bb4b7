"""How often one reader may send something: limits that a person never meets."""

from http import HTTPStatus
from typing import TypeVar

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers
from django.utils.crypto import salted_hmac

from zaedno.core.networks import network_of

R = TypeVar("R", bound=HttpResponse)

WINDOW_SECONDS = 600
LIMITS = {
    "forms": 30,
    "comments": 30,
    "reports": 30,
    "votes": 60,
    "follows": 20,
    "my-data": 20,
    "accounts": 30,
    "searches": 60,
    # A school or a town hall is one network with many readers.
    "results": 2_400,
    "suggestions": 6_000,
    "search-feeds": 2_400,
    "clicks": 120,
}
A_DAY = 24 * 60 * 60


def within_limit(request: HttpRequest, what: str) -> bool:
    """Count this request against its sender's limit; False when it is used up.

    The sender's network is kept only as a keyed hash, and only for the window.
    """
    key = f"limit:{what}:{_keyed(network_of(request))}"
    cache.add(key, 0, timeout=WINDOW_SECONDS)
    try:
        return cache.incr(key) <= LIMITS[what]
    except ValueError:
        # The window ended between the two calls: this is the first request of the next.
        cache.set(key, 1, timeout=WINDOW_SECONDS)
        return True


def too_many(response: R) -> R:
    """The same answer as a refusal that no cache keeps, and that says when to come again."""
    response.status_code = HTTPStatus.TOO_MANY_REQUESTS
    response.headers["Retry-After"] = str(WINDOW_SECONDS)
    add_never_cache_headers(response)
    return response


def first_today(request: HttpRequest, what: str) -> bool:
    """Whether the sender of this request does something for the first time within a day.

    As above: a keyed hash of the network together with what is done, and that only for the day.
    """
    return bool(cache.add(f"once:{_keyed(f'{network_of(request)} {what}')}", 1, timeout=A_DAY))


def _keyed(value: str) -> str:
    return salted_hmac("zaedno.rate-limit", value, algorithm="sha256").hexdigest()[:32]
