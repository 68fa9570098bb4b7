"""Working days in Bulgaria: neither weekends nor the holidays of the Labour Code (КТ, чл. 154)."""

from datetime import date, timedelta
from functools import lru_cache

SATURDAY = 5
# Month and day; the days that stand on them move when they fall on a weekend.
FIXED_HOLIDAYS = ((1, 1), (3, 3), (5, 1), (5, 6), (5, 24), (9, 6), (9, 22))
CHRISTMAS = ((12, 24), (12, 25), (12, 26))
GREGORIAN_MINUS_JULIAN = timedelta(days=13)


def is_working_day(day: date) -> bool:
    """Whether the administration works on a day."""
    return day.weekday() < SATURDAY and day not in holidays(day.year)


def working_days_before(day: date, count: int) -> date:
    """The day from which so many whole working days have passed before this one begins."""
    found = day
    while count:
        found -= timedelta(days=1)
        count -= is_working_day(found)
    return found


@lru_cache(maxsize=64)
def holidays(year: int) -> frozenset[date]:
    """The public holidays of a year, with the days that stand in for those on a weekend.

    For a holiday on a Saturday or Sunday, Easter excepted, the first working days after it are
    free (КТ, чл. 154, ал. 2).
    """
    named = [date(year, month, day) for month, day in (*FIXED_HOLIDAYS, *CHRISTMAS)]
    easter = orthodox_easter(year)
    free = {*named, *(easter + timedelta(days=offset) for offset in (-2, -1, 0, 1))}
    for holiday in named:
        if holiday.weekday() >= SATURDAY:
            free.add(_first_working_day_after(holiday, free))
    return frozenset(free)


def orthodox_easter(year: int) -> date:
    """Easter of the Orthodox Church (Meeus' rule for the Julian calendar), 1900 to 2099."""
    moon = (19 * (year % 19) + 15) % 30
    weekday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
    month, day = divmod(moon + weekday + 114, 31)
    return date(year, month, day + 1) + GREGORIAN_MINUS_JULIAN


def _first_working_day_after(holiday: date, free: set[date]) -> date:
    day = holiday
    while day.weekday() >= SATURDAY or day in free:
        day += timedelta(days=1)
    return day
