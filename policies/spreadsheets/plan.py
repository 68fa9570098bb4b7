"""What a checked file would do."""

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from policies.models.parts import PolicyPart
from policies.models.progress import Entry
from policies.spreadsheets.findings import Findings


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
        rows: how many the file has.
    """

    findings: Findings = field(default_factory=Findings)
    new: list[PolicyPart] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    outcomes: Counter[Outcome] = field(default_factory=Counter)
    rows: int = 0

    @property
    def is_faultless(self) -> bool:
        """Whether the file may be imported."""
        return not self.findings.faults

    def summary(self) -> dict[str, int]:
        """The numbers that are told before the import."""
        return {
            **{outcome.value: self.outcomes[outcome] for outcome in Outcome},
            "drafts": len(self.new) + len(self.changed),
            "entries": len(self.entries),
            "faults": self.findings.faults,
            "warnings": self.findings.warnings,
        }
