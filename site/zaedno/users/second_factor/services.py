"""Setting, checking and taking away the second factor of a member of staff."""

import time
from binascii import unhexlify
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django_otp import verify_token
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice, default_key
from wagtail.log_actions import log
from wagtail.users.models import UserProfile

from zaedno.notifications.rendering import absolute_url
from zaedno.notifications.services import send_later
from zaedno.users.models import User
from zaedno.users.second_factor import recovery_codes

SET = "zaedno.second_factor.set"
REMOVE = "zaedno.second_factor.remove"
DIGITS_OF_APP = 6
# Whoever types as many in a row may be somebody else, who knows the password.
WRONG_CODES_TO_TELL = 5
# The name of the device is not shown: nobody has two.
DEVICE_NAME = "app"


class CodeRefused(Exception):
    """The code is not right, or was used already."""


@dataclass
class TooManyWrongCodes(CodeRefused):
    """Codes of the app are not looked at for a while; recovery codes are.

    Attributes:
        until: when the next code may be tried.
    """

    until: datetime


class AlreadySet(Exception):
    """The person has a second factor, and did not show that it is theirs to replace."""


def device_of(user: User) -> TOTPDevice | None:
    """The app that makes codes for the person."""
    return TOTPDevice.objects.filter(user=user, confirmed=True).first()


def new_key() -> str:
    """A key for an app, in hexadecimal digits."""
    return str(default_key())


def unsaved_device(user: User, key: str) -> TOTPDevice:
    """The app as it will be once it has shown that it knows the key."""
    return TOTPDevice(user=user, key=key, name=DEVICE_NAME)


@transaction.atomic
def set_up(user: User, *, key: str, code: str, replace: bool) -> tuple[TOTPDevice, list[str]]:
    """Bind an app to the person, who gets new recovery codes with it.

    Args:
        user: whose login is concerned.
        key: what the app was given.
        code: what the app made of it.
        replace: whether the person showed that the present app is theirs.

    Returns:
        The app, and the recovery codes.

    Raises:
        AlreadySet: there is an app, and it is not to be replaced.
        CodeRefused: the app knows another key, or the clock of the phone is wrong.
    """
    # Two windows that set up at the same time go one after the other.
    user = User.objects.select_for_update().get(pk=user.pk)
    if not replace and device_of(user) is not None:
        raise AlreadySet
    clock = TOTP(unhexlify(key))
    clock.time = time.time()
    if not clock.verify(int(code), tolerance=1):
        raise CodeRefused
    TOTPDevice.objects.filter(user=user).delete()
    device = unsaved_device(user, key)
    # What confirmed the app cannot be used once more.
    device.last_t, device.drift = clock.t(), clock.drift
    device.save()
    log(user, SET, user=user)
    _tell(user, "second_factor_set")
    return device, recovery_codes.issue(user)


def check(user: User, code: str) -> TOTPDevice:
    """Take a code of the app or a recovery code; either is good for one time.

    Raises:
        CodeRefused: the code is not one of the person's, or was used.
        TooManyWrongCodes: the app's codes were wrong too often.
    """
    device = device_of(user)
    if device is None:
        raise CodeRefused
    if len(code) == DIGITS_OF_APP:
        _check_code_of_app(device, code)
    else:
        _use_recovery_code(user, code)
    return device


@transaction.atomic
def renew_recovery_codes(user: User) -> list[str]:
    """New codes; the old ones are worth nothing from now on."""
    return recovery_codes.issue(user)


@transaction.atomic
def reset(user: User, *, by: User | None) -> bool:
    """Take the second factor away, so that the next login sets a new one.

    Args:
        user: who lost it.
        by: the administrator; none where a command does it.

    Returns:
        Whether there was anything to take away.
    """
    deleted, _kinds = TOTPDevice.objects.filter(user=user).delete()
    user.recovery_codes.all().delete()
    if deleted:
        log(user, REMOVE, user=by)
        _tell(user, "second_factor_removed")
    return bool(deleted)


def _check_code_of_app(device: TOTPDevice, code: str) -> None:
    allowed, reason = device.verify_is_allowed()
    if not allowed:
        raise TooManyWrongCodes(reason["locked_until"])
    if verify_token(device.user, device.persistent_id, code) is None:
        device.refresh_from_db()
        if device.throttling_failure_count == WRONG_CODES_TO_TELL:
            _tell(device.user, "wrong_codes")
        raise CodeRefused


@transaction.atomic
def _use_recovery_code(user: User, code: str) -> None:
    if not recovery_codes.redeem(user, code):
        raise CodeRefused
    _tell(user, "recovery_code_used", {"remaining": recovery_codes.remaining(user)})


def _tell(user: User, template: str, context: Mapping[str, Any] | None = None) -> None:
    """Write to the person what happened to their login: it may have been somebody else."""
    if not user.email:
        return
    values = {
        "name": user.get_full_name(),
        "username": user.get_username(),
        "at": timezone.now(),
        "password_link": absolute_url(reverse("wagtailadmin_password_reset")),
    }
    send_later(
        to=user.email,
        template=template,
        context={**values, **(context or {})},
        language=_language(user),
    )


def _language(user: User) -> str:
    """The language that the person chose for the CMS."""
    profile = UserProfile.objects.filter(user=user).first()
    return (profile.preferred_language if profile else "") or settings.LANGUAGE_CODE
