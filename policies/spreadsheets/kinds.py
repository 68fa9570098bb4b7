"""The columns of each kind of file, and which one a heading names."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.conf import settings
from django.utils import translation

from policies.models import ImportKind
from policies.spreadsheets.columns import Column
from policies.spreadsheets.names import folded
from policies.spreadsheets.progress_columns import MEASUREMENTS, MONEY
from policies.spreadsheets.promise_columns import INDICATORS, MEASURES

COLUMNS: dict[str, tuple[Column, ...]] = {
    ImportKind.MEASURES.value: MEASURES,
    ImportKind.MONEY.value: MONEY,
    ImportKind.INDICATORS.value: INDICATORS,
    ImportKind.MEASUREMENTS.value: MEASUREMENTS,
}


@cache
def by_heading(kind: str) -> dict[str, Column]:
    """The columns of a kind by their headings in both languages, folded."""
    found: dict[str, Column] = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            found |= {folded(str(column.heading)): column for column in COLUMNS[kind]}
    return found


def recognised(kind: str, cells: Sequence[Any]) -> list[Column | None]:
    """The column that each heading names; None where nobody knows it."""
    headings = by_heading(kind)
    return [headings.get(folded(str(cell or ""))) for cell in cells]
