"""Money: its currency, and the value in euro of amounts in lev."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zaedno.core.money import BGN_PER_EUR, CENT, Money

amounts = st.decimals(min_value=0, max_value=10**11, places=2)


@pytest.mark.parametrize(
    ("amount", "euro"),
    [
        pytest.param("57834.00", "29570.05", id="the grant of Levski's project"),
        pytest.param("1.95583", "1.00", id="the fixed rate itself"),
        pytest.param("0.00", "0.00", id="nothing is nothing"),
        pytest.param("0.01", "0.01", id="half a cent is rounded up"),
    ],
)
def test_an_amount_in_lev_has_its_value_in_euro(amount, euro):
    assert Money(Decimal(amount), "BGN").in_euro == Decimal(euro)


@given(amounts)
def test_an_amount_in_euro_stays_what_it_is(amount):
    assert Money(amount, "EUR").in_euro == amount


@given(amounts)
def test_the_value_in_euro_is_never_off_by_more_than_half_a_cent(amount):
    assert abs(Money(amount, "BGN").in_euro * BGN_PER_EUR - amount) <= CENT / 2 * BGN_PER_EUR
