"""Behind a proxy each reader keeps an own address; without one nobody can choose theirs."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Thread
from typing import Any
from urllib.request import Request, urlopen

import pytest
from pytest_django import Settings
from waitress.server import create_server

from zaedno.core.checks import check_trusted_proxy
from zaedno.web import options

READER = "203.0.113.7"
SAID_BY_THE_PROXY = {"X-Forwarded-For": READER, "X-Forwarded-Proto": "https"}


@pytest.mark.parametrize("proxy", ["*", "127.0.0.1"])
def test_the_word_of_the_trusted_proxy_counts(settings: Settings, proxy: str) -> None:
    settings.TRUSTED_PROXY = proxy
    assert _as_the_site_sees_it() == f"{READER} https"


@pytest.mark.parametrize("proxy", ["", "192.0.2.1"])
def test_nobody_else_can_say_where_they_come_from(settings: Settings, proxy: str) -> None:
    settings.TRUSTED_PROXY = proxy
    assert _as_the_site_sees_it() == "127.0.0.1 http"


@pytest.mark.parametrize(
    ("site_url", "proxy", "numbers"),
    [
        ("https://zaedno.example", "", ["zaedno.E020"]),
        ("https://zaedno.example", "127.0.0.1", []),
        ("http://127.0.0.1:8000", "", []),
    ],
)
def test_a_deployment_under_tls_must_name_its_proxy(
    settings: Settings, site_url: str, proxy: str, numbers: list[str]
) -> None:
    settings.SITE_URL = site_url
    settings.TRUSTED_PROXY = proxy
    assert [problem.id for problem in check_trusted_proxy()] == numbers


def _as_the_site_sees_it() -> str:
    with _serving(_tell_who_asks) as port:
        request = Request(f"http://127.0.0.1:{port}/", headers=SAID_BY_THE_PROXY)
        with urlopen(request, timeout=10) as answer:
            return answer.read().decode()


def _tell_who_asks(environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [f"{environ['REMOTE_ADDR']} {environ['wsgi.url_scheme']}".encode()]


@contextmanager
def _serving(application: Callable[..., Any]) -> Iterator[int]:
    server = create_server(application, **options("127.0.0.1:0"))
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield server.effective_port
    finally:
        server.close()
        thread.join(timeout=10)
