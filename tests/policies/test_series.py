"""What the values of an indicator say."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies.enums import MONTHS_BETWEEN, Direction, Frequency
from policies.series import attainment, is_better, months_later, stale_since, target_for

values = st.decimals(-(10**9), 10**9, places=4)


@pytest.mark.parametrize(
    ("frequency", "last", "on", "since"),
    [
        pytest.param("yearly", date(2025, 3, 1), date(2026, 3, 1), None, id="due today"),
        pytest.param(
            "yearly", date(2025, 3, 1), date(2026, 3, 2), date(2026, 3, 1), id="one day overdue"
        ),
        pytest.param(
            "monthly", date(2026, 1, 31), date(2026, 3, 5), date(2026, 2, 28), id="short month"
        ),
        pytest.param("yearly", date(2024, 2, 29), date(2025, 2, 28), None, id="leap day"),
        pytest.param("monthly", None, date(2026, 3, 5), None, id="nothing was measured"),
    ],
)
def test_a_value_is_overdue_one_period_after_the_last(frequency, last, on, since):
    assert stale_since(last, frequency, on=on) == since


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.sampled_from(Frequency.values))
def test_a_new_value_is_never_overdue_on_the_day_it_is_entered(day, frequency):
    assert stale_since(day, frequency, on=day) is None
    later = months_later(day, MONTHS_BETWEEN[Frequency(frequency)]) + timedelta(days=1)
    assert stale_since(day, frequency, on=later) is not None


@pytest.mark.parametrize(
    ("baseline", "value", "target", "part"),
    [
        pytest.param(0, 25, 100, "0.25", id="a quarter of the way up"),
        pytest.param(40, 30, 20, "0.5", id="half of the way down"),
        pytest.param(10, 5, 20, "0", id="a step back is no way"),
        pytest.param(10, 30, 20, "1", id="beyond the target is all of it"),
    ],
)
def test_the_way_from_the_baseline_to_the_target(baseline, value, target, part):
    assert attainment(Decimal(baseline), Decimal(value), Decimal(target)) == Decimal(part)


def test_without_a_baseline_nobody_can_say_how_far_it_is():
    assert attainment(None, Decimal(5), Decimal(10)) is None
    assert attainment(Decimal(10), Decimal(5), Decimal(10)) is None


@given(values, values)
def test_of_two_values_at_most_one_is_better(one, other):
    for direction in Direction.values:
        assert not (is_better(one, other, direction) and is_better(other, one, direction))
    assert is_better(one, other, "higher") == is_better(other, one, "lower")


@pytest.mark.parametrize(
    ("year", "target"),
    [
        pytest.param(2025, 10, id="its own"),
        pytest.param(2024, 10, id="the first before all"),
        pytest.param(2026, 30, id="the next between two"),
        pytest.param(2030, 30, id="the last after all"),
    ],
)
def test_the_target_that_holds_in_a_year(year, target):
    targets = {2025: Decimal(10), 2027: Decimal(30)}
    assert target_for(targets, year) == target
    assert target_for({}, year) is None
