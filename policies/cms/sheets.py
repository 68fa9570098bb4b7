"""The sheet on which a unit enters the progress of one measure."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.forms import Media
from django.utils.translation import gettext as _

from policies.cms import cautions
from policies.cms.entries import day, says_of
from policies.cms.progress_forms import (
    EntryForm,
    MeasurementForm,
    MilestoneForm,
    NewSpendingForm,
    SpendingForm,
    StatusForm,
)
from policies.enums import EntryState
from policies.models import (
    Measure,
    Measurement,
    MilestoneReached,
    Spending,
    StatusEntry,
)
from policies.models.progress import Entry
from policies.services.entries import enter
from zaedno.users.models import User

KNOWN = (EntryState.WAITING, EntryState.PUBLISHED)
EMPTY_ROWS = 2
Key = tuple[int, str]


@dataclass(frozen=True)
class Sheet:
    """The forms of one measure."""

    measure: Measure
    status: StatusForm
    milestones: list[MilestoneForm]
    spendings: list[SpendingForm]
    new_spendings: list[NewSpendingForm]
    measurements: list[MeasurementForm]

    def forms(self) -> Iterator[EntryForm]:
        """All of them, in the order of the page."""
        yield self.status
        yield from self.milestones
        yield from self.spendings
        yield from self.new_spendings
        yield from self.measurements

    def is_valid(self) -> bool:
        """Whether every form that was changed is in order."""
        valid = [form.is_valid() for form in self.forms()]  # all, so that all mistakes are shown
        return all(valid) and self._rows_differ()

    def _rows_differ(self) -> bool:
        """Whether no two new rows of money are about the same year and source."""
        seen: set[tuple[Any, Any]] = set()
        for form in self.new_spendings:
            key = (form.cleaned_data.get("year"), form.cleaned_data.get("source"))
            if form.has_changed() and key in seen:
                form.add_error("year", _("There is a row above for this already."))
                return False
            seen.add(key)
        return True

    @property
    def media(self) -> Media:
        """Scripts of the fields."""
        return sum((form.media for form in self.forms()), Media())

    @property
    def errors(self) -> int:
        """In how many fields something is wrong."""
        return sum(len(form.errors) for form in self.forms())

    @transaction.atomic
    def enter(self, *, by: User, at: datetime) -> list[Entry]:
        """Put what was changed before the editors.

        Returns:
            What waits for approval now and did not before.
        """
        changed = [form.instance for form in self.forms() if form.has_changed()]
        entered = [enter(entry, by=by, at=at) for entry in changed]
        return [entry for entry in entered if entry is not None]

    def replacements(self) -> list[str]:
        """By which values of the same day are replaced."""
        return [
            _("%(indicator)s, %(date)s: the new value replaces %(value)s once it is approved.")
            % {
                "indicator": form.indicator.code,
                "date": day(form.replaced.date),
                "value": says_of(form.replaced),
            }
            for form in self.measurements
            if form.has_changed() and form.replaced is not None
        ]


def sheet_of(measure: Measure, data: Any = None) -> Sheet:
    """The sheet of a measure, as it was sent where ``data`` is given."""
    spendings = _spendings(measure, data)
    known = frozenset((form.instance.year, form.instance.source) for form in spendings)
    return Sheet(
        measure=measure,
        status=_status(measure, data),
        milestones=_milestones(measure, data),
        spendings=spendings,
        new_spendings=_new_spendings(measure, data, known),
        measurements=_measurements(measure, data),
    )


def _status(measure: Measure, data: Any) -> StatusForm:
    found = _by_state(measure.statuses.filter(state__in=KNOWN), ())[()]
    return StatusForm(data, about=StatusEntry(measure=measure), prefix="status", **found)


def _milestones(measure: Measure, data: Any) -> list[MilestoneForm]:
    reached = MilestoneReached.objects.filter(milestone__measure=measure, state__in=KNOWN)
    known = _by_state(reached, ("milestone_id",))
    return [
        MilestoneForm(
            data,
            about=MilestoneReached(milestone=milestone),
            prefix=f"milestone-{milestone.pk}",
            **known[(milestone.pk,)],
        )
        for milestone in sorted(measure.milestones.all(), key=lambda m: (m.due, m.pk))
    ]


def _spendings(measure: Measure, data: Any) -> list[SpendingForm]:
    """A row for each year and source for which money was planned or spent."""
    spent = measure.spendings.filter(state__in=KNOWN)
    known = _by_state(spent, ("year", "source"))
    planned = {(line.year, line.source): line for line in measure.budget_lines.all()}
    rows = []
    for year, source in sorted({*known, *planned}):
        form = SpendingForm(
            data,
            about=Spending(measure=measure, year=year, source=source),
            prefix=f"spent-{year}-{source}",
            **known[(year, source)],
        )
        form.planned = planned.get((year, source))
        rows.append(form)
    return rows


def _new_spendings(measure: Measure, data: Any, known: frozenset[Key]) -> list[NewSpendingForm]:
    rows = [
        NewSpendingForm(data, about=Spending(measure=measure), prefix=f"new-{n}")
        for n in range(EMPTY_ROWS)
    ]
    for form in rows:
        form.known = known
    return rows


def _measurements(measure: Measure, data: Any) -> list[MeasurementForm]:
    before: dict[int, dict[date, list[Any]]] = defaultdict(lambda: defaultdict(list))
    values = Measurement.objects.filter(indicator__measure=measure, state__in=KNOWN)
    # "waiting" stands after "published": what waits comes first.
    for value in values.select_related("indicator").order_by("-state"):
        before[value.indicator_id][value.date].append(value)
    rows = []
    for indicator in measure.indicators.all():
        form = MeasurementForm(
            data, about=Measurement(indicator=indicator), prefix=f"value-{indicator.pk}"
        )
        form.before = dict(before[indicator.pk])
        rows.append(form)
    return rows


def _by_state(entries: Any, about: tuple[str, ...]) -> dict[tuple[Any, ...], dict[str, Any]]:
    """What waits and what is public, by what it is about."""
    found: dict[tuple[Any, ...], dict[str, Any]] = defaultdict(dict)
    names = {EntryState.WAITING: "waiting", EntryState.PUBLISHED: "public"}
    for entry in entries.select_related("entered_by", "decided_by"):
        key = tuple(getattr(entry, name) for name in about)
        found[key][names[EntryState(entry.state)]] = entry
    return found


def cautions_about(measure: Measure) -> list[str]:
    """What looks wrong in the progress of a measure, once all that waits were published."""
    planned = cautions.in_euro_by_year(measure.budget_lines.all())
    spent = {}
    for line in measure.spendings.filter(state__in=KNOWN).order_by("state"):
        spent[(line.year, line.source)] = line
    over = cautions.over_plan(planned, cautions.in_euro_by_year(spent.values()))
    return [*over.values(), *_open_milestones(measure)]


def _open_milestones(measure: Measure) -> list[str]:
    last = measure.statuses.filter(state__in=KNOWN).order_by("-state").first()
    reached = MilestoneReached.objects.filter(milestone__measure=measure, state__in=KNOWN)
    return cautions.of_done(
        last.status if last else "",
        milestones=measure.milestones.count(),
        reached=reached.values("milestone").distinct().count(),
    )
