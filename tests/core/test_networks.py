"""Who has one address of a network has all of them, and counts once."""

import pytest
from axes.helpers import get_client_ip_address
from django.test import RequestFactory

from zaedno.core.networks import network
from zaedno.core.rate_limits import LIMITS, within_limit


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        pytest.param("203.0.113.7", "203.0.113.7", id="IPv4"),
        pytest.param("::ffff:203.0.113.7", "203.0.113.7", id="IPv4 inside IPv6"),
        pytest.param("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::", id="IPv6"),
        pytest.param("2001:0DB8:0001:0002::1", "2001:db8:1:2::", id="written otherwise"),
        pytest.param("fe80::1%eth0", "fe80::", id="with the name of a device"),
        pytest.param("", "", id="nothing"),
        pytest.param("/run/web.sock", "/run/web.sock", id="a socket"),
    ],
)
def test_the_network_of_an_address(address: str, expected: str) -> None:
    assert network(address) == expected


def test_a_limit_counts_all_addresses_of_a_network() -> None:
    requests = [
        RequestFactory().post("/", REMOTE_ADDR=f"2001:db8:1:2::{number:x}")
        for number in range(LIMITS["follows"] + 1)
    ]
    *allowed, refused = [within_limit(request, "follows") for request in requests]
    assert all(allowed)
    assert not refused
    assert within_limit(RequestFactory().post("/", REMOTE_ADDR="2001:db8:1:3::1"), "follows")


def test_the_lock_out_of_the_staff_counts_a_network_too() -> None:
    request = RequestFactory().post("/cms/login/", REMOTE_ADDR="2001:db8:1:2:3:4:5:6")
    assert get_client_ip_address(request) == "2001:db8:1:2::"
