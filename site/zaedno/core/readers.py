"""Who votes or reports, without knowing who it is.

A reader is three keyed hashes: of the network, of the browser in it, and of a mark that the
browser keeps. The mark is random, comes as a cookie with the first vote or report, and is the only
proof of who gave a vote: two people behind one address with the same browser have different
marks. The key is new each month, and old keys are deleted: then no hash can be led back to a
person or tied to a later one. Nothing of this is kept raw.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from zaedno.core.models import ReaderKey
from zaedno.core.networks import network_of

READER_COOKIE = "reader"
COOKIE_KEPT_FOR = timedelta(days=60)
KEYS_KEPT_FOR = timedelta(days=62)
# Marks of before were made from the address, and so belonged to several people.
_SALT = "reader.mark"


@dataclass(frozen=True)
class Reader:
    """A reader of this month; says nothing of the person.

    Attributes:
        network: where the reader is, 16 hexadecimal digits.
        browser: the network and the browser, 16 digits.
        person: the mark that the browser keeps, 32 digits; of nobody else.
        known: whether the browser showed a mark; if not, this one is new.
        mark: what the browser keeps.
    """

    network: str
    browser: str
    person: str
    known: bool = False
    mark: str = field(default="", repr=False)

    @property
    def key(self) -> str:
        """All three, as they are kept with a vote or a report: found by beginning and end."""
        return f"{self.network}{self.browser}{self.person}"


def reader_of(request: HttpRequest) -> Reader:
    """The reader by the cookie, or a new one at the same network."""
    shown = _mark_in(request)
    mark = shown or secrets.token_hex(16)
    network, browser = network_of(request), request.headers.get("User-Agent", "")
    return Reader(
        network=_keyed(f"network\n{network}")[:16],
        browser=_keyed(f"browser\n{network}\n{browser}")[:16],
        person=_keyed(f"person\n{mark}")[:32],
        known=bool(shown),
        mark=mark,
    )


def remember_reader(response: HttpResponseBase, reader: Reader) -> None:
    """Have the browser keep the reader's mark; only after a vote or a report, never before."""
    response.set_cookie(
        READER_COOKIE,
        signing.dumps(reader.mark, salt=_SALT),
        max_age=COOKIE_KEPT_FOR,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def forget_old_keys(*, at: datetime | None = None) -> int:
    """Delete the keys of months gone by; returns how many."""
    day = timezone.localdate(at) - KEYS_KEPT_FOR
    return ReaderKey.objects.filter(month__lt=day).delete()[0]


def _mark_in(request: HttpRequest) -> str:
    """What the cookie says, if it is ours: signed, so that nobody makes marks up."""
    cookie = request.COOKIES.get(READER_COOKIE, "")
    try:
        return str(signing.loads(cookie, salt=_SALT, max_age=COOKIE_KEPT_FOR))
    except signing.BadSignature:
        return ""


def _keyed(value: str) -> str:
    key = _key_of(timezone.localdate().replace(day=1))
    return hmac.new(key.encode(), value.encode(), hashlib.sha256).hexdigest()


def _key_of(month: date) -> str:
    found = ReaderKey.objects.filter(month=month).first()
    if found is None:
        # Of two requests that come first in a month, both end with the same key.
        found, _made = ReaderKey.objects.get_or_create(
            month=month, defaults={"key": secrets.token_hex(32)}
        )
    return found.key
