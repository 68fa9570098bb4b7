"""What a file is made of before anybody knows what its columns mean."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _


class FileRefused(Exception):
    """A file that cannot be read as a table; says why to the person who chose it."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True)
class Trouble:
    """A cell that holds no value; the sentence says what to do."""

    sentence: str


def formula() -> Trouble:
    """What a formula is in place of a value."""
    return Trouble(_("This is a formula. Copy the cells and paste them as values."))


@dataclass(frozen=True)
class Row:
    """A row as the spreadsheet counts it, the first one being 1.

    Attributes:
        number: as the program shows it beside the row.
        cells: texts, numbers, dates, None, or a Trouble.
    """

    number: int
    cells: tuple[Any, ...]
