"""How often an anonymous program may ask: enough for any honest one."""

import time

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from ninja.throttling import BaseThrottle
from wagtail.models import APIToken

from zaedno.core.networks import network_of

WINDOW_SECONDS = 60


class AnonymousThrottle(BaseThrottle):
    """A number of requests in a minute from an address; holders of a token are not counted.

    Ninja's own throttles keep the address as it is and believe any X-Forwarded-For; this one keeps
    a keyed hash of the network that the server saw, and only for the minute.
    """

    def allow_request(self, request: HttpRequest) -> bool:
        """Count the request; False when the minute is used up."""
        if isinstance(getattr(request, "auth", None), APIToken):
            return True
        key = f"api:{_sender(request)}:{int(time.time()) // WINDOW_SECONDS}"
        cache.add(key, 0, timeout=2 * WINDOW_SECONDS)
        try:
            return cache.incr(key) <= settings.API_REQUESTS_PER_MINUTE
        except ValueError:
            # The cache dropped the count between the two calls; it starts again.
            return True

    def wait(self) -> float | None:
        """Seconds to the next minute."""
        return WINDOW_SECONDS - time.time() % WINDOW_SECONDS


def _sender(request: HttpRequest) -> str:
    network = network_of(request)
    return salted_hmac("zaedno.api.throttle", network, algorithm="sha256").hexdigest()[:32]
