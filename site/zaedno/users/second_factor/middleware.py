"""The gate of the CMS: a password alone opens nothing."""

from collections.abc import Callable
from functools import partial

from asgiref.sync import sync_to_async
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from zaedno.users.models import User
from zaedno.users.second_factor.sessions import waits

CMS = "/cms/"
# Where somebody who waits at the second step is known.
_OPEN = ("second_factor_code", "second_factor_set_up", "wagtailadmin_logout")
# What the pages of the second step are drawn with; strangers get it too.
_FURNITURE = ("wagtailadmin_sprite", "wagtailadmin_javascript_catalog")


class SecondFactor:
    """Makes whoever gave the password only a stranger, and leads them to the second step.

    Outside the CMS they are strangers as well: pages and documents for those who are signed in,
    previews and the user bar ask for ``request.user``.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next step of the chain."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Look at the session where somebody asks who it is, and at every address of the CMS.

        Raises:
            PermissionDenied: a script asks; it cannot follow to a form.
        """
        if not settings.STAFF_SECOND_FACTOR or _is_one_of(request, _OPEN):
            return self.get_response(request)
        known = request.user
        at_gate = request.path.startswith(CMS) and not _is_one_of(request, _FURNITURE)
        if at_gate and waits(request, known):
            return _to_second_step(request)
        request.user = SimpleLazyObject(partial(_visitor, request, known))  # type: ignore[assignment]
        request.auser = partial(sync_to_async(_visitor), request, known)
        return self.get_response(request)


def _is_one_of(request: HttpRequest, names: tuple[str, ...]) -> bool:
    return request.path.startswith(CMS) and request.path in map(reverse, names)


def _visitor(request: HttpRequest, known: User | AnonymousUser) -> User | AnonymousUser:
    return AnonymousUser() if waits(request, known) else known


def _to_second_step(request: HttpRequest) -> HttpResponse:
    if request.headers.get("x-requested-with") == "XMLHttpRequest":
        raise PermissionDenied
    return redirect_to_login(request.get_full_path(), login_url=reverse("second_factor_code"))
