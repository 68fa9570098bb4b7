"""Days and moments in the municipality's time zone: terms end with the end of their last day."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone


def today(at: datetime | None = None) -> date:
    """The calendar day in the municipality at a moment, now by default."""
    return timezone.localdate(at)


def start_of_day(day: date) -> datetime:
    """The first moment of a day, right across clock changes."""
    return timezone.make_aware(datetime.combine(day, time.min))


def end_of_day(day: date) -> datetime:
    """The first moment after the day (ГПК чл. 60, ал. 5: a term ends with the end of its day)."""
    return start_of_day(day + timedelta(days=1))
