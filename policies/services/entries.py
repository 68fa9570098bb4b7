"""Progress on its way to the public: a unit enters it, an editor approves it or sends it back."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import partial
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from policies.enums import EntryState
from policies.models.imports import ImportRun
from policies.models.progress import (
    Entry,
    Measurement,
    MilestoneReached,
    Spending,
    StatusEntry,
)
from policies.permissions import (
    user_can_enter_progress,
    user_can_publish_entry,
    user_can_publish_progress,
)
from policies.services.records import PUBLISH, SEND_BACK, measures_of, record_decision
from policies.services.standings import refresh_standings
from policies.signals import progress_published
from zaedno.core.content_version import renew
from zaedno.users.models import User

EntryT = TypeVar("EntryT", bound=Entry)
ENTRY_MODELS: tuple[type[Entry], ...] = (StatusEntry, Spending, MilestoneReached, Measurement)
# Of these the standing of a measure is derived.
STANDING_MODELS = (StatusEntry, MilestoneReached)
BATCH = 500
REASON_MAX = 500


class EntryRefused(Exception):
    """Progress cannot be decided on in this way; says why to the person at the screen."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@transaction.atomic
def enter(entry: EntryT, *, by: User, at: datetime) -> EntryT | None:
    """Put a piece of progress before the editors.

    Returns:
        The entry that waits now; None where it says what is public already.

    Raises:
        ValidationError: the entry is not in order.
        PermissionDenied: the user may not enter progress.
    """
    entry.full_clean(validate_constraints=False)
    made = enter_all([entry], by=by, at=at)
    return made[0] if made else None


@transaction.atomic
def enter_all(
    entries: Sequence[EntryT], *, by: User, at: datetime, from_file: ImportRun | None = None
) -> list[EntryT]:
    """Put pieces of progress of one kind before the editors; the caller has checked them.

    One that says the same as what waits or what is public about its thing is passed over. Others
    take the place of what waits.

    Returns:
        The entries that are new.
    """
    if not user_can_enter_progress(by):
        raise PermissionDenied
    if not entries:
        return []
    model = type(entries[0])
    waiting = _by_key(model.objects.waiting(), entries)
    published = _by_key(model.objects.published(), entries)
    made, replaced = [], []
    for entry in entries:
        key = _key(entry)
        before = waiting.get(key)
        if before is not None and before.says_the_same(entry):
            continue
        if before is not None:
            replaced.append(before.pk)
        now_public = published.get(key)
        if now_public is None or not now_public.says_the_same(entry):
            made.append(_prepared(entry, by=by, at=at, from_file=from_file))
    _change(model, replaced, state=EntryState.REPLACED)
    return model.objects.bulk_create(made, batch_size=BATCH)


@transaction.atomic
def publish(entries: Iterable[Entry], *, by: User, at: datetime) -> int:
    """Approve what waits, and make it public in the place of what was.

    Args:
        entries: of any kinds; those that do not wait any more are passed over.
        by: who approves; not the one who typed it.
        at: the moment of the approval.

    Returns:
        How many became public.

    Raises:
        PermissionDenied: the user may not approve progress.
        EntryRefused: the user entered one of them.
    """
    if not user_can_publish_progress(by):
        raise PermissionDenied
    published: list[Entry] = []
    for model, given in _by_model(entries).items():
        waiting = _lock_waiting(model, given)
        if any(not user_can_publish_entry(by, entry) for entry in waiting):
            raise EntryRefused(
                _("You entered some of this yourself. Somebody else has to approve it.")
            )
        _replace(model, waiting, by=by, at=at)
        published += waiting
    if published:
        record_decision(PUBLISH, published, by=by, at=at)
        refresh_standings(measures_of(e for e in published if isinstance(e, STANDING_MODELS)))
        renew()
        transaction.on_commit(partial(progress_published.send, sender=Entry, entries=published))
    return len(published)


@transaction.atomic
def send_back(entries: Iterable[Entry], *, by: User, at: datetime, reason: str) -> int:
    """Refuse what waits, with the reason; it stays for the record.

    Returns:
        How many were sent back.

    Raises:
        PermissionDenied: the user may not decide on progress.
        EntryRefused: no reason is given, or a very long one.
    """
    if not user_can_publish_progress(by):
        raise PermissionDenied
    if not reason.strip():
        raise EntryRefused(_("Say what should be changed."))
    if len(reason.strip()) > REASON_MAX:
        raise EntryRefused(_("The reason is too long: at most 500 characters."))
    sent: list[Entry] = []
    for model, given in _by_model(entries).items():
        waiting = _lock_waiting(model, given)
        _change(
            model,
            [entry.pk for entry in waiting],
            state=EntryState.SENT_BACK,
            decided_by=by,
            decided_at=at,
            decision_reason=reason.strip(),
        )
        sent += waiting
    record_decision(SEND_BACK, sent, by=by, at=at, reason=reason.strip())
    return len(sent)


def _prepared(entry: EntryT, *, by: User, at: datetime, from_file: ImportRun | None) -> EntryT:
    entry.state = EntryState.WAITING
    entry.entered_by, entry.entered_at, entry.from_file = by, at, from_file
    return entry


def _replace(model: type[Entry], waiting: Sequence[Entry], *, by: User, at: datetime) -> None:
    before = _by_key(model.objects.published(), waiting)
    keys = {_key(entry) for entry in waiting}
    _change(
        model,
        [entry.pk for key, entry in before.items() if key in keys],
        state=EntryState.REPLACED,
    )
    _change(
        model,
        [entry.pk for entry in waiting],
        state=EntryState.PUBLISHED,
        decided_by=by,
        decided_at=at,
    )


def _lock_waiting(model: type[Entry], entries: Sequence[Entry]) -> list[Any]:
    """Those that wait still, read anew; nobody else decides on them meanwhile."""
    found: list[Any] = []
    ids = [entry.pk for entry in entries]
    for begin in range(0, len(ids), BATCH):
        chosen = model._default_manager.filter(pk__in=ids[begin : begin + BATCH])
        found += chosen.filter(state=EntryState.WAITING).select_for_update(of=("self",))
    return found


def _by_model(entries: Iterable[Entry]) -> dict[type[Entry], list[Entry]]:
    sorted_out: dict[type[Entry], list[Entry]] = defaultdict(list)
    for entry in entries:
        sorted_out[type(entry)].append(entry)
    return sorted_out


def _key(entry: Entry) -> tuple[Any, ...]:
    return tuple(entry.key.values())


def _by_key(entries: Any, others: Sequence[Entry]) -> dict[tuple[Any, ...], Any]:
    """Entries about the same measures, milestones or indicators as others, by what they are of."""
    found: dict[tuple[Any, ...], Any] = {}
    first = entries.model.about[0]
    ids = sorted({getattr(entry, first) for entry in others})
    for begin in range(0, len(ids), BATCH):
        chosen = entries.filter(**{f"{first}__in": ids[begin : begin + BATCH]})
        found |= {_key(entry): entry for entry in chosen}
    return found


def _change(model: type[Entry], ids: Sequence[int], **values: Any) -> None:
    for begin in range(0, len(ids), BATCH):
        model._default_manager.filter(pk__in=ids[begin : begin + BATCH]).update(**values)
