"""Days on which the administration works."""

from datetime import date

import pytest

from zaedno.core.working_days import is_working_day, orthodox_easter, working_days_before


@pytest.mark.parametrize(
    ("year", "easter"),
    [
        (2024, date(2024, 5, 5)),
        (2025, date(2025, 4, 20)),
        (2026, date(2026, 4, 12)),
        (2027, date(2027, 5, 2)),
    ],
)
def test_easter_of_the_orthodox_church(year: int, easter: date) -> None:
    assert orthodox_easter(year) == easter


@pytest.mark.parametrize(
    ("day", "works"),
    [
        pytest.param(date(2026, 11, 24), True, id="a Tuesday"),
        pytest.param(date(2026, 11, 21), False, id="a Saturday"),
        pytest.param(date(2026, 3, 3), False, id="the day of the liberation"),
        pytest.param(date(2026, 4, 10), False, id="Good Friday"),
        pytest.param(date(2026, 4, 13), False, id="Easter Monday"),
        pytest.param(date(2026, 5, 25), False, id="Monday after 24 May on a Sunday"),
        pytest.param(date(2026, 9, 7), False, id="Monday after 6 September on a Sunday"),
        pytest.param(date(2026, 12, 28), False, id="Monday after 26 December on a Saturday"),
        pytest.param(date(2027, 12, 27), False, id="Monday for 25 December on a Saturday"),
        pytest.param(date(2027, 12, 28), False, id="Tuesday for 26 December on a Sunday"),
        pytest.param(date(2027, 12, 29), True, id="Christmas is over"),
        pytest.param(date(2027, 5, 4), False, id="Tuesday for 1 May on the Saturday of Easter"),
    ],
)
def test_weekends_and_holidays_are_free(day: date, works: bool) -> None:
    assert is_working_day(day) is works


@pytest.mark.parametrize(
    ("day", "before"),
    [
        pytest.param(date(2026, 11, 26), date(2026, 11, 24), id="Tuesday and Wednesday pass"),
        pytest.param(date(2026, 11, 23), date(2026, 11, 19), id="the weekend does not count"),
        pytest.param(date(2026, 4, 14), date(2026, 4, 8), id="nor does Easter"),
    ],
)
def test_working_days_are_counted_back(day: date, before: date) -> None:
    assert working_days_before(day, 2) == before
