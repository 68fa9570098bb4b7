"""What a checked file changes, written whole or not at all.

Written in bulk: on SQLite nobody else can write meanwhile, so that it must not take long.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, transaction
from wagtail.models import ModelLogEntry, Revision

from policies.models import ImportRun
from policies.models.parts import PolicyPart
from policies.models.progress import StatusEntry
from policies.services.entries import enter_all
from policies.spreadsheets.plan import Plan
from policies.spreadsheets.progress_rows import Standings
from policies.spreadsheets.versions import BATCH, in_batches
from zaedno.users.models import User


class ChangedMeanwhile(Exception):
    """Somebody changed what the file changes, after it was checked."""


@transaction.atomic
def apply(plan: Plan, *, by: User, at: datetime, run: ImportRun) -> None:
    """Draft the promise, and put the progress before the editors.

    Args:
        plan: without mistakes, made just now.
        by: in whose name it is done.
        at: the moment.
        run: the file, which the progress names as its source.

    Raises:
        ChangedMeanwhile: the plan does not fit any more.
        PermissionDenied: the person may not enter progress.
    """
    try:
        with transaction.atomic():
            _check_progress_unchanged(plan)
            for model, parts in _by_type(plan.new).items():
                _draft_new(model, parts, by=by, at=at)
            for model, parts in _by_type(change.part for change in plan.changed).items():
                _check_unchanged(model, plan)
                _keep_versions(model, parts, by=by, at=at, action="wagtail.edit")
            for found in _by_type(plan.entries).values():
                enter_all(_knowing_their_measures(found), by=by, at=at, from_file=run)
    except IntegrityError as error:
        raise ChangedMeanwhile from error


def _draft_new(model: type[Any], parts: Sequence[PolicyPart], *, by: User, at: datetime) -> None:
    for part in parts:
        part.live, part.has_unpublished_changes = False, True
    model._default_manager.bulk_create(parts, batch_size=BATCH)
    _keep_versions(model, parts, by=by, at=at, action="wagtail.create")


def _check_unchanged(model: type[Any], plan: Plan) -> None:
    based_on = {
        change.part.pk: change.based_on for change in plan.changed if isinstance(change.part, model)
    }
    latest: dict[int, int | None] = {}
    for chosen in in_batches(based_on):
        rows = model._default_manager.filter(pk__in=chosen).select_for_update()
        latest |= dict(rows.values_list("pk", "latest_revision_id"))
    if latest != based_on:
        raise ChangedMeanwhile


def _check_progress_unchanged(plan: Plan) -> None:
    keys: dict[type[Any], list[Any]] = defaultdict(list)
    for model, key in plan.replaced:
        if key[0] is not None:  # a new measure has no progress yet
            keys[model].append(key)
    for model, of_model in keys.items():
        now = Standings.about(model, {key[0] for key in of_model})
        if any(now.get(*key).ids != plan.replaced[model, key] for key in of_model):
            raise ChangedMeanwhile


def _keep_versions(
    model: type[Any], parts: Sequence[Any], *, by: User, at: datetime, action: str
) -> None:
    """Make what parts say their newest version, which the public does not see."""
    kind = ContentType.objects.get_for_model(model, for_concrete_model=False)
    revisions = Revision.objects.bulk_create(
        [
            Revision(
                content_type=kind,
                base_content_type=kind,
                object_id=str(part.pk),
                user=by,
                created_at=at,
                content=part.serializable_data(),
                object_str=str(part),
            )
            for part in parts
        ],
        batch_size=BATCH,
    )
    for part, revision in zip(parts, revisions, strict=True):
        part.latest_revision, part.has_unpublished_changes = revision, True
    fields = ["latest_revision", "has_unpublished_changes"]
    model._default_manager.bulk_update(parts, fields, batch_size=BATCH)
    ModelLogEntry.objects.bulk_create(
        [
            ModelLogEntry(
                content_type=kind,
                object_id=str(part.pk),
                label=str(part),
                action=action,
                timestamp=at,
                user=by,
                revision=part.latest_revision,
                content_changed=True,
                data={},
            )
            for part in parts
        ],
        batch_size=BATCH,
    )


def _knowing_their_measures(entries: Sequence[Any]) -> Sequence[Any]:
    """Entries about measures that had no number when they were planned."""
    for entry in entries:
        if isinstance(entry, StatusEntry):
            entry.measure_id = entry.measure.pk
    return entries


def _by_type(things: Iterable[Any]) -> dict[type[Any], list[Any]]:
    sorted_out: dict[type[Any], list[Any]] = defaultdict(list)
    for thing in things:
        sorted_out[type(thing)].append(thing)
    return sorted_out
