"""Readers on poor connections, and browsers left open, do not shut the others out."""

import socket
from contextlib import ExitStack
from urllib.request import urlopen

import pytest

from tests.browser.product import Product

pytestmark = [
    pytest.mark.browser,
    pytest.mark.elasticsearch,
    pytest.mark.xdist_group("product"),
]

SLOW_CLIENTS = 300
BEGUN = b"GET /bg/ HTTP/1.1\r\nHost: 127.0.0.1\r\n"


def test_three_hundred_unfinished_requests_keep_nobody_waiting(product: Product) -> None:
    with ExitStack() as open_connections:
        for _ in range(SLOW_CLIENTS):
            client = socket.create_connection(("127.0.0.1", product.port), timeout=10)
            open_connections.enter_context(client).sendall(BEGUN)
        with urlopen(f"{product.url}/bg/", timeout=10) as answer:
            assert answer.status == 200
