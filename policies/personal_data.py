"""What civic observations hold on people."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from policies.enums import ObservationState
from policies.models import Observation
from policies.services.observations import CONFIRM_WITHIN
from zaedno.core.personal_data import Holding, register_holding
from zaedno.core.signals import words_taken_back

ADDRESS_KEPT_FOR = timedelta(days=2 * 365)
UNPUBLISHED = (ObservationState.UNCONFIRMED, ObservationState.WAITING, ObservationState.REJECTED)


def register() -> None:
    """Say what is held."""
    register_holding(OBSERVATIONS)
    register_holding(UNCONFIRMED)


def _collect(email: str) -> Iterable[dict[str, Any]]:
    found = Observation.objects.filter(email__iexact=email)
    for observation in found.select_related("measure").order_by("pk"):
        yield {
            _("measure"): str(observation.measure.title_here),
            _("name"): observation.author,
            _("organisation"): observation.organisation,
            _("e-mail"): observation.email,
            _("verdict"): observation.get_verdict_display(),
            _("text"): observation.text,
            _("where exactly"): observation.place,
            _("photo"): observation.photo.name if observation.photo else "",
            _("document"): observation.document.name if observation.document else "",
            _("consent"): observation.consent_version,
            _("sent"): observation.sent_at,
            _("state"): observation.get_state_display(),
            _("reason"): observation.reason,
            _("answer"): observation.answer,
        }


def _erase(email: str, *, at: datetime, words: bool) -> int:
    """Delete what is not public, or everything with the words; of the rest take the person out."""
    count = 0
    for observation in Observation.objects.select_for_update().filter(email__iexact=email):
        count += 1
        if words or observation.state in UNPUBLISHED:
            _delete(observation)
        else:
            _erase_author(observation)
    return count


def _erase_author(observation: Observation) -> None:
    with translation.override(observation.language):
        observation.author = _("citizen (name erased)")
    observation.email = observation.organisation = ""
    observation.save()
    words_taken_back.send(Observation, instance=observation)


def _delete(observation: Observation) -> None:
    for file in (observation.photo, observation.document):
        if file:
            file.delete(save=False)
    observation.delete()


def _old_addresses(at: datetime) -> "QuerySet[Observation]":
    old = Observation.objects.filter(sent_at__lte=at - ADDRESS_KEPT_FOR)
    waits = (ObservationState.UNCONFIRMED, ObservationState.WAITING)
    return old.exclude(state__in=waits).exclude(email="")


def _forget_addresses(rows: Sequence[Observation]) -> None:
    Observation.objects.filter(pk__in=[row.pk for row in rows]).update(email="")


def _unconfirmed(at: datetime) -> "QuerySet[Observation]":
    late = Observation.objects.filter(sent_at__lte=at - CONFIRM_WITHIN)
    return late.filter(state=ObservationState.UNCONFIRMED)


def _forget_unconfirmed(rows: Sequence[Observation]) -> None:
    for observation in rows:
        _delete(observation)


PUBLIC_TASK = gettext_lazy("Task in the public interest: GDPR, Article 6(1)(e).")
OBSERVATIONS = Holding(
    name="policies.observations",
    label=gettext_lazy("Civic observations"),
    purpose=gettext_lazy("To compare what was promised with what citizens see."),
    legal_basis=PUBLIC_TASK,
    people=gettext_lazy("Citizens and organisations who say what they see of a measure."),
    data=gettext_lazy("Name, organisation, e-mail address, text, place, photo, document."),
    recipients=gettext_lazy(
        "Everyone reads what is published and the name; moderators also see the address."
    ),
    kept_for=gettext_lazy("The address for two years; the rest as long as the measure is public."),
    collect=_collect,
    erase=_erase,
    due=_old_addresses,
    forget=_forget_addresses,
)
UNCONFIRMED = Holding(
    name="policies.unconfirmed_observations",
    label=gettext_lazy("Civic observations that nobody confirmed"),
    purpose=gettext_lazy("To be sure that an observation comes from the owner of the address."),
    legal_basis=PUBLIC_TASK,
    people=gettext_lazy("Citizens and organisations who say what they see of a measure."),
    data=gettext_lazy("Name, organisation, e-mail address, text, place, photo, document."),
    recipients=gettext_lazy("Nobody, until they are confirmed."),
    kept_for=gettext_lazy("Three days."),
    due=_unconfirmed,
    forget=_forget_unconfirmed,
)
