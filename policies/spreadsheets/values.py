"""What stands in the cells of a row for a version of a part or a piece of progress."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from policies.models import Indicator, Measure, Measurement, Spending, StatusEntry
from policies.spreadsheets.names import Known

Values = dict[str, Any]
WORDS = ("title", "title_en", "text", "text_en")
MEASURE_FACTS = (*WORDS, "start", "deadline", "weight")
INDICATOR_FACTS = (
    *(*WORDS, "method", "method_en", "unit_of_measure", "unit_of_measure_en"),
    *("direction", "baseline", "baseline_on", "frequency", "source", "source_en"),
)
STATUS_FACTS = ("status", "on", "reason", "reason_en", "note")
SPENDING_FACTS = ("spent", "currency", "note")
MEASUREMENT_FACTS = ("value", "source", "note")


def of_measure(measure: Measure, known: Known) -> Values:
    """The promise of a measure."""
    return {
        **{name: getattr(measure, name) for name in MEASURE_FACTS},
        "objective": measure.objective.code,
        "unit": known.units.name_of(measure.unit_id),
        "places": frozenset(place.name for place in measure.places.all()),
    }


def of_indicator(indicator: Indicator, known: Known) -> Values:
    """The promise of an indicator."""
    targets: Mapping[int, Decimal] = {
        target.year: target.value for target in indicator.targets.all()
    }
    return {
        **{name: getattr(indicator, name) for name in INDICATOR_FACTS},
        "measure": indicator.measure.code,
        "owner": known.units.name_of(indicator.owner_id),
        "targets": targets,
    }


def of_status(entry: StatusEntry) -> Values:
    """A status."""
    return {name: getattr(entry, name) for name in STATUS_FACTS}


def of_spending(entry: Spending) -> Values:
    """A spent amount."""
    return {"spent": entry.amount, "currency": entry.currency, "note": entry.note}


def of_measurement(entry: Measurement) -> Values:
    """A measured value."""
    return {name: getattr(entry, name) for name in MEASUREMENT_FACTS}


def agree(given: Mapping[str, Any], other: Mapping[str, Any], columns: Iterable[Any]) -> bool:
    """Whether all that a row says is what another version says, too."""
    return all(
        column.same(given[column.name], other[column.name])
        for column in columns
        if column.name in given and column.name in other
    )
