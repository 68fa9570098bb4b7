"""Exports that a spreadsheet cannot be tricked by."""

from collections import OrderedDict
from typing import Any

from wagtail.contrib.forms.views import SubmissionsListView

# A cell that starts so is run as a formula by spreadsheets (OWASP: CSV injection).
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def inert(value: Any) -> Any:
    """The value as a cell that is only read: text that looks like a formula gets an apostrophe."""
    if isinstance(value, str) and value.startswith(_STARTS_A_FORMULA):
        return f"'{value}"
    return value


class SafeSubmissionsListView(SubmissionsListView):
    """Wagtail's list of answers, whose CSV and XLSX hold no formulas."""

    def to_row_dict(self, item: Any) -> "OrderedDict[str, Any]":
        """One answer by column."""
        row = super().to_row_dict(item)
        return OrderedDict((column, inert(value)) for column, value in row.items())
