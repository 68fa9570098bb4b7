"""What every request passes: malformed queries are refused, staff pages get their own policy."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from zaedno.core.once import remembering
from zaedno.core.validation import Malformed, check_query, check_text

GetResponse = Callable[[HttpRequest], HttpResponse]

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


class RefuseMalformedQuery:
    """Answers 400 with a sentence where a query string could only end in a database error."""

    def __init__(self, get_response: GetResponse) -> None:
        """Keep the next step of the chain."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Check the path and the query before any view sees them."""
        try:
            check_text(request.path)
            check_query((k, v) for k, values in request.GET.lists() for v in values)
        except Malformed as error:
            return bad_request(request, str(error))
        return self.get_response(request)


def bad_request(request: HttpRequest, sentence: str) -> HttpResponse:
    """A 400 that says what was wrong: problem+json for the API (RFC 9457), a page for people."""
    if request.path.startswith("/api/"):
        problem = {"type": "about:blank", "title": "Bad Request", "status": 400, "detail": sentence}
        return JsonResponse(problem, status=400, content_type="application/problem+json")
    return render(request, "400.html", {"sentence": sentence}, status=400)
