"""A column of a file, and the columns that several kinds share."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from policies.spreadsheets.cells import (
    Code,
    Text,
)


@dataclass(frozen=True)
class Column:
    """One column.

    Attributes:
        name: of the field that it is about.
        heading: first row of the column.
        cell: how its cells are read and written.
        help: what belongs there, for the page of instructions.
        example: what a cell may hold.
        required: the column must be there, and none of its cells empty.
    """

    name: str
    heading: Promise | str
    cell: Text
    help: Promise | str
    example: Any = ""
    required: bool = False

    def same(self, value: Any, other: Any) -> bool:
        """Whether two values make the same cell."""
        return bool(self.cell.normal(value) == self.cell.normal(other))


IN_ENGLISH = _("Empty: readers of English see the Bulgarian words.")
POLICY = Column(
    "policy",
    pgettext_lazy("column", "Policy"),
    Text(),
    _("The last part of the address of the policy, or its title."),
    "plan-za-mladezhta",
    required=True,
)
MEASURE = Column(
    "measure",
    pgettext_lazy("column", "Measure no."),
    Code(),
    _("Number of the measure in the policy."),
    "1.2",
    required=True,
)
INDICATOR = Column(
    "indicator",
    pgettext_lazy("column", "Indicator no."),
    Code(),
    _("Number of the indicator in the policy."),
    "1.2.1",
    required=True,
)
TITLE = Column(
    "title",
    pgettext_lazy("column", "Title"),
    Text(),
    _("In Bulgarian, in short."),
    _("New places in kindergartens"),
    required=True,
)
TITLE_EN = Column(
    "title_en", pgettext_lazy("column", "Title in English"), Text(), IN_ENGLISH, "New places"
)
SOURCE = Column(
    "source",
    pgettext_lazy("column", "Source"),
    Text(),
    _("Register or study of the values."),
    _("Register of kindergartens"),
)
NOTE = Column("note", pgettext_lazy("column", "Note"), Text(), _("What a reader should know."), "")
