"""The pages of the second step: set it up, pass it, and look after it."""

from base64 import b32encode
from binascii import unhexlify
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

import segno
from django.conf import settings
from django.contrib.auth.views import RedirectURLMixin
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.timesince import timeuntil
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView
from wagtail.admin.auth import reject_request
from wagtail.admin.localization import get_localized_response

from zaedno.users.models import User
from zaedno.users.second_factor import recovery_codes, services, sessions
from zaedno.users.second_factor.forms import AppCodeForm, CodeForm

FOLDER = "wagtailadmin/second_factor"


def refusal(error: services.CodeRefused) -> str:
    """What to say of a code that was not taken."""
    if isinstance(error, services.TooManyWrongCodes):
        return _(
            "There were too many wrong codes. Try again in %(wait)s, or type a recovery code."
        ) % {"wait": _wait(error.until)}
    return _(
        "This code is not right. Wait for the next one: each works once and for a short while."
        " The clock of your phone has to be right."
    )


def _wait(until: datetime) -> str:
    seconds = max(1, round((until - timezone.now()).total_seconds()))
    if seconds >= 60:
        return timeuntil(until, depth=1)
    return ngettext("%(n)d second", "%(n)d seconds", seconds) % {"n": seconds}


class SecondStepView(RedirectURLMixin, FormView):
    """A page of the second step, in the language of who signs in; led back to where they went."""

    http_method_names = ["get", "head", "post"]
    form_class: type[Form] = CodeForm
    title: Any = ""
    request: HttpRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Let nobody in who has not given the password."""
        if not settings.STAFF_SECOND_FACTOR:
            raise Http404
        if request.user.is_anonymous:
            answer: HttpResponseBase = reject_request(request)
            return answer
        response: HttpResponseBase = get_localized_response(self.answer, request, *args, **kwargs)
        response.headers["Cache-Control"] = "no-store"
        return response

    def answer(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Go on to the method that was asked for."""
        return super().dispatch(request, *args, **kwargs)

    @property
    def user(self) -> User:
        """Who signs in."""
        user: User = self.request.user  # type: ignore[assignment]  # dispatch has seen to it
        return user

    def get_default_redirect_url(self) -> str:
        """Where to go when nothing was asked for."""
        return reverse("wagtailadmin_home")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the title, and where the person wanted to go."""
        values = {"title": self.title, "next": self.get_redirect_url()}
        return super().get_context_data(**values, **kwargs)

    def refuse(self, form: Form, error: services.CodeRefused) -> HttpResponse:
        """Show the form again, with the reason."""
        form.add_error("code", refusal(error))
        return self.form_invalid(form)

    def show_codes(self, codes: list[str]) -> HttpResponse:
        """The recovery codes, once: they are kept only as digests."""
        values = self.get_context_data(form=None, codes=codes, file=_as_file(codes))
        values |= {"title": _("Your recovery codes"), "next": self.get_success_url()}
        return TemplateResponse(self.request, f"{FOLDER}/codes.html", values)


class EnterCode(SecondStepView):
    """The second step itself."""

    template_name = f"{FOLDER}/code.html"
    title = gettext_lazy("Second step of signing in")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The form, for whoever has an app and has not shown its code yet."""
        if sessions.is_verified(self.user):
            return redirect(self.get_success_url())
        if services.device_of(self.user) is None:
            return redirect(f"{reverse('second_factor_set_up')}{_next(self.get_redirect_url())}")
        return super().get(request, *args, **kwargs)

    def form_valid(self, form: Form) -> HttpResponse:
        """Let the session pass with a right code."""
        try:
            device = services.check(self.user, form.cleaned_data["code"])
        except services.CodeRefused as error:
            return self.refuse(form, error)
        sessions.verify(self.request, device)
        return super().form_valid(form)


class SetUp(SecondStepView):
    """Binding of an app: at the first login, or of another phone in the place of the old one."""

    form_class = AppCodeForm
    template_name = f"{FOLDER}/set_up.html"
    title = gettext_lazy("Set up the second step of signing in")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The key, for whoever has no app or may replace it."""
        if services.device_of(self.user) is not None and not self._replaces():
            return redirect("second_factor_code")
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the key, as a picture and as text."""
        key = sessions.key_to_confirm(self.request)
        address = services.unsaved_device(self.user, key).config_url
        picture = segno.make_qr(address).svg_data_uri(scale=5, border=3, light="#fff")
        secret = b32encode(unhexlify(key)).decode()
        return super().get_context_data(
            picture=picture, address=address, secret=recovery_codes.in_groups(secret), **kwargs
        )

    def form_valid(self, form: Form) -> HttpResponse:
        """Bind the app, let the session pass, and show the recovery codes."""
        key, code = sessions.key_to_confirm(self.request), form.cleaned_data["code"]
        try:
            device, codes = services.set_up(self.user, key=key, code=code, replace=self._replaces())
        except services.AlreadySet:
            return redirect("second_factor_code")
        except services.CodeRefused as error:
            return self.refuse(form, error)
        sessions.forget_set_up(self.request)
        sessions.verify(self.request, device)
        return self.show_codes(codes)

    def _replaces(self) -> bool:
        return sessions.is_verified(self.user) and sessions.may_replace(self.request)


class State(SecondStepView):
    """What the person has set, and what they can do about it."""

    http_method_names = ["get", "head"]
    template_name = f"{FOLDER}/state.html"
    title = gettext_lazy("Second step of signing in")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Since when, and how many recovery codes are left."""
        return super().get_context_data(
            device=services.device_of(self.user),
            remaining=recovery_codes.remaining(self.user),
            **kwargs,
        )


class AskForCode(SecondStepView):
    """A page that does what only the owner of the app may do, not whoever finds the CMS open."""

    template_name = f"{FOLDER}/confirm.html"
    explanation: Any = ""
    button: Any = ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say what is going to happen."""
        says = {"explanation": self.explanation, "button": self.button}
        return super().get_context_data(back=self.get_default_redirect_url(), **says, **kwargs)

    def get_default_redirect_url(self) -> str:
        """Back to where the button was."""
        return reverse("second_factor_state")

    def form_valid(self, form: Form) -> HttpResponse:
        """Check the code; then do it."""
        try:
            services.check(self.user, form.cleaned_data["code"])
        except services.CodeRefused as error:
            return self.refuse(form, error)
        return self.confirmed()

    def confirmed(self) -> HttpResponse:
        """What is done once the code was right."""
        raise NotImplementedError


class RenewCodes(AskForCode):
    """New recovery codes in the place of the old."""

    title = gettext_lazy("New recovery codes")
    explanation = gettext_lazy("You get ten new codes. The old ones stop working.")
    button = gettext_lazy("Make new codes")

    def confirmed(self) -> HttpResponse:
        """Show the new codes."""
        return self.show_codes(services.renew_recovery_codes(self.user))


class Move(AskForCode):
    """The way to another phone."""

    title = gettext_lazy("Move to another phone")
    explanation = gettext_lazy(
        "First type a code from the old phone, or a recovery code. Then set up the new phone."
    )
    button = gettext_lazy("Continue")

    def confirmed(self) -> HttpResponse:
        """Lead to the set-up, which is open for a while."""
        sessions.allow_to_replace(self.request)
        return redirect("second_factor_set_up")


def _next(address: str) -> str:
    return f"?{urlencode({'next': address})}" if address else ""


def _as_file(codes: list[str]) -> str:
    """The codes as a text to keep in a file."""
    heading = _("Recovery codes for %(site)s. Each works once.") % {"site": settings.SITE_URL}
    return "\r\n".join([heading, "", *codes, ""])
