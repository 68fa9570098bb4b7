"""The values of an indicator as rows, for its page and its file."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from policies.models import Indicator, Measurement
from policies.outline import IndicatorLine
from zaedno.core.models import CustomDocument
from zaedno.core.visibility import public_documents


@dataclass(frozen=True)
class ValueRow:
    """A published value.

    Attributes:
        target: that of its year, if there is one.
        source: where it comes from; the usual source of the indicator where nothing is said.
        document: the file of the source, where everybody may read it.
    """

    date: date
    value: Decimal
    target: Decimal | None
    source: str
    note: str
    document: CustomDocument | None


def rows_of(line: IndicatorLine) -> list[ValueRow]:
    """The published values of an indicator by date; three queries for any number."""
    found = list(_published(line.indicator))
    chosen = [each.document_id for each in found if each.document_id]
    documents = public_documents(CustomDocument.objects.filter(pk__in=chosen)).in_bulk()
    return [_row(each, line, documents.get(each.document_id or 0)) for each in found]


def _published(indicator: Indicator) -> Iterable[Measurement]:
    return Measurement.objects.published().filter(indicator=indicator).order_by("date")


def _row(
    measurement: Measurement, line: IndicatorLine, document: CustomDocument | None
) -> ValueRow:
    return ValueRow(
        date=measurement.date,
        value=measurement.value,
        target=line.targets.get(measurement.date.year),
        source=measurement.source or line.indicator.source_here,
        note=measurement.note,
        document=document,
    )


@dataclass(frozen=True)
class ChartRow:
    """A value or a target as the table beside a chart tells it.

    Attributes:
        on: the day of the value; None for the target of a year that has no value.
        is_ahead: whether the year is not over, so that a value can still come.
    """

    year: int
    on: date | None
    value: Decimal | None
    target: Decimal | None
    is_ahead: bool = False


def chart_rows(line: IndicatorLine, *, on: date) -> list[ChartRow]:
    """The data of a chart: each value, and the targets of years without one."""
    rows = [
        ChartRow(each.on.year, each.on, each.value, line.targets.get(each.on.year))
        for each in line.readings
    ]
    measured = {row.year for row in rows}
    rows += [
        ChartRow(year, None, None, target, is_ahead=year >= on.year)
        for year, target in line.targets.items()
        if year not in measured
    ]
    return sorted(rows, key=lambda row: (row.year, row.on or date.max))


def target_year(line: IndicatorLine, *, on: date) -> int | None:
    """The year of the target that holds: that of the last value, or else the next one."""
    if not line.targets:
        return None
    year = line.latest.on.year if line.latest else on.year
    ahead = [each for each in line.targets if each >= year]
    return min(ahead) if ahead else max(line.targets)
