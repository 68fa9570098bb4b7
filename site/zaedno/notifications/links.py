"""Secret links to what somebody follows: signed, so that nobody can make one up."""

from django.core import signing
from django.urls import reverse
from django.utils import translation

from zaedno.notifications.models import Subscription
from zaedno.notifications.rendering import absolute_url

SIGNED_FOR = "notifications.follow"


class BrokenLink(Exception):
    """The link was not made here, or was cut on its way."""


def unsubscribe_url(subscription: Subscription) -> str:
    """Where one click ends the mails on this topic."""
    return _url("notifications:stop", subscription)


def followed_url(subscription: Subscription) -> str:
    """Where its owner sees all that they follow."""
    return _url("notifications:mine", subscription)


def stop_path(subscription: Subscription) -> str:
    """The address that ends one follow, for a page that its owner reads."""
    return reverse("notifications:stop", args=[_token(subscription)])


def subscription_id(token: str) -> int:
    """The row that a link is about; it may be gone already.

    Raises:
        BrokenLink: the signature is not ours.
    """
    try:
        return int(signing.loads(token, salt=SIGNED_FOR))
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise BrokenLink from error


def _url(name: str, subscription: Subscription) -> str:
    with translation.override(subscription.language):
        return absolute_url(reverse(name, args=[_token(subscription)]))


def _token(subscription: Subscription) -> str:
    return signing.dumps(subscription.pk, salt=SIGNED_FOR)
