"""Whether a form was sent from one of our own pages, for forms that need no session.

A token against forgery needs a cookie, and a page with one cannot be kept by a cache. Public forms
ask the browser instead where the request comes from.
"""

from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from zaedno.core.views.errors import forged

CHANGES_NOTHING = ("GET", "HEAD", "OPTIONS", "TRACE")
# Other sites may ask the API; it reads no cookie.
API_PREFIX = "/api/"

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def comes_from_here(request: HttpRequest) -> bool:
    """Whether the browser says that the request comes from this site, or says nothing.

    Browsers send Sec-Fetch-Site or Origin with every post, and no page can change either. What
    sends neither is no browser, so it acts in nobody's name.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = request.headers.get("Origin")
    return origin is None or urlsplit(origin).netloc in _our_names(request)


def from_anywhere(view: View) -> View:
    """Mark a view that a program of another site may post to; a secret in its address counts."""
    view.from_anywhere = True  # type: ignore[attr-defined]
    return view


class RefuseForgedPosts:
    """Refuses what another site sends in a reader's name to a view that asks for no token."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next step of the chain."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Look at a request before its view does."""
        if request.method in CHANGES_NOTHING or request.path.startswith(API_PREFIX):
            return None
        if not getattr(view, "csrf_exempt", False) or getattr(view, "from_anywhere", False):
            return None
        return None if comes_from_here(request) else forged(request)


def _our_names(request: HttpRequest) -> set[str]:
    # Behind a proxy the name in the request may be another than readers see.
    return {request.get_host(), *(urlsplit(url).netloc for url in settings.CSRF_TRUSTED_ORIGINS)}
