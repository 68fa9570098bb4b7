"""What a file changes row by row: to be looked through by people, and compared with a later day."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from typing import Any

from django.utils.text import Truncator

from policies.spreadsheets.cells import as_text
from policies.spreadsheets.columns import Column

MOST_SHOWN = 20
LONGEST_SHOWN = 160


@dataclass(frozen=True)
class Difference:
    """A cell that says something else than what there is; empty where there is nothing."""

    heading: str
    was: str
    becomes: str


@dataclass
class Step:
    """What a row changes.

    Attributes:
        row: as the spreadsheet counts.
        about: the part of the policy, and the year or the day.
        differences: by column.
        replaces: ids of the progress that is public and that waits.
    """

    row: int
    about: str
    differences: list[Difference] = field(default_factory=list)
    replaces: list[str] = field(default_factory=list)


@dataclass
class Steps:
    """What the rows of a file change."""

    by_row: dict[int, Step] = field(default_factory=dict)

    def note(
        self, row: int, about: str, differences: Iterable[Difference], replaces: str = ""
    ) -> None:
        """Add to what a row changes."""
        step = self.by_row.setdefault(row, Step(row, about))
        step.differences += [one for one in differences if one not in step.differences]
        if replaces:
            step.replaces.append(replaces)

    def first(self) -> list[dict[str, Any]]:
        """The first ones, for the record of the run."""
        return [_shortened(step) for step in list(self.by_row.values())[:MOST_SHOWN]]

    def basis(self) -> str:
        """A digest of all that would be replaced; another one when that has changed."""
        digest = sha256()
        for step in self.by_row.values():
            was = [(one.heading, one.was) for one in step.differences]
            digest.update(json.dumps([step.row, was, step.replaces]).encode())
        return digest.hexdigest()


def differences(
    columns: Iterable[Column], was: Mapping[str, Any], becomes: Mapping[str, Any]
) -> list[Difference]:
    """The cells that differ between two versions of one thing."""
    found = []
    for column in columns:
        if column.name in becomes:
            before, after = was.get(column.name, column.cell.empty), becomes[column.name]
            if not column.same(before, after):
                shown = (_shown(column, before), _shown(column, after))
                found.append(Difference(str(column.heading), *shown))
    return found


def _shown(column: Column, value: Any) -> str:
    cell = column.cell.write(value)
    return "" if cell is None else as_text(cell)


def _shortened(step: Step) -> dict[str, Any]:
    cells = [
        Difference(one.heading, _short(one.was), _short(one.becomes)) for one in step.differences
    ]
    return {"row": step.row, "about": step.about, "differences": [asdict(one) for one in cells]}


def _short(text: str) -> str:
    return Truncator(text).chars(LONGEST_SHOWN)
