"""The check of a file: the same before an import is offered and when it is made."""

from collections import Counter
from collections.abc import Callable
from typing import IO

from django.utils.translation import gettext as _

from policies.models import ImportKind, PolicyPage
from policies.spreadsheets.check import Check
from policies.spreadsheets.desk import Desk
from policies.spreadsheets.measurements_check import MeasurementsCheck
from policies.spreadsheets.money_check import MoneyCheck
from policies.spreadsheets.names import Known, folded
from policies.spreadsheets.parts_checks import IndicatorsCheck, MeasuresCheck
from policies.spreadsheets.plan import Line, Plan
from policies.spreadsheets.reading import rows_of
from policies.spreadsheets.rows import FileRefused
from policies.spreadsheets.table import NoTable, lines_of

STEP = 100
Report = Callable[[int, int], None]
CHECKS: dict[str, type[Check]] = {
    ImportKind.MEASURES.value: MeasuresCheck,
    ImportKind.MONEY.value: MoneyCheck,
    ImportKind.INDICATORS.value: IndicatorsCheck,
    ImportKind.MEASUREMENTS.value: MeasurementsCheck,
}


def check_file(
    file: IO[bytes],
    *,
    kind: str,
    may_change: bool,
    policy: PolicyPage | None = None,
    report: Report = lambda done, of: None,
) -> Plan:
    """Read a file and plan what it changes; nothing is written.

    Args:
        file: opened for reading bytes.
        kind: what its rows are (``ImportKind``).
        may_change: whether the person may change planned money.
        policy: the only one that the file may speak of; it need not name it then.
        report: told of the rows done and of their number, now and then; may raise to stop.

    Returns:
        The plan, with all mistakes and warnings in the language that is active.
    """
    plan, known = Plan(), Known.now()
    lines = _lines(file, kind, known, plan, only=policy, report=report)
    if not lines:
        return plan
    report(0, len(lines))
    desk = Desk(kind, known, plan, may_change, _policies(policy))
    desk.read_promise(lines)
    check = CHECKS[kind](desk)
    for done, line in enumerate(lines, start=1):
        plan.outcomes[check.row(line)] += 1
        if done % STEP == 0:
            report(done, len(lines))
    check.finish()
    report(len(lines), len(lines))
    return plan


def _lines(
    file: IO[bytes],
    kind: str,
    known: Known,
    plan: Plan,
    *,
    only: PolicyPage | None,
    report: Report,
) -> list[Line]:
    optional = frozenset({"policy"} if only else ())
    lines: list[Line] = []
    try:
        for line in lines_of(rows_of(file), kind, known, plan.findings, optional=optional):
            lines.append(line)
            if len(lines) % STEP == 0:
                report(0, len(lines))  # so that it can be stopped while it is read
    except FileRefused as refusal:
        plan.findings.fault(refusal.sentence)
        return []
    except NoTable:
        return []
    if not lines:
        plan.findings.fault(_("There are no rows under the headings."))
    plan.rows = len(lines)
    return lines


def _policies(only: PolicyPage | None) -> dict[str, PolicyPage]:
    """Policies in the first language by the words that name them: address, or a title of one."""
    found = PolicyPage.objects.originals().defer_streamfields()
    if only is not None:
        found = found.filter(translation_key=only.translation_key)
    listed = list(found.order_by("pk"))
    titles = Counter(folded(policy.title) for policy in listed)
    by_title = {
        folded(policy.title): policy for policy in listed if titles[folded(policy.title)] == 1
    }
    return by_title | {folded(policy.slug): policy for policy in reversed(listed)}
