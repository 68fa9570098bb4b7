"""The work on a file that somebody brought: the check, and then the import, whole or not at all."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from policies.models.imports import ImportRun, ImportState
from policies.permissions import user_can_change_promise
from policies.services.records import record_import
from policies.spreadsheets.applying import ChangedMeanwhile, apply
from policies.spreadsheets.checking import Report, check_file
from policies.spreadsheets.plan import Plan
from zaedno.users.models import User


class Stopped(Exception):
    """Somebody stopped the run, or began it anew, while it was worked on."""


def check(run: ImportRun) -> None:
    """Read the file and note what is wrong with it and what it would change."""
    if run.state == ImportState.CHECKING:  # a task may come late
        _work(run, partial(_check, run))


def bring_in(run: ImportRun, *, by: User, report: Report = lambda done, of: None) -> None:
    """Check the file once more, and write what it changes in one transaction.

    Args:
        run: being imported.
        by: in whose name the changes are made.
        report: told of the rows done and of their number, beside the record of the run.
    """
    if run.state == ImportState.IMPORTING:
        _work(run, partial(_bring_in, run, by, report))


def _work(run: ImportRun, work: Callable[[], None]) -> None:
    """Do a piece of work; a run that breaks off can be begun anew."""
    try:
        with translation.override(run.language):
            work()
    except Stopped:
        return
    except Exception:
        _ours(run).update(state=ImportState.FAILED, finished_at=timezone.now())
        raise


def _check(run: ImportRun) -> None:
    plan = _plan(run, run.started_by)
    _move(run, ImportState.READY if plan.is_faultless else ImportState.FAULTY, plan)


def _bring_in(run: ImportRun, by: User, report: Report) -> None:
    plan = _plan(run, by, report)
    if plan.is_faultless and _is_outdated(run, plan):
        _move(run, ImportState.FAILED, plan, is_outdated=True)
        return
    if plan.is_faultless:
        try:
            _write(run, plan, by)
        except ChangedMeanwhile:
            plan.findings.fault(
                _("Somebody changed the same meanwhile. Nothing was imported. Check it again.")
            )
    if not plan.is_faultless:
        _move(run, ImportState.FAULTY, plan)


def _is_outdated(run: ImportRun, plan: Plan) -> bool:
    """Whether the file would replace something else than what the check has shown."""
    return run.summary.get("basis", plan.steps.basis()) != plan.steps.basis()


@transaction.atomic
def _write(run: ImportRun, plan: Plan, by: User) -> None:
    at = timezone.now()
    apply(plan, by=by, at=at, run=run)
    record_import(run, [*plan.new, *(change.part for change in plan.changed)], by=by, at=at)
    # In the same transaction: a run that was stopped meanwhile takes its changes back.
    _move(run, ImportState.DONE, plan)


def _plan(run: ImportRun, person: Any, report: Report = lambda done, of: None) -> Plan:
    def tell(done: int, of: int) -> None:
        _report(run, done, of)
        report(done, of)

    with run.file.open("rb") as file:
        return check_file(
            file,
            kind=run.kind,
            may_change=person is not None and user_can_change_promise(person),
            policy=run.policy,
            report=tell,
        )


def _report(run: ImportRun, done: int, of: int) -> None:
    if not _ours(run).update(rows=of, rows_done=done):
        raise Stopped


def _move(run: ImportRun, state: ImportState, plan: Plan, *, is_outdated: bool = False) -> None:
    moved = _ours(run).update(
        state=state,
        rows=plan.rows,
        findings=plan.findings.as_data(),
        summary={**plan.summary(), "is_outdated": is_outdated},
        finished_at=timezone.now(),
    )
    if not moved:
        raise Stopped


def _ours(run: ImportRun) -> Any:
    """The run, as long as it is still what this work was begun for."""
    return ImportRun.objects.filter(pk=run.pk, state=run.state, started_at=run.started_at)
