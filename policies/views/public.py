"""A measure, an indicator, and the values of an indicator as a file."""

import csv
from decimal import Decimal

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_safe
from wagtail.models import Page

from policies.bars import by_source
from policies.enums import EntryState
from policies.models import Indicator, Measure, Observation, PolicyPage, StatusEntry
from policies.outline import IndicatorLine, MeasureLine, indicator_lines, measure_lines
from policies.reports import said_of
from policies.services.visibility import indicator_for, measure_for
from policies.story import Step
from policies.tables import ValueRow, rows_of
from policies.words import named
from zaedno.core.content_version import kept
from zaedno.core.days import today
from zaedno.core.exports import inert
from zaedno.core.models import Settlement
from zaedno.core.navigation import Link, breadcrumbs
from zaedno.core.visibility import is_public, visitor_can_view

COLUMNS = ("date", "value", "target", "source", "note")
# Spreadsheets take a file for UTF-8 only where it says so.
BYTE_ORDER_MARK = "\ufeff"


@require_safe
def measure(request: HttpRequest, pk: int) -> HttpResponse:
    """One measure: how it stands, what it costs, what reports and citizens say of it."""
    found = measure_for(request, pk)
    line = _measure_line(found)
    policy = _policy_of(request, found)
    context = {
        "measure": found,
        "line": line,
        "policy": policy,
        "history": kept(("history", pk), lambda: _history(found)),
        "places": [named(each, policy) for each in _places(found)],
        "steps": [Step(each, measure=None) for each in line.milestones],
        "sources": by_source(line.amounts),
        "report_lines": said_of(found),
        "takes_observations": is_public(found.policy),
        "observations": kept(("observations", pk), lambda: _observations(found)),
        "crumbs": [*breadcrumbs(request, policy), _link(policy, request)],
        "page_title": found.title_here,
        "page_description": found.text_here[:300],
    }
    return render(request, "policies/measure_page.html", context)


@require_safe
def indicator(request: HttpRequest, pk: int) -> HttpResponse:
    """One indicator: what it means, and its values as a chart and as a table."""
    found = indicator_for(request, pk)
    line = _indicator_line(found)
    policy = _policy_of(request, found.measure)
    context = {
        "indicator": found,
        "line": line,
        "rows": rows_of(line),
        "owner": found.owner or found.measure.unit,
        "policy": policy,
        "crumbs": [
            *breadcrumbs(request, policy),
            _link(policy, request),
            Link(found.measure.title_here, found.measure.get_absolute_url()),
        ],
        "page_title": found.title_here,
        "page_description": found.text_here[:300],
    }
    return render(request, "policies/indicator_page.html", context)


@require_safe
def indicator_csv(request: HttpRequest, pk: int) -> HttpResponse:
    """The published values of an indicator for spreadsheets and programs."""
    found = indicator_for(request, pk)
    name = f"indicator-{found.code}-measurements.csv"
    response = HttpResponse(
        BYTE_ORDER_MARK,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
    table = csv.writer(response)
    table.writerow(COLUMNS)
    table.writerows(_cells(row) for row in rows_of(_indicator_line(found)))
    return response


def _measure_line(found: Measure) -> MeasureLine:
    day = today()
    chosen = Measure.objects.filter(pk=found.pk)
    return kept(("measure line", found.pk, day), lambda: measure_lines(chosen, on=day)[0])


def _indicator_line(found: Indicator) -> IndicatorLine:
    day = today()
    return kept(("indicator line", found.pk, day), lambda: indicator_lines([found], on=day)[0])


def _places(found: Measure) -> list[Settlement]:
    return kept(("places", found.pk), lambda: list(found.places.all()))


def _history(found: Measure) -> list[StatusEntry]:
    """The statuses that were ever public, the newest first."""
    was_public = Q(state=EntryState.REPLACED, decided_at__isnull=False)
    entries = found.statuses.filter(Q(state=EntryState.PUBLISHED) | was_public)
    return list(entries.order_by("-on", "-decided_at", "-pk"))


def _observations(found: Measure) -> list[Observation]:
    published = Observation.objects.published().filter(measure=found)
    return list(published.select_related("settlement", "answering_unit"))


def _policy_of(request: HttpRequest, found: Measure) -> PolicyPage:
    """The page of the policy in the reader's language, or else the first one."""
    key = found.policy.translation_key
    pages = PolicyPage.objects.filter(translation_key=key).select_related("locale")
    for page in kept(("policy in all languages", key), lambda: list(pages.defer_streamfields())):
        is_here = page.locale.language_code == translation.get_language()
        if is_here and visitor_can_view(request, page):
            return page
    return found.policy


def _link(policy: Page, request: HttpRequest) -> Link:
    return Link(policy.title, policy.get_url(request) or "")


def _plain(value: Decimal | None) -> str:
    return "" if value is None else f"{value.normalize():f}"


def _cells(row: ValueRow) -> tuple[str, ...]:
    """A row of the file: numbers and dates as programs read them, text that runs nothing."""
    numbers = (_plain(row.value), _plain(row.target))
    return (row.date.isoformat(), *numbers, inert(str(row.source)), inert(row.note))
