"""What charts of indicators and money show, as shapes and in words."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from policies.bars import by_source, money_bars, parts_of
from policies.charts import chart_of, nice_ticks
from policies.enums import Standing
from policies.money import Amount, YearOfMoney
from policies.numbers import shown, shown_short
from policies.progress import Progress
from policies.sentences import standings_in_words
from policies.series import Reading
from zaedno.core.money import Money

values = st.decimals(
    min_value=Decimal(-(10**12) + 1), max_value=Decimal(10**12) - 1, places=4, allow_nan=False
)


def readings(*numbers):
    start = date(2023, 12, 31)
    return [Reading(start + timedelta(days=365 * n), Decimal(v)) for n, v in enumerate(numbers)]


def draw(*numbers, targets=None, baseline=None):
    return chart_of(readings(*numbers), targets=targets or {}, baseline=baseline)


def per_cent(place):
    return Decimal(place.removesuffix("%"))


@given(values, values)
def test_the_scale_has_few_round_numbers_around_all_values(one, other):
    low, high = sorted((one, other))
    ticks = nice_ticks(low, high)
    assert ticks[0] <= low <= high <= ticks[-1]
    assert 2 <= len(ticks) <= 7
    assert len({higher - lower for lower, higher in pairwise(ticks)}) == 1


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [
        pytest.param("3", "97", ["0", "20", "40", "60", "80", "100"], id="from zero"),
        pytest.param("0", "0", ["0", "0.2", "0.8", "1"], id="nothing but zero"),
        pytest.param("-7", "-7", ["-8", "-6", "-4", "-2", "0"], id="one value below zero"),
        pytest.param("7", "7", ["0", "2", "4", "6", "8"], id="one value"),
        pytest.param("90", "98", ["90", "92", "94", "96", "98"], id="near each other, far from 0"),
    ],
)
def test_the_scale_begins_at_zero_unless_values_are_far_from_it(low, high, ticks):
    found = nice_ticks(Decimal(low), Decimal(high))
    assert {Decimal(tick) for tick in ticks} <= set(found)


@given(st.lists(values, min_size=1, max_size=8), values, values)
def test_nothing_is_drawn_outside_the_chart(numbers, target, baseline):
    chart = draw(*numbers, targets={2030: target}, baseline=baseline)
    places = [*chart.points, *chart.targets]
    assert all(0 <= per_cent(each) <= 100 for mark in places for each in (mark.x, mark.y))
    assert 0 <= per_cent(chart.baseline) <= 100


def test_one_value_is_a_point_without_a_line():
    chart = draw(45)
    assert (len(chart.points), chart.segments, chart.baseline) == (1, (), None)


def test_without_values_and_targets_there_is_no_chart():
    assert chart_of([], targets={}, baseline=Decimal(3)) is None


def test_targets_are_drawn_before_anything_was_measured():
    chart = chart_of([], targets={2027: Decimal(80)}, baseline=Decimal(40))
    assert (len(chart.points), len(chart.targets)) == (0, 1)


def test_equal_values_make_a_level_line():
    chart = draw(5, 5, 5)
    assert len({point.y for point in chart.points}) == 1


def test_a_higher_value_stands_higher_and_a_later_one_to_the_right():
    first, second = draw(-10, 20).points
    assert per_cent(first.y) > per_cent(second.y)
    assert per_cent(first.x) < per_cent(second.x)


def test_the_last_value_has_its_number_beside_it():
    with override("bg"):
        chart = draw(10, "1250.5")
    assert [point.value for point in chart.points] == ["", "1\u00a0250,5"]


def test_the_number_of_a_target_does_not_cover_that_of_the_last_value():
    chart = draw(10, 50, targets={2024: Decimal(51)})
    assert (chart.points[-1].value, chart.targets[0].value) == ("50", "")


@pytest.mark.parametrize(
    ("years", "labels"),
    [
        pytest.param(1, ["01.2023", "04.2023", "07.2023", "10.2023"], id="months of one year"),
        pytest.param(2, ["01.2023", "07.2023", "01.2024", "07.2024"], id="halves of two"),
        pytest.param(4, ["2023", "2024", "2025", "2026"], id="years"),
        pytest.param(12, ["2023", "2025", "2027", "2029", "2031", "2033"], id="every other year"),
    ],
)
def test_the_dates_never_stand_too_close(years, labels):
    chart = draw(*range(1, years + 1))
    assert [tick.label for tick in chart.dates] == labels


def test_a_target_of_the_last_year_there_is_can_be_drawn():
    assert draw(1, targets={65_000: Decimal(2)}) is not None


@pytest.mark.parametrize(
    ("value", "text"),
    [
        pytest.param("50.0000", "50", id="without needless zeros"),
        pytest.param("1234567.5", "1\u00a0234\u00a0567,5", id="thousands apart, a decimal comma"),
        pytest.param("-0.0001", "-0,0001", id="tiny and negative"),
        pytest.param("100", "100", id="its own zeros stay"),
        pytest.param("0", "0", id="zero"),
    ],
)
def test_numbers_are_written_as_in_bulgaria(value, text):
    with override("bg"):
        assert shown(Decimal(value)) == text


@pytest.mark.parametrize(
    ("numbers", "labels"),
    [
        pytest.param(["0", "50"], ["0", "50"], id="small ones as they are"),
        pytest.param(["0", "1500000"], ["0", "1.5 m"], id="millions"),
        pytest.param(["0", "1e12"], ["0", "1 tn"], id="trillions"),
        pytest.param(["1000000", "1000001"], ["1,000,000", "1,000,001"], id="close ones in full"),
    ],
)
def test_a_scale_of_large_numbers_is_short(numbers, labels):
    with override("en"):
        assert shown_short([Decimal(each) for each in numbers], places=0) == labels


def test_the_bar_of_measures_is_whole_and_names_each_standing():
    parts = parts_of(Progress({Standing.DONE: 1, Standing.LATE: 2, Standing.NO_DATA: 1}, None))
    assert sum(per_cent(part.width) for part in parts) == 100
    assert [part.count for part in parts] == [1, 0, 2, 0, 1, 0]
    with override("en"):
        assert standings_in_words(parts) == "Done: 1; late: 2; no data: 1."


def test_a_policy_without_measures_has_an_empty_bar():
    with override("en"):
        parts = parts_of(Progress({}, None))
        assert {part.width for part in parts} == {"0.00%"}
        assert standings_in_words(parts) == "There are no measures yet."


def test_what_is_spent_over_the_plan_is_a_part_of_its_own():
    years = [
        YearOfMoney(2024, Decimal(100), Decimal(50)),
        YearOfMoney(2025, Decimal(100), Decimal(200)),
    ]
    within, over = money_bars(years).bars
    assert (within.over, over.within, over.over) == ("0.00%", "41.75%", "41.75%")
    assert money_bars(years).is_over


def test_unknown_money_is_not_nothing():
    money = money_bars([YearOfMoney(2025, None, None)])
    assert (money.planned, money.spent, money.is_over) == (None, None, False)
    assert money_bars([]) is None


def test_each_source_of_a_year_is_told_apart():
    lev, euro = Money(Decimal(100), "BGN"), Money(Decimal(60), "EUR")
    rows = by_source([Amount(2025, "planned", "eu", lev), Amount(2025, "spent", "eu", euro)])
    assert [(row.planned, row.spent, row.is_over) for row in rows] == [(lev, euro, True)]
