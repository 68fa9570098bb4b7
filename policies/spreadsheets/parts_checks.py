"""The checks of files of measures and of indicators."""

from django.utils.translation import gettext as _

from policies.models import (
    Measure,
    PolicyPage,
    StatusEntry,
)
from policies.spreadsheets.check import Check
from policies.spreadsheets.desk import Desk
from policies.spreadsheets.parts import IndicatorRows, MeasureRows
from policies.spreadsheets.plan import Line, Outcome
from policies.spreadsheets.progress_rows import Standings, successor
from policies.spreadsheets.values import (
    STATUS_FACTS,
    agree,
    of_status,
)


class MeasuresCheck(Check):
    """Measures with their status."""

    def __init__(self, desk: Desk) -> None:
        """Read the statuses."""
        super().__init__(desk)
        self.parts = MeasureRows(desk)
        measures = (one.row.pk for one in desk.promise.measures)
        self.statuses = Standings.about(StatusEntry, measures)

    def of_policy(self, line: Line, policy: PolicyPage) -> Outcome:
        """The promise is drafted, the status waits for approval."""
        code = line.values.get("measure")
        versions = self.desk.measures.get((policy.pk, code or ""))
        key = versions.row.pk if versions else (policy.pk, code)
        if code is None or not self.desk.is_first(line, "measure", key):
            return Outcome.SAME
        outcome, part = self.parts.row(line, policy, code, versions)
        self.parts.plan(part, versions)
        measure = versions.row if versions else part or Measure()
        is_new_status = self._status(line, measure)
        return Outcome.CHANGED if is_new_status and outcome == Outcome.SAME else outcome

    def _status(self, line: Line, measure: Measure) -> bool:
        said = {name: line.values[name] for name in STATUS_FACTS if name in line.values}
        if not said.get("status"):
            if any(said.values()) and "status" not in line.unreadable:
                self.desk.fault(line, "status", _("Say the status to which this belongs."))
            return False
        standing = self.statuses.get(measure.pk)
        if said.get("on") is None:
            said.pop("on", None)
        columns = self.desk.columns.values()
        if any(agree(said, of_status(entry), columns) for entry in standing.all()):
            return False
        newest = standing.newest
        before = newest if newest is not None and newest.status == said["status"] else None
        entry = successor(StatusEntry, before, said, measure=measure)
        if self.desk.is_clean(entry, line):
            self.desk.plan.enter(entry, in_place_of=standing.ids)
            was = of_status(newest) if newest else {}
            self.desk.note(line, str(measure), was, of_status(entry), standing)
            self.desk.warn_of_waiting(line, "status", standing)
        return True


class IndicatorsCheck(Check):
    """Indicators with their targets."""

    def __init__(self, desk: Desk) -> None:
        """Nothing is read beside the indicators."""
        super().__init__(desk)
        self.parts = IndicatorRows(desk)

    def of_policy(self, line: Line, policy: PolicyPage) -> Outcome:
        """The promise is drafted."""
        code = line.values.get("indicator")
        versions = self.desk.indicators.get((policy.pk, code or ""))
        key = versions.row.pk if versions else (policy.pk, code)
        if code is None or not self.desk.is_first(line, "indicator", key):
            return Outcome.SAME
        outcome, part = self.parts.row(line, policy, code, versions)
        self.parts.plan(part, versions)
        return outcome
