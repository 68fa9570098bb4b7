"""What every request to the API passes: open to all sites, without cookies, cacheable."""

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.utils.cache import get_conditional_response, patch_vary_headers, set_response_etag

from zaedno.api.errors import bad_request, problem_for
from zaedno.core.validation import LONGEST_QUERY, Malformed, check_host

GetResponse = Callable[[HttpRequest], HttpResponse]

PREFIX = "/api/"
# NUL stays, for the next middleware to refuse.
_NO_WORD = re.compile(r"[^\w\x00]+")
MAX_AGE_SECONDS = 60
ALLOWED_METHODS = "GET, HEAD, OPTIONS"
ALLOWED_HEADERS = "Accept, Accept-Language, Content-Type, If-None-Match"


class LocaleOutsideAPI(LocaleMiddleware):
    """Django's choice of language; what is not in the API is not looked for among the pages."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Leave the API's answers alone: a 404 would become a way to ``/bg/api/…``."""
        if request.path.startswith(PREFIX):
            return response
        return super().process_response(request, response)


class PublicAPI:
    """Answers the API's requests as those of a public service.

    It reads no cookie: a browser that is signed in, or that gave a page's password, sees through
    the API what everyone sees, so that its answers may be kept by shared caches.
    """

    def __init__(self, get_response: GetResponse) -> None:
        """Keep the next step of the chain."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a request to the API; let all others pass."""
        if not request.path.startswith(PREFIX):
            return self.get_response(request)
        request.COOKIES = {}
        with translation.override(translation.get_language_from_request(request)):
            return _open_to_all_sites(self._answer(request))

    def _answer(self, request: HttpRequest) -> HttpResponse:
        if request.method == "OPTIONS":
            return _preflight()
        try:
            check_host(request.GET.get("site", ""))
        except Malformed as error:
            return bad_request(str(error))
        _keep_only_words(request)
        if request.method == "HEAD":
            # Ninja knows no HEAD; the answer to GET has the same headers.
            request.method = "GET"
            return _without_body(self._read(request))
        return self._read(request)

    def _read(self, request: HttpRequest) -> HttpResponse:
        response = problem_for(self.get_response(request))
        return _cacheable(request, response) if request.method == "GET" else response


def _keep_only_words(request: HttpRequest) -> None:
    # Signs in Wagtail's own search of pages reach the full-text syntax of SQLite and break it.
    if "search" in request.GET:
        query = request.GET.copy()
        query["search"] = _NO_WORD.sub(" ", str(query["search"]))[:LONGEST_QUERY].strip()
        # The stubs know only the immutable query that Django makes.
        request.GET = query  # type: ignore[assignment]


def _preflight() -> HttpResponse:
    response = HttpResponse(status=204)
    response.headers["Access-Control-Allow-Methods"] = ALLOWED_METHODS
    response.headers["Access-Control-Allow-Headers"] = ALLOWED_HEADERS
    response.headers["Access-Control-Max-Age"] = "86400"
    response.headers["Allow"] = ALLOWED_METHODS
    return response


def _open_to_all_sites(response: HttpResponse) -> HttpResponse:
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Expose-Headers"] = "ETag, Retry-After, Content-Disposition"
    return response


def _cacheable(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    if "Authorization" in request.headers:
        response.headers["Cache-Control"] = "private, no-store"
        return response
    if response.status_code != 200:
        patch_vary_headers(response, ["Accept-Language", "Authorization"])
        return response
    # What the API says does not depend on the reader's language, only its errors do.
    del response.headers["Vary"]
    patch_vary_headers(response, ["Authorization"])
    response.headers["Cache-Control"] = f"public, max-age={MAX_AGE_SECONDS}"
    return _if_changed(request, response)


def _if_changed(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    set_response_etag(response)
    etag = response.headers.get("ETag")
    return get_conditional_response(request, etag=etag, response=response) or response


def _without_body(response: HttpResponse) -> HttpResponse:
    length = str(len(response.content))
    response.content = b""
    response.headers["Content-Length"] = length
    return response
