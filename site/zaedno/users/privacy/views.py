"""What a person meets who wants to see or erase what is held on them; and the public register.

No view touches a session. The secret in the link counts, and opening the link shows nothing yet:
programs that look into mails open links, but press no button.
"""

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from zaedno.core.personal_data import holdings
from zaedno.core.rate_limits import within_limit
from zaedno.users.privacy.forms import ErasureForm, MyDataForm
from zaedno.users.privacy.report import as_json, as_sections
from zaedno.users.privacy.services import LinkGone, ask_for_link, email_of, erase, held_on


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def ask(request: HttpRequest) -> HttpResponse:
    """The form, and what it sends; the answer is the same whether anything is held."""
    if request.method != "POST":
        return _draw(request, "ask", form=MyDataForm())
    form = MyDataForm(request.POST)
    if not within_limit(request, "my-data"):
        form.add_error(None, _("Too many requests from your network. Please try again later."))
        return _draw(request, "ask", status=HTTPStatus.TOO_MANY_REQUESTS, form=form)
    if not form.is_valid():
        return _draw(request, "ask", status=HTTPStatus.UNPROCESSABLE_ENTITY, form=form)
    language = get_language() or "bg"
    ask_for_link(form.cleaned_data["email"], language=language, at=timezone.now())
    return _see_other("privacy:sent")


@never_cache
@require_GET
def sent(request: HttpRequest) -> HttpResponse:
    """Say that a mail is under way."""
    return _draw(request, "sent")


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_variables("token")
def mine(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind the link: a button first, then what is held, and the form that erases it."""
    try:
        email = email_of(token, at=timezone.now())
        if request.method != "POST":
            return _draw(request, "open")
        if request.POST.get("do") == "download":
            return _download(email)
        if request.POST.get("do") == "erase":
            return _erase(request, token, email)
    except LinkGone:
        return _draw(request, "gone", status=HTTPStatus.GONE)
    return _show(request, email, ErasureForm())


@never_cache
@require_GET
def erased(request: HttpRequest) -> HttpResponse:
    """Say that it is done."""
    return _draw(request, "erased")


@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """The register of processing activities (GDPR, article 30), from the platform's own table."""
    return render(request, "privacy/register.html", {"holdings": holdings()})


def _erase(request: HttpRequest, token: str, email: str) -> HttpResponse:
    form = ErasureForm(request.POST)
    if not form.is_valid():
        return _show(request, email, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    erase(token, words=form.cleaned_data["extent"] == "words", at=timezone.now())
    return _see_other("privacy:erased")


def _show(
    request: HttpRequest, email: str, form: ErasureForm, status: HTTPStatus = HTTPStatus.OK
) -> HttpResponse:
    sections = as_sections(held_on(email))
    return _draw(request, "mine", status=status, email=email, sections=sections, form=form)


def _download(email: str) -> HttpResponse:
    response = HttpResponse(
        as_json(email, held_on(email), at=timezone.now()),
        content_type="application/json; charset=utf-8",
    )
    response["Content-Disposition"] = 'attachment; filename="my-data.json"'
    return response


def _see_other(name: str) -> HttpResponse:
    response = redirect(reverse(name))
    response.status_code = HTTPStatus.SEE_OTHER
    return response


def _draw(
    request: HttpRequest, name: str, *, status: HTTPStatus = HTTPStatus.OK, **context: Any
) -> HttpResponse:
    values = {**context, "no_index": True}
    return render(request, f"privacy/{name}.html", values, status=status)
