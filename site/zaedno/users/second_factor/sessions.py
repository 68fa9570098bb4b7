"""Which sessions have passed the second step, and which still wait at it."""

import time

import django_otp
from django.contrib.auth import BACKEND_SESSION_KEY
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.middleware.csrf import rotate_token
from django_otp.plugins.otp_totp.models import TOTPDevice

from zaedno.users.identity.middleware import CITIZEN_BACKEND
from zaedno.users.models import User
from zaedno.users.second_factor.services import new_key

_KEY = "second_factor_key"
_MAY_REPLACE = "second_factor_may_replace"
REPLACE_WITHIN_SECONDS = 15 * 60


def waits(request: HttpRequest, user: User | AnonymousUser) -> bool:
    """Whether the session has the password only; citizens have no second step."""
    if user.is_anonymous or request.session.get(BACKEND_SESSION_KEY) == CITIZEN_BACKEND:
        return False
    return not is_verified(user)


def is_verified(user: User | AnonymousUser) -> bool:
    """Whether the session of the user has passed the second step, with the present app."""
    verified: bool = user.is_verified()  # type: ignore[union-attr]  # set by OTPMiddleware
    return verified


def verify(request: HttpRequest, device: TOTPDevice) -> None:
    """Let the session pass, under a new key that nobody saw before."""
    django_otp.login(request, device)
    request.session.cycle_key()
    rotate_token(request)


def key_to_confirm(request: HttpRequest) -> str:
    """The key that this session is setting up; it stays the same until an app knows it."""
    key: str = request.session.setdefault(_KEY, new_key())
    return key


def allow_to_replace(request: HttpRequest) -> None:
    """Note that the person showed a code just now, so that they may set up another app."""
    request.session[_MAY_REPLACE] = time.time()


def may_replace(request: HttpRequest) -> bool:
    """Whether the person showed a code for this a short while ago."""
    shown = request.session.get(_MAY_REPLACE, 0)
    return bool(time.time() - shown < REPLACE_WITHIN_SECONDS)


def forget_set_up(request: HttpRequest) -> None:
    """The app is set up: neither the key nor the permission is needed any more."""
    request.session.pop(_KEY, None)
    request.session.pop(_MAY_REPLACE, None)
