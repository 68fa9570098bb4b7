"""What a checked file would do."""

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from policies.models.parts import PolicyPart
from policies.models.progress import Entry
from policies.spreadsheets.findings import Findings
from policies.spreadsheets.steps import Steps


class Outcome(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"


@dataclass(frozen=True)
class Line:
    """A row whose cells were read.

    Attributes:
        number: of the row in the file.
        values: by name of the column; those of columns that the file does not have are missing,
            and so are those that could not be read.
        unreadable: names of columns whose cells could not be read.
    """

    number: int
    values: dict[str, Any]
    unreadable: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Change:
    """A part with what a file changes, and the version from which it was made.

    Attributes:
        part: the next version.
        based_on: the newest revision when the file was checked.
    """

    part: PolicyPart
    based_on: int | None


@dataclass
class Plan:
    """The changes of a file, and what was found in it.

    Attributes:
        new: parts of policies that are to be drafted.
        changed: next versions of parts.
        entries: progress that is to wait for approval.
        replaced: ids of the progress that there was, by kind and by what it is about.
        rows: how many the file has.
        steps: what each of them changes.
        policies: ids of those of which the file speaks.
    """

    findings: Findings = field(default_factory=Findings)
    new: list[PolicyPart] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    replaced: dict[tuple[type[Entry], tuple[Any, ...]], str] = field(default_factory=dict)
    outcomes: Counter[Outcome] = field(default_factory=Counter)
    rows: int = 0
    steps: Steps = field(default_factory=Steps)
    policies: set[int] = field(default_factory=set)

    @property
    def is_faultless(self) -> bool:
        """Whether the file may be imported."""
        return not self.findings.faults

    def enter(self, entry: Entry, *, in_place_of: str) -> None:
        """Note progress that is to wait, and the ids of what there is in its place."""
        self.entries.append(entry)
        self.replaced[type(entry), tuple(entry.key.values())] = in_place_of

    def summary(self) -> dict[str, Any]:
        """What is told before the import: numbers, and what the first rows change."""
        return {
            **{outcome.value: self.outcomes[outcome] for outcome in Outcome},
            "drafts": len(self.new) + len(self.changed),
            "entries": len(self.entries),
            "faults": self.findings.faults,
            "warnings": self.findings.warnings,
            "policy": min(self.policies) if len(self.policies) == 1 else None,
            "steps": self.steps.first(),
            "basis": self.steps.basis(),
        }
