"""The public figures of moderation, as a page and as a file."""

import csv
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from zaedno.comments.figures import YearFigures, yearly_figures

# Spreadsheets take a file for UTF-8 only where it says so.
BYTE_ORDER_MARK = "\ufeff"
CSV_COLUMNS = (
    *("year", "received", "waiting", "published", "rejected", "removed", "withdrawn"),
    *("hours_to_decision", "appeals", "appeals_upheld", "appeals_denied", "appeals_waiting"),
    *("reports", "answers"),
)
Column = tuple[str, str | Promise]
COMMENT_COLUMNS: tuple[Column, ...] = (
    ("received", pgettext_lazy("comments, in figures", "Received")),
    ("published", pgettext_lazy("comments, in figures", "Published")),
    ("rejected", pgettext_lazy("comments, in figures", "Not published")),
    ("removed", pgettext_lazy("comments, in figures", "Removed")),
    ("withdrawn", pgettext_lazy("comments, in figures", "Withdrawn by the author")),
    ("waiting", pgettext_lazy("comments, in figures", "Waiting")),
)
WORK_COLUMNS: tuple[Column, ...] = (
    ("hours_to_decision", _("Hours to the decision (median)")),
    ("answers", _("Official answers")),
    ("reports", _("Reports by readers")),
    ("appeals", _("Appeals")),
    ("appeals_upheld", _("Comment shown again")),
    ("appeals_denied", _("Decision stands")),
)


@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """What was received and decided in each year."""
    years = yearly_figures()
    context = {
        "comments": _table(COMMENT_COLUMNS, years, title=_with_emptiness),
        "work": _table(WORK_COLUMNS, years, title=lambda found: str(found.year)),
    }
    return render(request, "comments/figures.html", context)


@require_safe
def figures_csv(request: HttpRequest) -> HttpResponse:
    """The same for spreadsheets and programs."""
    response = HttpResponse(
        BYTE_ORDER_MARK,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="comments-figures.csv"'},
    )
    table = csv.writer(response)
    table.writerow(CSV_COLUMNS)
    table.writerows([getattr(year, name) for name in CSV_COLUMNS] for year in yearly_figures())
    return response


def _table(
    columns: tuple[Column, ...], years: list[YearFigures], *, title: Callable[[YearFigures], str]
) -> dict[str, Any]:
    """Columns and rows as ``components/table.html`` takes them."""
    heads = [{"title": label, "is_number": True} for _name, label in columns]
    return {
        "columns": [{"title": _("Year")}, *heads],
        "rows": [
            [
                {"text": title(found), "label": _("Year")},
                *(_cell(found, name, label) for name, label in columns),
            ]
            for found in years
        ],
    }


def _cell(found: YearFigures, name: str, label: str | Promise) -> dict[str, Any]:
    value = getattr(found, name)
    text = "–" if value is None else number_format(value, force_grouping=True)
    return {"text": text, "is_number": True, "label": label}


def _with_emptiness(found: YearFigures) -> str:
    """The year, and that nothing came in it."""
    if found.received:
        return str(found.year)
    return gettext("%(year)d: no comments were received") % {"year": found.year}
