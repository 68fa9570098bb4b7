"""The check of files of money."""

from django.utils.translation import gettext as _

from policies.cms.cautions import in_euro_by_year, of_measure, over_plan
from policies.enums import MoneySource
from policies.models import (
    BudgetLine,
    Measure,
    PolicyPage,
    Spending,
)
from policies.spreadsheets.check import Check
from policies.spreadsheets.desk import Desk
from policies.spreadsheets.parts import MeasureRows
from policies.spreadsheets.plan import Change, Line, Outcome
from policies.spreadsheets.progress_rows import Key, Standings, successor
from policies.spreadsheets.values import (
    SPENDING_FACTS,
    Values,
    agree,
    of_spending,
)
from policies.spreadsheets.versions import Versions, copy_of


class MoneyCheck(Check):
    """Planned and spent amounts by year and source."""

    def __init__(self, desk: Desk) -> None:
        """Read what was spent."""
        super().__init__(desk)
        self.parts = MeasureRows(desk)
        measures = [one.row.pk for one in desk.promise.measures]
        self.spendings = Standings.about(Spending, measures)
        self.changed: dict[int, Measure] = {}
        self.entered: dict[Key, Spending] = {}
        self.lines: dict[tuple[int, int], Line] = {}

    def of_policy(self, line: Line, policy: PolicyPage) -> Outcome:
        """Planned money is drafted, spent money waits for approval."""
        versions = self.desk.part_of(line, "measure", self.desk.measures, policy)
        year, source = line.values.get("year"), line.values.get("source")
        if versions is None or year is None or source is None:
            return Outcome.SAME
        key = (versions.row.pk, year, source)
        outcomes = {Outcome.SAME}
        if self._says(line, "planned", key):
            outcomes.add(self._planned(line, versions, year, source))
        if self._says(line, "spent", key):
            outcomes.add(self._spent(line, versions.row, year, source))
        self._check_note(line)
        outcomes.discard(Outcome.SAME)
        if not outcomes:
            return Outcome.SAME
        self.lines[versions.row.pk, year] = line
        return Outcome.CHANGED if Outcome.CHANGED in outcomes else Outcome.NEW

    def _says(self, line: Line, side: str, key: tuple[int, int, str]) -> bool:
        """Whether a row gives an amount, and is the first to give it."""
        return line.values.get(side) is not None and self.desk.is_first(line, side, (*key, side))

    def _check_note(self, line: Line) -> None:
        has_amount = line.values.get("spent") is not None or "spent" in line.unreadable
        if line.values.get("note") and not has_amount:
            self.desk.fault(line, "note", _("A note belongs to a spent amount."))

    def _planned(self, line: Line, versions: Versions, year: int, source: str) -> Outcome:
        planned = BudgetLine(
            year=year,
            source=source,
            amount=line.values["planned"],
            currency=line.values.get("currency", ""),
        )
        if any(_has_line(version, planned) for version in versions.all()):
            return Outcome.SAME
        if not self.desk.may_change:
            self.desk.fault(line, "planned", _("You may not change planned money."))
        elif self.parts.is_open(line, versions) and self.desk.is_clean(
            planned, line, exclude=["measure"], columns={"amount": "planned"}
        ):
            measure = self.changed.get(versions.row.pk)
            if measure is None:
                measure = self.changed[versions.row.pk] = copy_of(versions.working, self.desk.known)
            was, becomes = _planned_before(measure, planned), _says_planned(planned)
            self.desk.note(line, _about(versions.row, year, source), was, becomes)
            return _put(measure, planned)
        return Outcome.CHANGED

    def _spent(self, line: Line, measure: Measure, year: int, source: str) -> Outcome:
        said = {name: line.values[name] for name in SPENDING_FACTS if name in line.values}
        standing = self.spendings.get(measure.pk, year, source)
        columns = self.desk.columns.values()
        if any(agree(said, of_spending(entry), columns) for entry in standing.all()):
            return Outcome.SAME
        said["amount"] = said.pop("spent")
        key = {"measure": measure, "year": year, "source": source}
        entry = successor(Spending, standing.newest, said, **key)
        if self.desk.is_clean(entry, line, columns={"amount": "spent"}):
            self.desk.plan.enter(entry, in_place_of=standing.ids)
            self.entered[measure.pk, year, source] = entry
            was = of_spending(standing.newest) if standing.newest else {}
            about = _about(measure, year, source)
            self.desk.note(line, about, was, of_spending(entry), standing)
            self.desk.warn_of_waiting(line, "spent", standing)
        return Outcome.CHANGED if standing.newest else Outcome.NEW

    def finish(self) -> None:
        """Draft the measures; warn of spending above the plan."""
        rows = {one.row.pk: one for one in self.desk.promise.measures}
        self.desk.plan.changed += [
            Change(measure, rows[pk].row.latest_revision_id) for pk, measure in self.changed.items()
        ]
        for (pk, year), line in self.lines.items():
            measure = self.changed.get(pk, rows[pk].working)
            planned = in_euro_by_year(measure.budget_lines.all())
            spent = in_euro_by_year(self._spent_in(pk, year))
            for sentence in over_plan(planned, spent).values():
                self.desk.warn(line, "spent", sentence)
            if pk in self.changed:
                for sentence in of_measure(measure):
                    self.desk.warn(line, "", sentence)

    def _spent_in(self, pk: int, year: int) -> list[Spending]:
        """What will be said to be spent, when all that waits is published."""
        said = {key: one.newest for key, one in self.spendings.of.items() if key[:2] == (pk, year)}
        said |= {key: entry for key, entry in self.entered.items() if key[:2] == (pk, year)}
        return [entry for entry in said.values() if entry is not None]


def _has_line(measure: Measure, planned: BudgetLine) -> bool:
    return any(
        (line.year, line.source, line.amount, line.currency)
        == (planned.year, planned.source, planned.amount, planned.currency)
        for line in measure.budget_lines.all()
    )


def _about(measure: Measure, year: int, source: str) -> str:
    return f"{measure}, {year}, {MoneySource(source).label}"


def _says_planned(line: BudgetLine) -> Values:
    return {"planned": line.amount, "currency": line.currency}


def _planned_before(measure: Measure, planned: BudgetLine) -> Values:
    """What is planned in the same year from the same source."""
    for line in measure.budget_lines.all():
        if (line.year, line.source) == (planned.year, planned.source):
            return _says_planned(line)
    return {}


def _put(measure: Measure, planned: BudgetLine) -> Outcome:
    """Give a measure a planned amount in the place of the one of the same year and source."""
    lines = list(measure.budget_lines.all())
    for line in lines:
        if (line.year, line.source) == (planned.year, planned.source):
            line.amount, line.currency = planned.amount, planned.currency
            return Outcome.CHANGED
    measure.budget_lines = [*lines, planned]
    return Outcome.NEW
