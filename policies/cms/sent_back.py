"""Progress that was sent back to whoever entered it, until they enter it anew."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse

from policies.cms.entries import (
    MEASURE_PATH,
    about_of,
    measure_of,
    name_of,
    related,
    says_of,
    title_of,
)
from policies.enums import EntryState
from policies.models import Measure, PolicyPage
from policies.models.progress import Entry
from policies.services.entries import ENTRY_MODELS

MOST = 20


@dataclass(frozen=True)
class SentBack:
    """One entry that was sent back.

    Attributes:
        measure: to which it belongs.
        about: what it is about, in words.
        title: the same, with the number of the measure or indicator.
        says: what it says.
        reason: what should be changed.
        by: who sent it back.
        at: when.
    """

    measure: Measure
    about: str
    title: str
    says: str
    reason: str
    by: str
    at: datetime | None

    @property
    def url(self) -> str:
        """Where it is entered anew."""
        return reverse("policies_cms:progress", args=[self.measure.pk])


def sent_back_to(user: Any, *, policy: PolicyPage | None = None) -> list[SentBack]:
    """What was sent back to the user and is not entered anew, the newest first; one query a kind.

    Args:
        user: who entered it.
        policy: of which; all of them where none is named.
    """
    found = [entry for model in ENTRY_MODELS for entry in _of_kind(model, user, policy)]
    found.sort(key=lambda entry: (entry.decided_at, entry.pk), reverse=True)
    return [_shown(entry) for entry in found[:MOST]]


def _of_kind(model: type[Entry], user: Any, policy: PolicyPage | None) -> Iterator[Entry]:
    entries: Any = model._default_manager
    same = {name.removesuffix("_id"): OuterRef(name.removesuffix("_id")) for name in model.about}
    newer = entries.filter(**same, entered_at__gt=OuterRef("entered_at"))
    chosen = entries.filter(state=EntryState.SENT_BACK, entered_by=user).exclude(Exists(newer))
    if policy is not None:
        chosen = chosen.filter(**{f"{MEASURE_PATH[model]}__policy": policy})
    yield from related(chosen).order_by("-decided_at")[:MOST]


def _shown(entry: Any) -> SentBack:
    return SentBack(
        measure=measure_of(entry),
        about=about_of(entry),
        title=title_of(entry),
        says=says_of(entry),
        reason=entry.decision_reason,
        by=name_of(entry.decided_by),
        at=entry.decided_at,
    )
