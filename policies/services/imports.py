"""Files of measures, money, indicators and measurements on their way in.

A file is checked first; nothing is written by that. When it is faultless, somebody imports it: new
and changed parts of the promise become drafts, progress waits for approval.
"""

from itertools import islice
from pathlib import PurePath
from typing import IO, Any
from uuid import uuid4

from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.utils import timezone
from django.utils.translation import gettext as _

from policies.models import ImportRun, ImportState, PolicyPage
from policies.permissions import user_can_import
from policies.services import import_work
from policies.spreadsheets.checking import Report
from policies.spreadsheets.reading import rows_of
from policies.tasks import bring_in_import, check_import
from zaedno.core.models import Unit
from zaedno.users.models import User

# Longer files are worked on in the background.
MOST_AT_ONCE = 500
GOING_ON = (ImportState.CHECKING, ImportState.IMPORTING)
CAN_BE_CHECKED_AGAIN = (ImportState.FAILED, ImportState.FAULTY, ImportState.READY)


class ImportRefused(Exception):
    """The file is not in a state for this; says why to the person at the screen."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def take(
    file: IO[bytes] | File,
    *,
    kind: str,
    by: User,
    language: str,
    name: str = "",
    unit: Unit | None = None,
    policy: PolicyPage | None = None,
) -> ImportRun:
    """Keep a file and check it: a short one at once, a long one in the background.

    Args:
        file: opened for reading bytes.
        kind: what its rows are (``ImportKind``).
        by: who brings it.
        language: in which mistakes are told.
        name: of the file, by default its own.
        unit: which made the file.
        policy: the only one that the file is about.

    Raises:
        FileRefused: it is no table.
        PermissionDenied: the person may not bring in files of this kind.
    """
    if not user_can_import(by, kind):
        raise PermissionDenied
    is_short = _is_short(file)
    run = _kept(file, kind=kind, by=by, language=language, name=name, unit=unit, policy=policy)
    _check(run, at_once=is_short)
    return run


def import_now(
    file: IO[bytes] | File,
    *,
    kind: str,
    by: User,
    language: str,
    name: str,
    unit: Unit | None = None,
    report: Report = lambda done, of: None,
) -> ImportRun:
    """Check and import a file at once, however long it is; for whoever waits at a terminal.

    Args:
        file: opened for reading bytes.
        kind: what its rows are (``ImportKind``).
        by: in whose name.
        language: in which mistakes are told.
        name: of the file.
        unit: which made the file.
        report: told of the rows done and of their number.

    Returns:
        The run: done, or with the mistakes for which nothing was imported.

    Raises:
        PermissionDenied: the person may not bring in files of this kind.
    """
    if not user_can_import(by, kind):
        raise PermissionDenied
    run = _kept(file, kind=kind, by=by, language=language, name=name, unit=unit, policy=None)
    _change(run, (ImportState.CHECKING,), ImportState.IMPORTING)
    import_work.bring_in(run, by=by, report=report)
    run.refresh_from_db()
    return run


def _kept(
    file: IO[bytes] | File,
    *,
    kind: str,
    by: User,
    language: str,
    name: str,
    unit: Unit | None,
    policy: PolicyPage | None,
) -> ImportRun:
    file.seek(0)
    name = PurePath(name or str(file.name)).name
    run = ImportRun(
        kind=kind,
        unit=unit,
        policy=policy.original if policy else None,
        name=name[-255:],
        language=language,
        started_by=by,
    )
    # The name that a person gave is shown, not used: it may be anything.
    run.file.save(f"{uuid4().hex}.{_ending(name)}", File(file))
    return run


def start_import(run: ImportRun, *, by: User) -> None:
    """Import a checked file: a short one at once, a long one in the background.

    Raises:
        ImportRefused: it is not checked, or has mistakes.
        PermissionDenied: the person may not bring in files of this kind.
    """
    _check_permission(run, by)
    _change(run, (ImportState.READY,), ImportState.IMPORTING)
    if run.rows is not None and run.rows <= MOST_AT_ONCE:
        import_work.bring_in(run, by=by)
        run.refresh_from_db()
    else:
        bring_in_import.enqueue(run.pk, by.pk)


def stop(run: ImportRun, *, by: User) -> None:
    """Break off the work on a file; nothing of it is imported.

    Raises:
        ImportRefused: nothing is going on.
        PermissionDenied: the person may not bring in files of this kind.
    """
    _check_permission(run, by)
    _change(run, GOING_ON, ImportState.FAILED, finished_at=timezone.now())


def check_again(run: ImportRun, *, by: User) -> None:
    """Begin anew with a file that was stopped, whose worker died, or that had mistakes.

    Raises:
        ImportRefused: it is being worked on, or is imported already.
        PermissionDenied: the person may not bring in files of this kind.
    """
    _check_permission(run, by)
    # A worker that comes back to life sees by the moment that the run is not its own any more.
    at = timezone.now()
    fresh: dict[str, Any] = {
        "started_at": at,
        "finished_at": None,
        "rows_done": 0,
        "findings": [],
        "summary": {},
    }
    at_once = run.rows is not None and run.rows <= MOST_AT_ONCE
    _change(run, CAN_BE_CHECKED_AGAIN, ImportState.CHECKING, **fresh)
    _check(run, at_once=at_once)


def _check(run: ImportRun, *, at_once: bool) -> None:
    if at_once:
        import_work.check(run)
        run.refresh_from_db()
    else:
        check_import.enqueue(run.pk)


def _is_short(file: IO[bytes] | File) -> bool:
    """Whether a file has few rows; reads no more of it than that takes."""
    opened: Any = file
    rows = rows_of(opened)
    return sum(1 for _row in islice(rows, MOST_AT_ONCE + 2)) <= MOST_AT_ONCE + 1


def _ending(name: str) -> str:
    return "xlsx" if name.lower().endswith((".xlsx", ".xlsm")) else "csv"


def _check_permission(run: ImportRun, person: User) -> None:
    if not user_can_import(person, run.kind):
        raise PermissionDenied


def _change(run: ImportRun, before: Any, after: ImportState, **values: Any) -> None:
    """Bring a run from one of some states to another; two people at once do it once."""
    chosen = ImportRun.objects.filter(pk=run.pk, state__in=before)
    if not chosen.update(state=after, **values):
        raise ImportRefused(_("The file is in another state meanwhile. Look at it again."))
    run.refresh_from_db()
