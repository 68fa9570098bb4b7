"""Pages for what went wrong: in the reader's language, saying what to do."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template import loader
from django.utils import translation
from django.views.decorators.csrf import requires_csrf_token

_TITLES = {403: "Forbidden", 404: "Not Found", 500: "Internal Server Error"}


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Nothing is here, or not for everyone."""
    return _answer(request, 404)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """This reader may not do that."""
    return _answer(request, 403)


@requires_csrf_token
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form was sent without its token, usually because cookies are off or the form was old."""
    with _language_of(request):
        return render(request, "403_csrf.html", status=403)


def forged(request: HttpRequest) -> HttpResponse:
    """A form was sent from a page of another site."""
    with _language_of(request):
        return render(request, "403_forged.html", status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """Our mistake; the page needs neither database nor context."""
    if request.path.startswith("/api/"):
        return _problem(500)
    return HttpResponse(loader.get_template("500.html").render({}, None), status=500)


def _answer(request: HttpRequest, status: int) -> HttpResponse:
    if request.path.startswith("/api/"):
        return _problem(status)
    with _language_of(request):
        return render(request, f"{status}.html", status=status)


def _problem(status: int) -> JsonResponse:
    problem = {"type": "about:blank", "title": _TITLES[status], "status": status}
    return JsonResponse(problem, status=status, content_type="application/problem+json")


def _language_of(request: HttpRequest) -> "translation.override":
    language = translation.get_language_from_path(request.path) or translation.get_language()
    return translation.override(language)
