"""Decisions on progress and imported files on record, for the history in the CMS."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from uuid import uuid4

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from policies.models import (
    ImportRun,
    Measure,
    Measurement,
    MilestoneReached,
    PolicyPage,
    Spending,
    StatusEntry,
)
from policies.models.parts import PolicyPart
from policies.models.progress import Entry
from zaedno.users.models import User

PUBLISH = "policies.publish_progress"
SEND_BACK = "policies.send_back_progress"
IMPORT = "policies.import"
BATCH = 500

# By which path an entry belongs to a measure.
MEASURE_PATH: dict[type[Entry], str] = {
    StatusEntry: "measure",
    Spending: "measure",
    MilestoneReached: "milestone__measure",
    Measurement: "indicator__measure",
}


def measures_of(entries: Iterable[Entry]) -> Counter[int]:
    """How many of some entries belong to which measure."""
    measures: Counter[int] = Counter()
    ids: dict[type[Entry], list[int]] = {}
    for entry in entries:
        ids.setdefault(type(entry), []).append(entry.pk)
    for model, chosen in ids.items():
        for begin in range(0, len(chosen), BATCH):
            found = model._default_manager.filter(pk__in=chosen[begin : begin + BATCH])
            measures.update(found.values_list(MEASURE_PATH[model], flat=True))
    return measures


def record_decision(
    action: str, entries: Iterable[Entry], *, by: User, at: datetime, reason: str = ""
) -> None:
    """Put a decision on progress on record, in one line for each measure.

    Args:
        action: ``PUBLISH`` or ``SEND_BACK``.
        entries: on which was decided.
        by: who decided.
        at: when.
        reason: why they were sent back.
    """
    counts = measures_of(entries)
    measures = Measure.objects.in_bulk(list(counts))
    kind = ContentType.objects.get_for_model(Measure)
    ModelLogEntry.objects.bulk_create(
        [
            ModelLogEntry(
                content_type=kind,
                object_id=str(pk),
                label=str(measures[pk]),
                action=action,
                timestamp=at,
                user=by,
                data={"entries": number, "reason": reason},
            )
            for pk, number in counts.items()
        ],
        batch_size=BATCH,
    )


def record_import(run: ImportRun, parts: Iterable[PolicyPart], *, by: User, at: datetime) -> None:
    """Put an imported file on record, in one line for each policy that it changed.

    Args:
        run: the file; its progress waits already.
        parts: of which it made drafts.
        by: in whose name.
        at: when.
    """
    drafts = Counter(part.policy_id for part in parts)
    entries = Counter(dict(_entries_by_policy(run)))
    for pk, policy in PolicyPage.objects.in_bulk([*{*drafts, *entries}]).items():
        said = {"file": run.name, "drafts": drafts[pk], "entries": entries[pk]}
        # The history shows one line for each identifier of an action.
        log(policy, IMPORT, user=by, uuid=uuid4(), timestamp=at, data=said)


def _entries_by_policy(run: ImportRun) -> Iterator[tuple[int, int]]:
    found: Counter[int] = Counter()
    for model, path in MEASURE_PATH.items():
        of_run = model._default_manager.filter(from_file=run).order_by()
        found.update(dict(of_run.values_list(f"{path}__policy").annotate(number=Count("pk"))))
    yield from found.items()
