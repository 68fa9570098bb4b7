"""What a citizen with an account meets: the way in, the way out, and their contributions."""

import logging
from http import HTTPStatus
from typing import Any

from allauth.account.mixins import LogoutFunctionalityMixin
from allauth.account.views import ConfirmLoginCodeView, RequestLoginCodeView
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.providers.openid_connect import views as openid_connect
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ImproperlyConfigured
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET
from requests import RequestException

from zaedno.core.listing import page_of
from zaedno.core.rate_limits import within_limit
from zaedno.core.validation import Malformed, check_whole_number
from zaedno.notifications.links import stop_path
from zaedno.notifications.models import Subscription
from zaedno.notifications.rendering import absolute_url
from zaedno.notifications.services import send_later
from zaedno.users.contributions import contributions_of
from zaedno.users.identity.adapters import not_signed_in
from zaedno.users.identity.citizens import confirmed_addresses, is_staff_address, open_account
from zaedno.users.identity.forms import LONGEST_CODE, AddressForm, CodeForm
from zaedno.users.models import User

logger = logging.getLogger(__name__)

# What a service that does not keep to the protocol leads to: allauth reads its answers unchecked.
SERVICE_ERRORS = (
    RequestException,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
    ImproperlyConfigured,
)


class LimitedFormView:
    """A form that one reader can send so many times only; for use before a view with a form."""

    http_method_names = ["get", "head", "post", "options"]
    request: HttpRequest

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Count before anything is done; what was typed stays in the form."""
        if within_limit(request, "accounts"):
            # The view that this is mixed into has it.
            answer: HttpResponse = super().post(request, *args, **kwargs)  # type: ignore[misc]
            return answer
        form: Form = self.get_form()  # type: ignore[attr-defined]
        form.add_error(None, _("That was tried too often. Please try again later."))
        context = self.get_context_data(form=form)  # type: ignore[attr-defined]
        response: HttpResponse = self.render_to_response(  # type: ignore[attr-defined]
            context, status=HTTPStatus.TOO_MANY_REQUESTS
        )
        return response


class SignIn(LimitedFormView, RequestLoginCodeView):
    """Asks for an address and mails a code. What it answers never tells who has an account."""

    template_name = "account/sign_in.html"
    form_class = AddressForm

    def form_valid(self, form: AddressForm) -> HttpResponse:
        """Mail a code, or to staff the way to the CMS; on screen both look the same."""
        form._user = _receiver_of_code(form.cleaned_data["email"])
        response: HttpResponse = super().form_valid(form)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the service by which one can sign in as well."""
        context = super().get_context_data(**kwargs)
        services = get_adapter().list_apps(self.request, provider=settings.OIDC_PROVIDER)
        return {**context, "no_index": True, "service": services[0] if services else None}


class EnterCode(LimitedFormView, ConfirmLoginCodeView):
    """Takes the code. The link in the mail only fills it in: programs open links, people press."""

    template_name = "account/code.html"
    form_class = CodeForm

    @method_decorator(never_cache)
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Tell whoever asked for no code in this browser, or long ago, what to do."""
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        if getattr(self, "_process", None) or isinstance(request.user, User):
            return response
        if request.method == "POST":
            messages.error(request, _("This code is no longer valid. Please ask for a new one."))
        elif "code" in request.GET:
            return render(request, "account/begun_elsewhere.html", {"no_index": True})
        return response

    def get_initial(self) -> dict[str, Any]:
        """The code of the link in the mail."""
        return {**super().get_initial(), "code": self.request.GET.get("code", "")[:LONGEST_CODE]}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Keep the page out of search engines."""
        return {**super().get_context_data(**kwargs), "no_index": True}


class SignOut(LogoutFunctionalityMixin, View):
    """Ends a citizen's session, or the way into one."""

    http_method_names = ["get", "head", "post"]

    def get(self, request: HttpRequest) -> HttpResponse:
        """Only a press of the button signs out; the address leads to where the button is."""
        return redirect("account")

    def post(self, request: HttpRequest) -> HttpResponse:
        """Sign out, and back to the way in."""
        self.logout()
        return redirect("account_login")


@require_GET
@never_cache
def overview(request: HttpRequest) -> HttpResponse:
    """What the citizen contributed, also before there was an account."""
    if not isinstance(request.user, User):
        return redirect("account_login")
    addresses = confirmed_addresses(request.user)
    listed = page_of(contributions_of(addresses), number=_page_number(request))
    context = {
        "no_index": True,
        "addresses": addresses,
        "listed": listed,
        "followed": _followed_from(addresses),
    }
    return render(request, "account/overview.html", context)


@require_GET
@never_cache
def to_service(request: HttpRequest) -> HttpResponse:
    """Send the reader to the service that knows who they are."""
    try:
        provider = get_adapter().get_provider(request, settings.OIDC_PROVIDER)
        response: HttpResponse = provider.redirect(request, process=AuthProcess.LOGIN)
    except SocialApp.DoesNotExist as error:
        raise Http404 from error
    except SERVICE_ERRORS:
        logger.warning("The service for signing in does not answer", exc_info=True)
        return not_signed_in(request, service_failed=True)
    return response


@require_GET
@never_cache
def from_service(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Take back a reader whom the service has sent."""
    try:
        response: HttpResponse = openid_connect.callback(request, provider_id)
    except SERVICE_ERRORS:
        logger.warning("The service for signing in sent what we cannot read", exc_info=True)
        return not_signed_in(request, service_failed=True)
    return response


def _receiver_of_code(email: str) -> User | None:
    """The citizen with this address; others are told by mail why they get no code."""
    user = None if is_staff_address(email) else open_account(email)
    if user and user.is_active:
        return user
    send_later(
        to=email,
        template="account_refused",
        context={"link": absolute_url("/cms/")},
        language=get_language() or "bg",
    )
    return None


def _followed_from(addresses: list[str]) -> list[dict[str, str]]:
    """What is followed from some confirmed addresses, each with the way out."""
    return [
        {
            "title": each.title,
            "url": each.url,
            "language": each.language,
            "stop_path": stop_path(each),
        }
        for each in Subscription.objects.of_people(addresses)
    ]


def _page_number(request: HttpRequest) -> int:
    try:
        return check_whole_number(request.GET.get("page") or "1", smallest=1)
    except Malformed as error:
        raise Http404 from error
