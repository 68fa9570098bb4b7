"""What there is, as rows that the import takes back."""

from collections.abc import Callable, Iterator, Sequence
from typing import IO, Any

from policies.models import (
    BudgetLine,
    ImportKind,
    Measure,
    Measurement,
    PolicyPage,
    Spending,
    StatusEntry,
)
from policies.spreadsheets.names import Known
from policies.spreadsheets.progress_rows import Standing, Standings
from policies.spreadsheets.values import (
    Values,
    of_indicator,
    of_measure,
    of_measurement,
    of_spending,
    of_status,
)
from policies.spreadsheets.versions import BATCH, Promise, Versions, promise_of
from policies.spreadsheets.writing import write_table


class Export:
    """Rows of some policies.

    Args:
        promise: the parts of the policies.
        known: units and settlements.
        with_waiting: the newest versions and what waits, in the place of what is public.
    """

    def __init__(self, promise: Promise, known: Known, *, with_waiting: bool) -> None:
        """Read nothing yet."""
        self.promise = promise
        self.known = known
        self.with_waiting = with_waiting

    def measures(self) -> Iterator[Values]:
        """Measures with their status."""
        statuses = Standings.about(StatusEntry, self._ids(self.promise.measures))
        for measure in self._chosen(self.promise.measures):
            entry = self._said(statuses.get(measure.pk))
            yield {
                **_identity(measure),
                **of_measure(measure, self.known),
                "measure": measure.code,
                **(of_status(entry) if entry else {}),
            }

    def money(self) -> Iterator[Values]:
        """Planned and spent amounts by year and source."""
        spendings = Standings.about(Spending, self._ids(self.promise.measures))
        spent: dict[int, dict[tuple[int, str], Spending]] = {}
        for (measure_id, year, source), standing in spendings.of.items():
            if entry := self._said(standing):
                spent.setdefault(measure_id, {})[year, source] = entry
        for measure in self._chosen(self.promise.measures):
            yield from _amounts(measure, spent.get(measure.pk, {}))

    def indicators(self) -> Iterator[Values]:
        """Indicators with their targets."""
        for indicator in self._chosen(self.promise.indicators):
            yield {
                **_identity(indicator),
                **of_indicator(indicator, self.known),
                "indicator": indicator.code,
            }

    def measurements(self) -> Iterator[Values]:
        """Values of indicators by date."""
        indicators = list(self._chosen(self.promise.indicators))
        for begin in range(0, len(indicators), BATCH):
            chosen = {indicator.pk: indicator for indicator in indicators[begin : begin + BATCH]}
            values = Standings.about(Measurement, chosen)
            places = {pk: place for place, pk in enumerate(chosen)}
            for pk, day in sorted(values.of, key=lambda key: (places[key[0]], key[1])):
                if entry := self._said(values.of[pk, day]):
                    yield {
                        **_identity(chosen[pk]),
                        "indicator": chosen[pk].code,
                        "date": day,
                        **of_measurement(entry),
                    }

    def _chosen(self, parts: Sequence[Versions]) -> Iterator[Any]:
        for versions in parts:
            if self._is_chosen(versions):
                yield versions.working if self.with_waiting else versions.row

    def _is_chosen(self, versions: Versions) -> bool:
        return self.with_waiting or _is_public(versions.row)

    def _said(self, standing: Standing) -> Any | None:
        return standing.newest if self.with_waiting else standing.public

    def _ids(self, parts: Sequence[Versions]) -> list[int]:
        return [one.row.pk for one in parts]


ROWS: dict[str, Callable[[Export], Iterator[Values]]] = {
    ImportKind.MEASURES.value: Export.measures,
    ImportKind.MONEY.value: Export.money,
    ImportKind.INDICATORS.value: Export.indicators,
    ImportKind.MEASUREMENTS.value: Export.measurements,
}


def export(
    kind: str, file_format: str, *, policy: PolicyPage | None = None, with_waiting: bool = False
) -> IO[bytes]:
    """What there is of a kind, as a file in the language that is active.

    Args:
        kind: one of ``ImportKind``.
        file_format: one of ``FileFormat``.
        policy: the only one, in either language; all where it is None.
        with_waiting: drafts and waiting progress in the place of what is public.
    """
    known = Known.now()
    policies = PolicyPage.objects.originals().defer_streamfields()
    if policy is not None:
        policies = policies.filter(translation_key=policy.translation_key)
    promise = promise_of(list(policies), known)
    rows = ROWS[kind](Export(promise, known, with_waiting=with_waiting))
    return write_table(kind, rows, file_format, known)


def template(kind: str, file_format: str) -> IO[bytes]:
    """An empty file of a kind, with what helps to fill it in."""
    return write_table(kind, (), file_format, Known.now())


def _is_public(part: Any) -> bool:
    """Whether a part and those above it are published."""
    above = {"measure": "objective"}.get(part._meta.model_name) or "measure"
    parent = None if part._meta.model_name == "objective" else getattr(part, above)
    return bool(part.live and (parent is None or _is_public(parent)))


def _identity(part: Any) -> Values:
    return {"policy": part.policy.slug}


def _amounts(measure: Measure, spent: dict[tuple[int, str], Spending]) -> Iterator[Values]:
    planned = {(line.year, line.source): line for line in measure.budget_lines.all()}
    for key in sorted(planned.keys() | spent.keys()):
        start = {
            **_identity(measure),
            "measure": measure.code,
            "year": key[0],
            "source": key[1],
        }
        for amounts in _together(planned.get(key), spent.get(key)):
            yield start | amounts


def _together(planned: BudgetLine | None, spent: Spending | None) -> list[Values]:
    """Both amounts in a row where they are in one currency."""
    rows: list[Values] = []
    if planned is not None:
        rows.append({"planned": planned.amount, "currency": planned.currency})
    if spent is not None:
        if rows and rows[0]["currency"] == spent.currency:
            rows[0] |= of_spending(spent)
        else:
            rows.append(of_spending(spent))
    return rows
