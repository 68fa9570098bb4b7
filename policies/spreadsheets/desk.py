"""What a check of a file has before it: policies, their parts, and who brings the file."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from policies.cms.entries import name_of
from policies.models import PolicyPage
from policies.numbers import short_date
from policies.spreadsheets.columns import Column
from policies.spreadsheets.kinds import COLUMNS
from policies.spreadsheets.names import Known, folded
from policies.spreadsheets.plan import Line, Plan
from policies.spreadsheets.progress_rows import Standing
from policies.spreadsheets.steps import differences
from policies.spreadsheets.values import Values
from policies.spreadsheets.versions import Promise, Versions, promise_of
from zaedno.core.days import today

Coded = dict[tuple[int, str], Versions]
_MISSING = {
    "objective": gettext_lazy("The policy has no objective with the number %(code)s."),
    "measure": gettext_lazy("The policy has no measure with the number %(code)s."),
    "indicator": gettext_lazy("The policy has no indicator with the number %(code)s."),
}


@dataclass
class Desk:
    """The policies that a file speaks of, and the plan that is being made."""

    kind: str
    known: Known
    plan: Plan
    may_change: bool
    policies: Mapping[str, PolicyPage]
    promise: Promise = field(default_factory=lambda: Promise([], [], []))
    objectives: Coded = field(default_factory=dict)
    measures: Coded = field(default_factory=dict)
    indicators: Coded = field(default_factory=dict)
    day: date = field(default_factory=today)
    first_rows: dict[Any, int] = field(default_factory=dict)

    @property
    def columns(self) -> dict[str, Column]:
        """The columns of the kind by their names."""
        return {column.name: column for column in COLUMNS[self.kind]}

    def read_promise(self, lines: Iterable[Line]) -> None:
        """Read the parts of the policies that the lines name."""
        named = {policy.pk: policy for line in lines if (policy := self._policy(line))}
        self.promise = promise_of(list(named.values()), self.known)
        self.objectives = _by_code(self.promise.objectives)
        self.measures = _by_code(self.promise.measures)
        self.indicators = _by_code(self.promise.indicators)

    def policy_of(self, line: Line) -> PolicyPage | None:
        """The policy of a line; a fault where there is none."""
        policy = self._policy(line)
        if policy is None and line.values.get("policy"):
            self.fault(
                line,
                "policy",
                _("Unknown policy, or not the one of this import: %(name)s.")
                % {"name": str(line.values["policy"])[:80]},
            )
        if policy is not None:
            self.plan.policies.add(policy.pk)
        return policy

    def part_of(self, line: Line, column: str, parts: Coded, policy: PolicyPage) -> Versions | None:
        """The part that a line names by its number; a fault where there is none."""
        code = line.values.get(column)
        if code is None:
            return None
        found = parts.get((policy.pk, code))
        if found is None:
            self.fault(line, column, _MISSING[column] % {"code": code})
        return found

    def is_first(self, line: Line, column: str, key: Any) -> bool:
        """Whether no row above is about the same; a fault where one is."""
        above = self.first_rows.setdefault(key, line.number)
        if above != line.number:
            self.fault(line, column, _("Row %(row)s is about the same thing.") % {"row": above})
        return above == line.number

    def fault(self, line: Line, column: str, sentence: Any) -> None:
        """Note a mistake in a cell; in the whole row where the file has no such column."""
        self.plan.findings.fault(sentence, row=line.number, column=self._heading(column))

    def warn(self, line: Line, column: str, sentence: Any) -> None:
        """Note what looks wrong."""
        self.plan.findings.warn(sentence, row=line.number, column=self._heading(column))

    def note(
        self, line: Line, about: str, was: Values, becomes: Values, standing: Standing | None = None
    ) -> None:
        """Note what a row changes.

        Args:
            line: the row.
            about: what it is about, in words.
            was: what there is, by name of the column; empty for nothing.
            becomes: what there will be.
            standing: the progress that is replaced, if it is progress.
        """
        changed = differences(self.columns.values(), was, becomes)
        self.plan.steps.note(line.number, about, changed, standing.ids if standing else "")

    def warn_of_waiting(self, line: Line, column: str, standing: Standing) -> None:
        """Warn where a row takes the place of what somebody has entered."""
        if standing.waiting is None:
            return
        day = short_date(timezone.localtime(standing.waiting.entered_at).date())
        self.warn(
            line,
            column,
            _("Something else waits for approval, entered by %(name)s on %(day)s. It is replaced.")
            % {"name": name_of(standing.waiting.entered_by), "day": day},
        )

    def is_clean(
        self,
        thing: models.Model,
        line: Line,
        *,
        exclude: Iterable[str] = (),
        columns: Mapping[str, str] | None = None,
    ) -> bool:
        """Whether a thing keeps the rules of its model; each broken one is a fault.

        Args:
            thing: is checked without asking the database.
            line: the row it is made of.
            exclude: fields that are not looked at.
            columns: the column of a field that has another name.
        """
        links = [f.name for f in thing._meta.fields if f.remote_field or f.primary_key]
        left_out = {*links, *exclude, *line.unreadable}
        try:
            thing.full_clean(exclude=left_out, validate_unique=False, validate_constraints=False)
        except ValidationError as error:
            self.faults_of(error, line, columns=columns)
            return False
        return True

    def faults_of(
        self, error: ValidationError, line: Line, *, columns: Mapping[str, str] | None = None
    ) -> None:
        """Note what a model says, in the columns of its fields."""
        for name, messages in error.message_dict.items():
            column = (columns or {}).get(name, name)
            if name != NON_FIELD_ERRORS and column in line.unreadable:
                continue  # said already
            for message in messages:
                self.fault(line, column, message)

    def _policy(self, line: Line) -> PolicyPage | None:
        if not line.values.get("policy"):
            # A file about one policy need not name it.
            only = {policy.pk: policy for policy in self.policies.values()}
            is_one = len(only) == 1 and "policy" not in line.unreadable
            return next(iter(only.values())) if is_one else None
        return self.policies.get(folded(str(line.values["policy"])))

    def _heading(self, column: str) -> Any:
        found = self.columns.get(column)
        return found.heading if found else ""


def _by_code(parts: Iterable[Versions]) -> Coded:
    """Parts by policy and number; the number of the table goes before that of a draft."""
    listed = list(parts)
    drafted = {(one.row.policy_id, one.working.code): one for one in listed}
    return drafted | {(one.row.policy_id, one.row.code): one for one in listed}
