"""Codes for the day without the phone: ten at a time, each good for one login."""

import secrets

from django.utils import timezone
from django.utils.crypto import salted_hmac

from zaedno.users.models import User
from zaedno.users.second_factor.models import RecoveryCode

HOW_MANY = 10
# Digits only: they are typed into the same field as the app's, on the same keyboard of a phone.
LENGTH = 16


def issue(user: User) -> list[str]:
    """Make new codes in the place of the old ones; this is the only time that they can be read."""
    codes = [_new() for _ in range(HOW_MANY)]
    RecoveryCode.objects.filter(user=user).delete()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(user=user, digest=_digest(user, code)) for code in codes
    )
    return [in_groups(code) for code in codes]


def redeem(user: User, code: str) -> bool:
    """Use a code up; of two requests with the same one, one gets a yes."""
    unused = RecoveryCode.objects.filter(user=user, digest=_digest(user, code), used=None)
    return unused.update(used=timezone.now()) == 1


def remaining(user: User) -> int:
    """How many codes the person has left."""
    return RecoveryCode.objects.filter(user=user, used=None).count()


def in_groups(text: str) -> str:
    """The text in groups of four, as people read and type it."""
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


def _new() -> str:
    return "".join(secrets.choice("0123456789") for _ in range(LENGTH))


def _digest(user: User, code: str) -> str:
    """What is kept; without the secret key of the site no code can be tried on it."""
    return salted_hmac(f"zaedno.recovery-code:{user.pk}", code, algorithm="sha256").hexdigest()
