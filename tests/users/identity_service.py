"""A real OpenID Connect provider in a process of its own, and a person who signs in there."""

import json
import re
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPMessage
from typing import IO, Any
from urllib.parse import urlencode, urlsplit

from django.http import HttpResponse
from django.test import Client

from tests.services.ports import LOOPBACK, free_port

START_SECONDS = 60
CLIENT_ID = "zaedno"

# What the provider knows of its people.
PEOPLE: dict[str, dict[str, Any]] = {
    "ivan": {"email": "Ivan@example.org", "email_verified": True, "name": "Иван Петров"},
    "doubtful": {"email": "ivan@example.org", "email_verified": False},
    "nameless": {"egn": "7523169263"},
    "official": {"email": "sluzhitel@example.org", "email_verified": True},
}


@dataclass(frozen=True)
class Provider:
    """A running provider.

    Attributes:
        url: what is set as `OIDC_SERVER_URL`.
    """

    url: str

    def signs_in(self, client: Client, person: str) -> HttpResponse:
        """Go the whole way as a browser does; gives the site's answer to the way back."""
        back = self.way_back(client, person)
        assert back.netloc == "testserver"
        return client.get(f"{back.path}?{back.query}")

    def way_back(self, client: Client, person: str) -> Any:
        """Ask the site for the way to the provider, sign in there, and give the way back."""
        leaving = client.get("/en/account/service/")
        assert leaving.status_code == 302
        assert leaving["Location"].startswith(self.url)
        return urlsplit(_answer_form(leaving["Location"], {"sub": person}))

    def refuses(self, client: Client) -> HttpResponse:
        """The person presses “deny” at the provider."""
        leaving = client.get("/en/account/service/")
        back = urlsplit(_answer_form(leaving["Location"], {"action": "deny"}))
        return client.get(f"{back.path}?{back.query}")


@contextmanager
def running_provider() -> Iterator[Provider]:
    """Start a provider on a free port, and stop it."""
    port = free_port()
    command = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port)]
    for sub, claims in PEOPLE.items():
        command += ["--user-claims", json.dumps({"sub": sub, **claims})]
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    ) as process:
        try:
            provider = Provider(f"http://{LOOPBACK}:{port}")
            _wait_for(provider, process)
            yield provider
        finally:
            process.terminate()
            process.wait(timeout=10)


def code_in(text: str) -> str:
    """The code that a mail carries."""
    found = re.search(r"^([A-Z0-9]{4}-[A-Z0-9]{4})$", text, re.MULTILINE)
    assert found is not None, text
    return found[1]


class _Stay(urllib.request.HTTPRedirectHandler):
    """Gives redirects to whoever asked, as the site's address leads to Django's test client."""

    def redirect_request(  # noqa: PLR0917  the signature is the library's
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: HTTPMessage,
        newurl: str,
    ) -> None:
        return None


def _answer_form(address: str, fields: dict[str, str]) -> str:
    opener = urllib.request.build_opener(_Stay)
    try:
        opener.open(address, data=urlencode(fields).encode(), timeout=20)
    except urllib.error.HTTPError as answer:
        with answer:
            assert answer.code == 302, answer.read().decode()
            return str(answer.headers["Location"])
    raise AssertionError("The provider sent nobody back.")


def _wait_for(provider: Provider, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        assert process.poll() is None, "The provider ended while it was starting."
        try:
            address = f"{provider.url}/.well-known/openid-configuration"
            urllib.request.urlopen(address, timeout=5).close()
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.2)
        else:
            return
    raise AssertionError("The provider does not answer.")
