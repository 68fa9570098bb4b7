"""Pieces of progress as the staff read them: to what they belong, what they say."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from policies.models import Measure, Measurement, MilestoneReached, Spending, StatusEntry
from policies.models.progress import Entry
from policies.numbers import shown
from policies.services.records import MEASURE_PATH


def related(entries: QuerySet[Any]) -> QuerySet[Any]:
    """Entries with all that is shown of them, in one query."""
    people_and_file = ("entered_by", "decided_by", "from_file__unit")
    return entries.select_related(f"{MEASURE_PATH[entries.model]}__policy", *people_and_file)


def measure_of(entry: Any) -> Measure:
    """The measure to which an entry belongs."""
    found = entry
    for name in MEASURE_PATH[type(entry)].split("__"):
        found = getattr(found, name)
    return found


def name_of(person: Any) -> str:
    """A member of staff by name."""
    return (person.get_full_name() or person.get_username()) if person else _("somebody")


def day(moment: date) -> str:
    """A date, in short."""
    return date_format(moment, "SHORT_DATE_FORMAT")


def about_of(entry: Entry) -> str:
    """What an entry is about."""
    return _ABOUT[type(entry)](entry)


def title_of(entry: Entry) -> str:
    """What an entry is about, after the number of its measure; an indicator has its own."""
    about = about_of(entry)
    return about if isinstance(entry, Measurement) else f"{measure_of(entry).code} {about}"


def says_of(entry: Entry) -> str:
    """What an entry says, its note included."""
    says = _SAYS[type(entry)](entry)
    return f"{says}. {entry.note}" if entry.note else says


def amount_says(line: Any) -> str:
    """A planned or spent amount with its currency."""
    return f"{shown(line.amount, places=2)} {line.get_currency_display()}"


def _about_spending(entry: Any) -> str:
    return _("Spent in %(year)s, %(source)s") % {
        "year": entry.year,
        "source": entry.get_source_display(),
    }


def _about_measurement(entry: Any) -> str:
    return _("%(indicator)s on %(date)s") % {"indicator": entry.indicator, "date": day(entry.date)}


def _status(entry: Any) -> str:
    says = _("%(status)s since %(date)s") % {
        "status": entry.get_status_display(),
        "date": day(entry.on),
    }
    return f"{says}. {entry.reason}" if entry.reason else says


def _value(entry: Any) -> str:
    says = f"{shown(entry.value)} {entry.indicator.unit_of_measure}"
    return f"{says} ({entry.source})" if entry.source else says


_ABOUT: dict[type[Entry], Callable[[Any], str]] = {
    StatusEntry: lambda entry: _("Status"),
    Spending: _about_spending,
    MilestoneReached: lambda entry: _("Milestone “%(title)s”") % {"title": entry.milestone},
    Measurement: _about_measurement,
}
_SAYS: dict[type[Entry], Callable[[Any], str]] = {
    StatusEntry: _status,
    Spending: amount_says,
    MilestoneReached: lambda entry: _("reached on %(date)s") % {"date": day(entry.on)},
    Measurement: _value,
}
