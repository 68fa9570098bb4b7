"""What is wrong or odd in a file, by row and column."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

# More than anybody reads; the page says how many there are besides.
MOST_KEPT = 5_000


class Level(TextChoices):
    """Whether a finding stops the import."""

    FAULT = "fault", _("mistake")
    WARNING = "warning", _("warning")


@dataclass(frozen=True)
class Finding:
    """One sentence about a cell, a row, or the whole file.

    Attributes:
        level: whether it stops the import.
        row: as the spreadsheet counts; None for the whole file.
        column: heading of the column; empty for the whole row.
        sentence: what is wrong, in the language of the person.
    """

    level: str
    row: int | None
    column: str
    sentence: str


@dataclass
class Findings:
    """The findings of a file, by row."""

    listed: list[Finding] = field(default_factory=list)
    faults: int = 0
    warnings: int = 0

    def fault(self, sentence: Any, *, row: int | None = None, column: Any = "") -> None:
        """Note what stops the import."""
        self.faults += 1
        self._note(Level.FAULT, sentence, row, column)

    def warn(self, sentence: Any, *, row: int | None = None, column: Any = "") -> None:
        """Note what looks wrong and may be right."""
        self.warnings += 1
        self._note(Level.WARNING, sentence, row, column)

    def in_order(self) -> list[Finding]:
        """From the top of the file down, mistakes before warnings in a row."""
        return sorted(self.listed, key=lambda one: (one.row or 0, one.level))

    def as_data(self) -> list[dict[str, Any]]:
        """For the record of the run."""
        return [asdict(finding) for finding in self.in_order()]

    def _note(self, level: Level, sentence: Any, row: int | None, column: Any) -> None:
        if len(self.listed) < MOST_KEPT:
            self.listed.append(Finding(level.value, row, str(column), str(sentence)))


def from_data(data: Iterable[Mapping[str, Any]]) -> list[Finding]:
    """The findings that a record keeps."""
    return [Finding(**one) for one in data]
