"""The way of a civic observation: sent, confirmed by mail, decided on, answered by the unit.

Each step is one transaction; the mail about it goes out after commit.
"""

import hashlib
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation

from policies.enums import ObservationState
from policies.models import Measure, Observation
from policies.observation_errors import (
    AlreadyDecided,
    NotAllowed,
    NotPublic,
    TooLong,
    TooManyWaiting,
    UnknownLink,
    WordsMissing,
)
from policies.permissions import (
    MODERATE_OBSERVATION,
    user_can_answer_observations,
    user_can_moderate_observations,
)
from policies.services.visibility import public_measures
from zaedno.core.mailboxes import same_mailbox
from zaedno.core.models import Unit
from zaedno.notifications.foreign_text import harmless_beginning
from zaedno.notifications.rendering import absolute_url
from zaedno.notifications.services import send_later
from zaedno.users.models import User
from zaedno.users.privacy.consent import current_version

CONFIRM_WITHIN = timedelta(days=3)
MOST_UNCONFIRMED_AN_HOUR = 5
LONGEST_REASON = 500
LONGEST_ANSWER = 5_000


def hash_of(token: str) -> str:
    """What is kept of a link: nobody who reads the table can open it."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def submit_observation(
    measure: Measure, *, facts: Mapping[str, Any], language: str, at: datetime
) -> Observation:
    """Keep what somebody observed and mail them the link that confirms it.

    Args:
        measure: what it is about.
        facts: checked values of the form: verdict, text, author, email, …
        language: of the author; the mails are written in it.
        at: moment of sending.

    Raises:
        ObservationRefused: the measure is not public, or too many links wait for this address.
    """
    if not public_measures().filter(pk=measure.pk).exists():
        raise NotPublic
    _check_number_of_unconfirmed(facts["email"], at=at)
    token = secrets.token_urlsafe(32)
    observation = Observation.objects.create(
        measure=measure,
        token_hash=hash_of(token),
        language=language,
        sent_at=at,
        consent_version=current_version(),
        **facts,
    )
    with translation.override(language):
        link = absolute_url(reverse("policies:confirm_observation", args=[token]))
    _mail(observation, "observation_confirm", link=link)
    return observation


@transaction.atomic
def confirm_observation(token: str, *, at: datetime) -> Observation:
    """Put an observation before the moderators; once, however often the link is opened.

    Raises:
        ObservationRefused: there is nothing to confirm, or the measure is not public any more.
    """
    found = Observation.objects.select_for_update().filter(token_hash=hash_of(token)).first()
    if found is None:
        raise UnknownLink
    if found.state != ObservationState.UNCONFIRMED:
        return found
    if found.sent_at + CONFIRM_WITHIN <= at:
        raise UnknownLink
    if not public_measures().filter(pk=found.measure_id).exists():
        raise NotPublic
    found.state, found.confirmed_at = ObservationState.WAITING, at
    found.save()
    _tell_staff(found)
    return found


def publish_observation(observation: Observation, *, by: User, at: datetime) -> Observation:
    """Show an observation beside the official status; also one that was refused by mistake.

    Raises:
        ObservationRefused: `by` may not, or it is published already or was never confirmed.
    """
    return _decide(observation, ObservationState.PUBLISHED, by=by, at=at, reason="")


def reject_observation(
    observation: Observation, *, by: User, at: datetime, reason: str
) -> Observation:
    """Refuse an observation, or take it off the page; its author receives the reason.

    Raises:
        ObservationRefused: `by` may not, it is rejected already, or there is no reason.
    """
    return _decide(observation, ObservationState.REJECTED, by=by, at=at, reason=reason)


@transaction.atomic
def answer_observation(
    observation: Observation, *, by: User, at: datetime, text: str, unit: Unit | None
) -> Observation:
    """Answer for a unit; the answer stands under the observation. A later one replaces it.

    Raises:
        ObservationRefused: `by` may not, the observation is not public, or there are no words.
    """
    if not user_can_answer_observations(by):
        raise NotAllowed
    if not text.strip():
        raise WordsMissing
    if len(text) > LONGEST_ANSWER:
        raise TooLong
    current = Observation.objects.select_for_update().get(pk=observation.pk)
    if current.state != ObservationState.PUBLISHED:
        raise AlreadyDecided
    current.answer, current.answering_unit = text.strip(), unit
    current.answered_at, current.answered_by = at, by
    current.save()
    _mail(current, "observation_answered", link=_link(current))
    return current


def forget_unconfirmed(*, at: datetime | None = None) -> int:
    """Erase what was not confirmed in time, its files too; returns how many were erased."""
    moment = at or timezone.now()
    late = Observation.objects.filter(
        state=ObservationState.UNCONFIRMED, sent_at__lte=moment - CONFIRM_WITHIN
    )
    count = 0
    for observation in late:
        for file in (observation.photo, observation.document):
            if file:
                file.delete(save=False)
        observation.delete()
        count += 1
    return count


def _check_number_of_unconfirmed(email: str, *, at: datetime) -> None:
    waiting = Observation.objects.filter(
        same_mailbox(email),
        state=ObservationState.UNCONFIRMED,
        sent_at__gt=at - timedelta(hours=1),
    )
    if waiting.count() >= MOST_UNCONFIRMED_AN_HOUR:
        raise TooManyWaiting


@transaction.atomic
def _decide(
    observation: Observation, state: ObservationState, *, by: User, at: datetime, reason: str
) -> Observation:
    if not user_can_moderate_observations(by):
        raise NotAllowed
    if state == ObservationState.REJECTED and not reason.strip():
        raise WordsMissing
    if len(reason.strip()) > LONGEST_REASON:
        raise TooLong
    current = Observation.objects.select_for_update().get(pk=observation.pk)
    if current.state in {state, ObservationState.UNCONFIRMED}:
        raise AlreadyDecided
    current.state, current.reason = state, reason.strip()
    current.decided_at, current.decided_by = at, by
    current.save()
    _mail(current, f"observation_{state.value}", link=_link(current))
    return current


def _link(observation: Observation) -> str:
    with translation.override(observation.language):
        return absolute_url(observation.get_absolute_url())


def _mail(observation: Observation, template: str, *, link: str) -> None:
    with translation.override(observation.language):
        title = str(observation.measure.title_here)
    context = {
        "title": title,
        "text": _words_for(observation),
        "reason": observation.reason,
        "answer": observation.answer,
        "link": link,
    }
    send_later(
        to=observation.email, template=template, context=context, language=observation.language
    )


def _words_for(observation: Observation) -> str:
    """The words in a mail; before the address is confirmed only their beginning."""
    if observation.state == ObservationState.UNCONFIRMED:
        return harmless_beginning(observation.text)
    return observation.text


def _tell_staff(observation: Observation) -> None:
    context = {
        "author": observation.author,
        "text": observation.text,
        "title": observation.measure.title,
        "link": absolute_url(reverse("policies_cms:observation", args=[observation.pk])),
    }
    people = User.objects.with_perm(
        MODERATE_OBSERVATION,
        include_superusers=False,
        backend="django.contrib.auth.backends.ModelBackend",
    )
    for person in people.filter(is_active=True, groups__name="moderator").exclude(email=""):
        send_later(
            to=person.email,
            template="observation_waiting",
            context=context,
            language=settings.LANGUAGE_CODE,
        )
