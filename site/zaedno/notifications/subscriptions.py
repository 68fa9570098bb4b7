"""Following: asked for, confirmed by mail, told of news, ended by one click.

Each step is one transaction, and may be repeated without harm.
"""

import hashlib
import secrets
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation

from zaedno.notifications.links import followed_url, unsubscribe_url
from zaedno.notifications.models import OutgoingMail, Subscription
from zaedno.notifications.rendering import absolute_url
from zaedno.notifications.services import send_later
from zaedno.notifications.topics import find_topic

CONFIRM_WITHIN = timedelta(days=3)
MOST_ASKED_AN_HOUR = 5
QUESTION = "follow question"
MOST_IN_A_ROUND = 200

ContextFor = Callable[[Subscription], Mapping[str, Any]]


@transaction.atomic
def follow(
    email: str,
    *,
    topic: str,
    title: str,
    url: str,
    language: str,
    confirmed: bool,
    at: datetime,
    question: str = "follow_confirm",
) -> Subscription:
    """Follow a topic; once, however often asked.

    Args:
        email: whose.
        topic: see `zaedno.notifications.topics`.
        title: what it is called, for the list of what the person follows.
        url: its address on the site.
        language: of the mails.
        confirmed: whether the address has just been confirmed otherwise, as by a comment.
            If not, its owner is asked by mail first.
        at: moment of asking.
        question: name of the mail by which its owner is asked.
    """
    subscription, _made = Subscription.objects.get_or_create(
        email=email.strip().lower(),
        topic=topic,
        defaults={"title": title[:255], "url": url, "language": language, "created": at},
    )
    if subscription.confirmed_at:
        return subscription
    if confirmed:
        subscription.confirmed_at, subscription.token_hash = at, ""
        subscription.save()
    elif not _was_asked_often(subscription, at=at):
        _ask(subscription, at=at, question=question)
    return subscription


def unconfirmed(token: str, *, at: datetime) -> Subscription | None:
    """What the link in a mail asks to confirm; nothing when it is unknown or too old."""
    recent = Subscription.objects.filter(created__gt=at - CONFIRM_WITHIN)
    return recent.filter(token_hash=_hash_of(token)).first() if token else None


@transaction.atomic
def confirm_follow(token: str, *, at: datetime) -> Subscription | None:
    """Begin to tell somebody; again and again the same, until the link is too old."""
    subscription = unconfirmed(token, at=at)
    if subscription and not subscription.confirmed_at:
        subscription.confirmed_at = at
        subscription.save()
    return subscription


def unfollow(email: str, *, topic: str = "") -> int:
    """End one follow of an address, or all of them; returns how many ended."""
    found = Subscription.objects.of_person(email)
    return (found.filter(topic=topic) if topic else found).delete()[0]


def stop(subscription_id: int) -> int:
    """End a follow by its number; returns whether there was one still."""
    return Subscription.objects.filter(pk=subscription_id).delete()[0]


def tell_followers(
    topic: str,
    *,
    template: str,
    context_for: ContextFor,
    exclude_email: str = "",
    also: Sequence[str] = (),
) -> int:
    """Mail everyone who follows a topic; each person once. Nobody, if it is not for everyone.

    Args:
        topic: what the news is about.
        template: name of the mail.
        context_for: gives what the mail names, in the active language: that of the follower.
        exclude_email: who knows already.
        also: further topics whose followers are told; who follows several gets one mail.

    Returns:
        How many were told.
    """
    topics = public_topics([topic, *also])
    told, after = 0, ""
    while emails := next_followers(topics, after=after):
        told += tell(
            emails,
            topics,
            template=template,
            context_for=context_for,
            exclude_email=exclude_email,
        )
        after = emails[-1]
    return told


def public_topics(topics: Sequence[str]) -> list[str]:
    """Of some topics, those that everyone may read about."""
    return [topic for topic in topics if find_topic(topic)]


def next_followers(topics: Sequence[str], *, after: str) -> list[str]:
    """Addresses of the next round of followers, in their order."""
    found = Subscription.objects.of_topics(topics).filter(email__gt=after).order_by("email")
    return list(found.values_list("email", flat=True).distinct()[:MOST_IN_A_ROUND])


@transaction.atomic
def tell(
    emails: Sequence[str],
    topics: Sequence[str],
    *,
    template: str,
    context_for: ContextFor,
    exclude_email: str = "",
) -> int:
    """Mail some followers of topics, each once: by the topic that is named first."""
    chosen: dict[str, Subscription] = {}
    for subscription in Subscription.objects.of_topics(topics).filter(email__in=emails):
        kept = chosen.setdefault(subscription.email, subscription)
        if topics.index(subscription.topic) < topics.index(kept.topic):
            chosen[subscription.email] = subscription
    chosen.pop(exclude_email.strip().lower(), None)
    for subscription in chosen.values():
        tell_one(subscription, template=template, context_for=context_for)
    return len(chosen)


def tell_one(
    subscription: Subscription,
    *,
    template: str,
    context_for: ContextFor,
    valid_for: timedelta | None = None,
) -> None:
    """Mail one follower, in the caller's transaction, with the ways to end it.

    Args:
        subscription: whose.
        template: name of the mail.
        context_for: gives what the mail names, in the active language: that of the follower.
        valid_for: how long the news is of use; later it is not sent.
    """
    with translation.override(subscription.language):
        context = context_for(subscription)
    send_later(
        to=subscription.email,
        template=template,
        context={**context, "followed_url": followed_url(subscription)},
        language=subscription.language,
        unsubscribe_url=unsubscribe_url(subscription),
        valid_for=valid_for,
    )


def forget_unconfirmed(*, at: datetime | None = None) -> int:
    """Delete what nobody confirmed in time; returns how many."""
    moment = (at or timezone.now()) - CONFIRM_WITHIN
    return Subscription.objects.unconfirmed_before(moment).delete()[0]


def _hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _was_asked_often(subscription: Subscription, *, at: datetime) -> bool:
    """Whether nobody should be bothered again: the address was asked several times just now."""
    lately = OutgoingMail.objects.written_since(
        at - timedelta(hours=1), kind=QUESTION, email=subscription.email
    )
    asked_now = bool(subscription.token_hash) and subscription.created > at - timedelta(minutes=5)
    return asked_now or lately.count() >= MOST_ASKED_AN_HOUR


def _ask(subscription: Subscription, *, at: datetime, question: str) -> None:
    token = secrets.token_urlsafe(32)
    subscription.token_hash, subscription.created = _hash_of(token), at
    subscription.save()
    with translation.override(subscription.language):
        link = absolute_url(reverse("notifications:confirm", args=[token]))
    send_later(
        to=subscription.email,
        template=question,
        context={"title": subscription.title, "link": link},
        language=subscription.language,
        kind=QUESTION,
    )
