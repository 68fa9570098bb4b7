"""A person sees what is held on their address, and has it erased, by a link in a mail."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import translation

from zaedno.core.mailboxes import same_mailbox
from zaedno.core.personal_data import Holding, holdings
from zaedno.notifications.rendering import absolute_url
from zaedno.notifications.services import send_later
from zaedno.users.privacy.models import DataLink

VALID_FOR = timedelta(days=2)
MOST_AN_HOUR = 3


class LinkGone(Exception):
    """The link is unknown, too old, or the data have been erased by it."""


@dataclass(frozen=True)
class Held:
    """What one holding has on an address."""

    holding: Holding
    things: list[dict[str, Any]]


@transaction.atomic
def ask_for_link(email: str, *, language: str, at: datetime) -> None:
    """Mail a link to an address, whether anything is held on it or not.

    A mailbox that was asked for often within the hour gets no further mail; the answer to
    whoever asks is the same.
    """
    recent = DataLink.objects.filter(same_mailbox(email), created__gt=at - timedelta(hours=1))
    if recent.count() >= MOST_AN_HOUR:
        return
    token = secrets.token_urlsafe(32)
    DataLink.objects.create(
        email=email,
        token_hash=_hash_of(token),
        language=language,
        created=at,
        expires=at + VALID_FOR,
    )
    with translation.override(language):
        link = absolute_url(reverse("privacy:mine", args=[token]))
    send_later(
        to=email,
        template="my_data",
        context={"link": link},
        language=language,
        valid_for=VALID_FOR,
    )


def email_of(token: str, *, at: datetime) -> str:
    """The address to which a link was sent.

    Raises:
        LinkGone: it leads nowhere any more.
    """
    return _link(token, at=at).email


def held_on(email: str) -> list[Held]:
    """Everything that is held on an address, by holding; empty ones are left out."""
    found = (Held(holding, list(holding.collect(email))) for holding in holdings())
    return [held for held in found if held.things]


@transaction.atomic
def erase(token: str, *, words: bool, at: datetime) -> int:
    """Erase what is held on the address of a link, all or nothing; the link ends with it.

    Args:
        token: the secret in the link.
        words: whether what the person wrote goes too, not only who it was.
        at: moment of erasing.

    Returns:
        How many things were made anonymous or deleted.

    Raises:
        LinkGone: it leads nowhere any more.
    """
    # Locked, so that of two requests with one link the second finds it gone.
    email = _link(token, at=at, lock=True).email
    return erase_person(email, words=words, at=at)


@transaction.atomic
def erase_person(email: str, *, words: bool, at: datetime) -> int:
    """Erase what is held on an address; again and again, without harm."""
    return sum(holding.erase(email, at=at, words=words) for holding in holdings())


def _link(token: str, *, at: datetime, lock: bool = False) -> DataLink:
    links = DataLink.objects.select_for_update() if lock else DataLink.objects.all()
    found = links.filter(token_hash=_hash_of(token), expires__gt=at).first()
    if found is None:
        raise LinkGone
    return found


def _hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
