"""Rows of measures and indicators: what of the promise they change."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from policies.cms.cautions import of_part
from policies.models import Indicator, Measure, PolicyPage, Target
from policies.models.parts import PolicyPart, sort_key_of
from policies.spreadsheets.desk import Coded, Desk
from policies.spreadsheets.plan import Change, Line, Outcome
from policies.spreadsheets.values import (
    INDICATOR_FACTS,
    MEASURE_FACTS,
    Values,
    agree,
    of_indicator,
    of_measure,
)
from policies.spreadsheets.versions import Versions, copy_of


class PartRows:
    """What rows of measures and of indicators have in common."""

    model: type[PolicyPart]
    code: str
    parent: str

    def __init__(self, desk: Desk) -> None:
        """Begin with what there is."""
        self.desk = desk

    def parents(self) -> Coded:
        """The parts to which they belong."""
        raise NotImplementedError

    def values_of(self, part: Any) -> Values:
        """What a row would say of a part."""
        raise NotImplementedError

    def assign(self, part: Any, changes: Mapping[str, Any]) -> None:
        """Give a part what a row says."""
        raise NotImplementedError

    def row(
        self, line: Line, policy: PolicyPage, code: str, versions: Versions | None
    ) -> tuple[Outcome, Any]:
        """What becomes of the promise by a row.

        Returns:
            The outcome, and the part that is new or changed; None where nothing changes.
        """
        parent = self._parent(line, policy)
        given = {name: value for name, value in line.values.items() if name != self.code}
        columns = self.desk.columns.values()
        if versions and any(agree(given, self.values_of(v), columns) for v in versions.all()):
            return Outcome.SAME, None
        if versions and not self.is_open(line, versions):
            return Outcome.CHANGED, None
        part: Any = self._begun(policy, code, versions)
        current = self.values_of(part) if versions else {}
        changes = {
            name: value
            for name, value in given.items()
            if name not in current or not self.desk.columns[name].same(value, current[name])
        }
        if parent is not None:
            setattr(part, self.parent, parent.row)
        self.assign(part, changes)
        outcome = Outcome.CHANGED if versions else Outcome.NEW
        has_parent = type(part)._meta.get_field(self.parent).is_cached(part)
        if not (has_parent and self._is_in_order(part, line)):
            return outcome, None
        for sentence in of_part(part):
            self.desk.warn(line, "", sentence)
        becomes = self.values_of(part)
        given_of_part = {name: becomes[name] for name in given if name in becomes}
        self.desk.note(line, str(versions.row if versions else part), current, given_of_part)
        return outcome, part

    def _parent(self, line: Line, policy: PolicyPage) -> Versions | None:
        code = line.values.get(self.parent)
        is_itself = code is not None and code == line.values.get(self.code)
        if is_itself and (policy.pk, code) not in self.parents():
            self.desk.fault(line, self.parent, _("It cannot belong to itself."))
            return None
        return self.desk.part_of(line, self.parent, self.parents(), policy)

    def plan(self, part: Any, versions: Versions | None) -> None:
        """Note a part that is new or changed, if there is one."""
        if part is None:
            return
        if versions is None:
            self.desk.plan.new.append(part)
        else:
            self.desk.plan.changed.append(Change(part, versions.row.latest_revision_id))

    def _begun(self, policy: PolicyPage, code: str, versions: Versions | None) -> Any:
        if versions:
            return copy_of(versions.working, self.desk.known)
        part = self.model(code=code, sort_key=sort_key_of(code), live=False)
        part.policy = policy
        return part

    def is_open(self, line: Line, versions: Versions) -> bool:
        """Whether the part may be changed now; a fault where it may not."""
        if versions.row.locked:
            self.desk.fault(line, self.code, _("It is locked in the CMS. Unlock it first."))
        elif versions.is_waiting:
            self.desk.fault(
                line, self.code, _("A change of it waits for approval. Wait for the decision.")
            )
        return not (versions.row.locked or versions.is_waiting)

    def _is_in_order(self, part: Any, line: Line) -> bool:
        return self.desk.is_clean(part, line, columns={"code": self.code})


class MeasureRows(PartRows):
    """Rows of measures."""

    model = Measure
    code = "measure"
    parent = "objective"

    def parents(self) -> Coded:
        """The objectives."""
        return self.desk.objectives

    def values_of(self, part: Any) -> Values:
        """The promise of a measure."""
        return of_measure(part, self.desk.known)

    def assign(self, part: Any, changes: Mapping[str, Any]) -> None:
        """Words, dates, weight, the unit and the places."""
        known = self.desk.known
        for name in MEASURE_FACTS:
            if name in changes:
                setattr(part, name, changes[name])
        if "unit" in changes:
            part.unit = known.units.find(changes["unit"]) if changes["unit"] else None
        if part.pk is None:
            part.places, part.budget_lines, part.milestones = [], [], []
        if "places" in changes:
            part.places = [known.settlements.find(name) for name in sorted(changes["places"])]


class IndicatorRows(PartRows):
    """Rows of indicators."""

    model = Indicator
    code = "indicator"
    parent = "measure"

    def parents(self) -> Coded:
        """The measures."""
        return self.desk.measures

    def values_of(self, part: Any) -> Values:
        """The promise of an indicator."""
        return of_indicator(part, self.desk.known)

    def assign(self, part: Any, changes: Mapping[str, Any]) -> None:
        """Words, the baseline, the unit that measures, the targets."""
        for name in INDICATOR_FACTS:
            if name in changes:
                setattr(part, name, changes[name])
        if "owner" in changes:
            name = changes["owner"]
            part.owner = self.desk.known.units.find(name) if name else None
        if part.pk is None:
            part.targets = []
        if "targets" in changes:
            part.targets = _with_targets(list(part.targets.all()), changes["targets"] or {})

    def _is_in_order(self, part: Any, line: Line) -> bool:
        is_clean = super()._is_in_order(part, line)
        faults = [fault for target in part.targets.all() if (fault := _fault_of(target))]
        for fault in faults:
            self.desk.fault(line, "targets", fault)
        return is_clean and not faults


def _with_targets(before: list[Target], targets: Mapping[int, Decimal]) -> list[Target]:
    """Targets by year; those of years that stay keep their rows."""
    of_year = {target.year: target for target in before}
    found = []
    for place, (year, value) in enumerate(sorted(targets.items())):
        target = of_year.get(year) or Target(year=year)
        target.value, target.sort_order = value, place
        found.append(target)
    return found


def _fault_of(target: Target) -> str:
    """What is wrong with a target, in a sentence that names its year; empty for nothing."""
    try:
        target.full_clean(
            exclude=["id", "indicator"], validate_unique=False, validate_constraints=False
        )
    except ValidationError as error:
        sentences = " ".join(message for found in error.message_dict.values() for message in found)
        return f"{target.year}: {sentences}"
    return ""
