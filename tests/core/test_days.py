"""Days and terms in the municipality's time zone."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zaedno.core.days import end_of_day, start_of_day, today

days = st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 1, 1))


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        pytest.param(
            datetime(2026, 7, 1, 20, 59, tzinfo=UTC), date(2026, 7, 1), id="before midnight"
        ),
        pytest.param(
            datetime(2026, 7, 1, 21, 0, tzinfo=UTC), date(2026, 7, 2), id="summer midnight"
        ),
        pytest.param(
            datetime(2026, 12, 1, 21, 30, tzinfo=UTC), date(2026, 12, 1), id="winter evening"
        ),
        pytest.param(
            datetime(2026, 12, 1, 22, 0, tzinfo=UTC), date(2026, 12, 2), id="winter midnight"
        ),
    ],
)
def test_the_day_is_the_one_in_sofia(moment, day):
    assert today(moment) == day


@given(days)
def test_a_day_ends_when_the_next_begins(day):
    assert end_of_day(day) == start_of_day(day + timedelta(days=1))


@given(days)
def test_the_last_moment_of_a_day_belongs_to_it(day):
    assert today(end_of_day(day) - timedelta(microseconds=1)) == day
    assert today(end_of_day(day)) == day + timedelta(days=1)


@pytest.mark.parametrize(
    ("day", "hours"),
    [
        pytest.param(date(2026, 3, 29), 23, id="clocks go forward"),
        pytest.param(date(2026, 10, 25), 25, id="clocks go back"),
        pytest.param(date(2026, 6, 1), 24, id="an ordinary day"),
    ],
)
def test_terms_are_right_across_clock_changes(day, hours):
    length = end_of_day(day).astimezone(UTC) - start_of_day(day).astimezone(UTC)
    assert length == timedelta(hours=hours)
