"""The check of files of measurements."""

from collections import defaultdict
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from policies.models import (
    Measurement,
    PolicyPage,
)
from policies.numbers import short_date
from policies.series import Reading, stale_since
from policies.spreadsheets.check import Check
from policies.spreadsheets.desk import Desk
from policies.spreadsheets.plan import Line, Outcome
from policies.spreadsheets.progress_rows import Standing, Standings, successor
from policies.spreadsheets.values import (
    MEASUREMENT_FACTS,
    agree,
    of_measurement,
)

# How many times the earlier range a value may lie outside of it before it looks mistyped.
FAR = 3


class MeasurementsCheck(Check):
    """Values of indicators."""

    def __init__(self, desk: Desk) -> None:
        """Read the values that there are."""
        super().__init__(desk)
        indicators = (one.row.pk for one in desk.promise.indicators)
        self.values = Standings.about(Measurement, indicators)
        self.earlier: dict[int, dict[Any, Reading]] = defaultdict(dict)
        for (indicator, day), standing in self.values.of.items():
            newest: Any = standing.newest
            self.earlier[indicator][day] = Reading(day, newest.value)
        self.last: dict[int, tuple[Line, Measurement]] = {}

    def of_policy(self, line: Line, policy: PolicyPage) -> Outcome:
        """The value waits for approval."""
        versions = self.desk.part_of(line, "indicator", self.desk.indicators, policy)
        day, value = line.values.get("date"), line.values.get("value")
        if versions is None or day is None:
            return Outcome.SAME
        indicator = versions.row
        is_first = self.desk.is_first(line, "date", (indicator.pk, day))
        if value is None or not is_first:
            return Outcome.SAME
        said = {name: line.values[name] for name in MEASUREMENT_FACTS if name in line.values}
        standing = self.values.get(indicator.pk, day)
        columns = self.desk.columns.values()
        if any(agree(said, of_measurement(entry), columns) for entry in standing.all()):
            return Outcome.SAME
        entry = successor(Measurement, standing.newest, said, indicator=indicator, date=day)
        if self.desk.is_clean(entry, line):
            self.desk.plan.enter(entry, in_place_of=standing.ids)
            self._note(entry, line, standing)
            self._look_at(entry, line)
        return Outcome.CHANGED if standing.newest else Outcome.NEW

    def _note(self, entry: Measurement, line: Line, standing: Standing) -> None:
        about = f"{entry.indicator}, {short_date(entry.date)}"
        was = of_measurement(standing.newest) if standing.newest else {}
        self.desk.note(line, about, was, of_measurement(entry), standing)
        self.desk.warn_of_waiting(line, "value", standing)

    def _look_at(self, entry: Measurement, line: Line) -> None:
        pk = entry.indicator_id
        earlier = [one.value for one in self.earlier[pk].values() if one.on < entry.date]
        if is_far(entry.value, earlier):
            self.desk.warn(line, "value", _("The value is far from all earlier ones. Check it."))
        if pk not in self.last or entry.date > self.last[pk][1].date:
            self.last[pk] = (line, entry)

    def finish(self) -> None:
        """Warn where even the newest value is out of date."""
        for pk, (line, entry) in self.last.items():
            latest = max([entry.date, *self.earlier[pk]])
            due = stale_since(latest, entry.indicator.frequency, on=self.desk.day)
            if due is not None:
                self.desk.warn(
                    line,
                    "date",
                    _("The next value was due by %(day)s.") % {"day": short_date(due)},
                )


def is_far(value: Decimal, earlier: list[Decimal]) -> bool:
    """Whether a value lies far outside the range of at least two earlier ones."""
    if len(earlier) < 2:
        return False
    low, high = min(earlier), max(earlier)
    reach = FAR * ((high - low) or abs(high) or 1)
    return not low - reach <= value <= high + reach
