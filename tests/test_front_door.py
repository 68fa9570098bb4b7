"""`make` as a new user meets it."""

import socket
import subprocess
from pathlib import Path

import pytest

from tests.browser.product import Product
from zaedno import REPOSITORY

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("front door")]


def test_make_alone_lists_the_targets():
    listed = subprocess.run(["make"], cwd=REPOSITORY, capture_output=True, text=True, check=True)
    names = {line.split()[0] for line in listed.stdout.splitlines()}
    assert {"run", "dev", "test", "test-fast", "services", "services-stop", "lint"} <= names


def test_the_product_starts_by_itself_says_where_it_is_and_stops_when_asked(tmp_path: Path):
    product = Product(tmp_path)
    product.start()
    console = "\n".join(product.console)
    assert product.url in console
    assert "demo-logins.json" in console
    assert (tmp_path / "demo-logins.json").stat().st_mode & 0o777 == 0o600
    assert set(product.logins()) == {
        *("admin", "editor", "legal", "secretary", "moderator", "communications", "analyst")
    }
    product.stop()
    second = Product(tmp_path, port=product.port)
    second.start()
    assert "demo content" not in "\n".join(second.console).lower()
    second.stop()


def test_a_taken_port_is_said_in_one_line(tmp_path: Path):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        product = Product(tmp_path, port=port)
        with pytest.raises(AssertionError, match=f"Port {port} is taken"):
            product.start()
        product.stop()
