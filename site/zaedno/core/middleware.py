"""What every request passes: malformed queries are refused, staff pages get their own policy."""

from collections.abc import Callable, Iterator
from typing import Any

from django.conf import settings
from django.core.exceptions import BadRequest, RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import render

from zaedno.core.once import remembering
from zaedno.core.validation import Malformed, check_query, check_text

GetResponse = Callable[[HttpRequest], HttpResponse]
View = Callable[..., HttpResponse]

# The page of a list.
PAGE = "page"
_TAKING_ANY_PAGE: set[View] = set()
# Wagtail's editor still needs inline script and style; nothing comes from other hosts.
STAFF_POLICY = "; ".join(
    [
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    ]
)


class ContentSecurityPolicyForStaff:
    """Gives pages of the CMS the policy that Wagtail's editor can work under."""

    def __init__(self, get_response: GetResponse) -> None:
        """Keep the next step of the chain."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add the header to answers from the CMS."""
        response = self.get_response(request)
        if request.path.startswith("/cms/"):
            response.headers.setdefault("Content-Security-Policy", STAFF_POLICY)
        return response


class CompressPages(GZipMiddleware):
    """Compresses pages, feeds and data; files are sent as they are, with their length."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Compress what was made in memory."""
        if response.streaming:
            # Wagtail says "None" of a document that is not encoded; a proxy may refuse such a word.
            if response.headers.get("Content-Encoding") == "None":
                del response.headers["Content-Encoding"]
            return response
        return super().process_response(request, response)


class AskOnce:
    """Lets a request that only reads ask what is the same for all its parts once."""

    def __init__(self, get_response: GetResponse) -> None:
        """Keep the next step of the chain."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Remember answers while a page is read; never while something is changed."""
        if request.method not in ("GET", "HEAD"):
            return self.get_response(request)
        with remembering():
            return self.get_response(request)


def takes_any_page(view: View) -> View:
    """Name a view that itself does what is right where ``page`` is no number that it can have."""
    _TAKING_ANY_PAGE.add(view)
    return view


class RefuseMalformedQuery:
    """Answers 400 with a sentence where a query string could only end in a database error."""

    def __init__(self, get_response: GetResponse) -> None:
        """Keep the next step of the chain."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Check the path and the query before any view sees them."""
        try:
            check_text(request.path)
            # No number is read yet from the name that the page of a list has.
            check_query(("" if k == PAGE else k, v) for k, v in _parameters(request))
        except Malformed as error:
            return bad_request(request, str(error))
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: View, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Check the page of a list, when it is known who would read it."""
        if view in _TAKING_ANY_PAGE:
            return None
        try:
            check_query((k, v) for k, v in _parameters(request) if k == PAGE)
        except Malformed as error:
            return bad_request(request, str(error))
        return None


def _parameters(request: HttpRequest) -> Iterator[tuple[str, str]]:
    return ((name, value) for name, values in request.GET.lists() for value in values)


class RefuseTooLarge:
    """Answers 413 with a sentence where more is sent than is taken.

    Django finds it out in the check of the form's token, and then says that the token is wrong.
    """

    def __init__(self, get_response: GetResponse) -> None:
        """Keep the next step of the chain."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Look at what was sent before any view or check reads it."""
        try:
            if _is_too_large(request):
                return too_large(request)
        except BadRequest as error:
            return bad_request(request, str(error))
        return self.get_response(request)


def _is_too_large(request: HttpRequest) -> bool:
    if request.content_type != "multipart/form-data" and _declared_length(request) > _most():
        return True
    try:
        # Files do not count, so only reading tells how much there is besides them.
        request.POST  # noqa: B018
    except RequestDataTooBig:
        return True
    return False


def _declared_length(request: HttpRequest) -> int:
    length = str(request.META.get("CONTENT_LENGTH") or "0")
    # A server refuses what is no number; what is too long to be read as one is too large, too.
    return int(length[:20]) if length.isascii() and length.isdigit() else 0


def _most() -> int:
    return int(settings.DATA_UPLOAD_MAX_MEMORY_SIZE)


def too_large(request: HttpRequest) -> HttpResponse:
    """A 413 that says so: problem+json for the API (RFC 9457), a page for people."""
    if request.path.startswith("/api/"):
        # The middleware of the API puts its own sentence in.
        return HttpResponse(status=413)
    return render(request, "413.html", status=413)


def bad_request(request: HttpRequest, sentence: str) -> HttpResponse:
    """A 400 that says what was wrong: problem+json for the API (RFC 9457), a page for people."""
    if request.path.startswith("/api/"):
        problem = {"type": "about:blank", "title": "Bad Request", "status": 400, "detail": sentence}
        return JsonResponse(problem, status=400, content_type="application/problem+json")
    return render(request, "400.html", {"sentence": sentence}, status=400)
