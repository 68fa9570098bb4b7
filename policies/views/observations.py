"""What a citizen meets on the way of an observation."""

from http import HTTPStatus
from typing import Any

from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from policies.forms import ObservationForm
from policies.models import Measure, Observation
from policies.observation_errors import ObservationRefused
from policies.permissions import user_can_moderate_observations
from policies.services.observations import confirm_observation, submit_observation
from policies.services.visibility import public_measure, public_measures
from zaedno.core.rate_limits import within_limit
from zaedno.core.validation import LARGEST_ID
from zaedno.users.privacy.consent import consent_text


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def observe(request: HttpRequest, pk: int) -> HttpResponse:
    """The form, and what it sends. It touches no session, and counts only once confirmed."""
    measure = _measure(pk)
    if request.method != "POST":
        return _form_page(request, measure, ObservationForm())
    form = ObservationForm(request.POST, request.FILES)
    if not within_limit(request, "reports"):
        form.add_error(
            None, _("Many observations came from your network just now. Please try again later.")
        )
        return _form_page(request, measure, form, HTTPStatus.TOO_MANY_REQUESTS)
    if not form.is_valid():
        return _form_page(request, measure, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        submit_observation(
            measure, facts=form.facts(), language=get_language() or "bg", at=timezone.now()
        )
    except ObservationRefused as refusal:
        form.add_error(None, refusal.sentence)
        return _form_page(request, measure, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    response = redirect(reverse("policies:observation_sent", args=[measure.pk]))
    response.status_code = HTTPStatus.SEE_OTHER
    return response


@require_GET
@never_cache
def sent(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that a mail is under way."""
    context = {"no_index": True, "measure": _measure(pk)}
    return render(request, "policies/observation_sent.html", context)


@require_GET
@never_cache
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Confirm an observation by the link in the mail; opening it again changes nothing."""
    try:
        observation = confirm_observation(token, at=timezone.now())
    except ObservationRefused as refusal:
        context: dict[str, Any] = {"no_index": True, "sentence": refusal.sentence}
        return render(
            request,
            "policies/observation_not_confirmed.html",
            context,
            status=HTTPStatus.NOT_FOUND,
        )
    context = {"no_index": True, "observation": observation, "measure": observation.measure}
    return render(request, "policies/observation_confirmed.html", context)


@require_safe
def photo(request: HttpRequest, pk: int) -> HttpResponse | FileResponse:
    """The photo of an observation that the visitor may see."""
    return _file(request, pk, "photo", as_attachment=False)


@require_safe
def document(request: HttpRequest, pk: int) -> HttpResponse | FileResponse:
    """The document of an observation that the visitor may see."""
    return _file(request, pk, "document", as_attachment=True)


def _file(
    request: HttpRequest, pk: int, name: str, *, as_attachment: bool
) -> HttpResponse | FileResponse:
    found = Observation.objects.filter(pk=min(pk, LARGEST_ID))
    if not user_can_moderate_observations(request.user):
        found = found.published().filter(measure__in=public_measures())
    observation = found.first()
    file: FieldFile | None = getattr(observation, name, None)
    if not file or not file.storage.exists(file.name or ""):
        raise Http404
    response = FileResponse(file.open(), as_attachment=as_attachment)
    # What somebody sent must never run as a page of this site.
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _measure(pk: int) -> Measure:
    try:
        return public_measure(min(pk, LARGEST_ID))
    except Measure.DoesNotExist as error:
        raise Http404 from error


def _form_page(
    request: HttpRequest,
    measure: Measure,
    form: ObservationForm,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    context = {
        "no_index": True,
        "measure": measure,
        "form": form,
        "consent_text": consent_text(get_language() or "bg"),
    }
    return render(request, "policies/observation_form.html", context, status=status)
