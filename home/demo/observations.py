"""Civic observations of the demo content, written as if their way were behind them."""

import secrets
from datetime import timedelta

from django.utils import timezone
from wagtail.models import Locale

from home.demo.content.observations import Seen
from home.demo.outcomes import Loading, Outcome
from home.demo.words import key_of
from policies.enums import ObservationState
from policies.models import Measure, Observation
from zaedno.core.models import Settlement
from zaedno.users.models import User


def load_observation(seen: Seen, loading: Loading) -> Outcome:
    """Write an observation with the decision on it and the answer, unless it is there."""
    measure = Measure.objects.get(policy=loading.page_ids[seen.policy], code=seen.code)
    email = f"{seen.key}@example.org"
    if Observation.objects.filter(measure=measure, email=email).exists():
        return Outcome.UNCHANGED
    sent = timezone.now() - timedelta(days=seen.days)
    observation = Observation(
        measure=measure,
        verdict=seen.verdict,
        text=seen.text,
        language=seen.language,
        settlement=_settlement(seen.settlement),
        place=seen.place,
        author=seen.author,
        organisation=seen.organisation,
        email=email,
        # A link that nobody has: the observation was confirmed long ago.
        token_hash=secrets.token_hex(32),
        sent_at=sent,
        confirmed_at=sent + timedelta(minutes=6),
        state=seen.state,
    )
    if seen.state != ObservationState.WAITING:
        observation.decided_at = sent + timedelta(hours=3)
        observation.decided_by = User.objects.get(username="demo-moderator")
        observation.reason = seen.reason
    if seen.answer:
        observation.answer = seen.answer
        observation.answering_unit = measure.unit
        observation.answered_at = sent + timedelta(hours=27)
        observation.answered_by = loading.author
    observation.save()
    return Outcome.CREATED


def _settlement(name: str) -> Settlement | None:
    key = key_of("settlement", name)
    return Settlement.objects.filter(translation_key=key, locale=Locale.get_default()).first()
