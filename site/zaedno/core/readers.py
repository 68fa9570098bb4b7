"""Who votes or reports, without knowing who it is.

A reader is a keyed hash. The key is new each month, and old keys are deleted: then no hash can be
led back to a person or tied to a later one. A reader without our cookie is known by the network
address and the browser; the cookie, set after the first vote or report, keeps the same reader
when the address changes. Nothing of this is kept raw.
"""

import hashlib
import hmac
import secrets
from datetime import date, datetime, timedelta

from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from zaedno.core.models import ReaderKey

READER_COOKIE = "reader"
COOKIE_KEPT_FOR = timedelta(days=60)
KEYS_KEPT_FOR = timedelta(days=62)


def reader_of(request: HttpRequest) -> str:
    """The reader of this month as 64 hexadecimal digits; says nothing of the person."""
    return _keyed(_mark(request))


def remember_reader(response: HttpResponseBase, request: HttpRequest) -> None:
    """Have the browser keep the reader's mark; only after a vote or a report, never before."""
    mark = signing.dumps(_mark(request), salt=READER_COOKIE)
    response.set_cookie(
        READER_COOKIE,
        mark,
        max_age=COOKIE_KEPT_FOR,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def forget_old_keys(*, at: datetime | None = None) -> int:
    """Delete the keys of months gone by; returns how many."""
    day = timezone.localdate(at) - KEYS_KEPT_FOR
    return ReaderKey.objects.filter(month__lt=day).delete()[0]


def _mark(request: HttpRequest) -> str:
    """What the cookie says, if it is ours; otherwise what stands for the address and the browser.

    The cookie is signed, so that nobody becomes many readers by making up cookies.
    """
    try:
        return str(
            signing.loads(
                request.COOKIES.get(READER_COOKIE, ""), salt=READER_COOKIE, max_age=COOKIE_KEPT_FOR
            )
        )
    except signing.BadSignature:
        address = str(request.META.get("REMOTE_ADDR", ""))
        return _keyed(f"{address}\n{request.headers.get('User-Agent', '')}")


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
