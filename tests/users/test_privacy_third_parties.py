"""No public page has the reader's browser ask anybody but this site."""

import re
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup, Tag
from django.test import Client

from tests.comments.making import make_comment
from zaedno.comments.followers import page_topic
from zaedno.settings.base import PACKAGE

KINDS = [
    *("home", "policies", "rules", "consultations", "news", "campaigns", "analyses", "policy"),
    *("rules_page", "consultation", "news_page", "campaign", "analysis", "project", "methodology"),
    *("standard", "contact"),
]
# What a browser fetches by itself, as opposed to links that a reader follows.
BY_SOURCE = ("img", "script", "iframe", "embed", "audio", "video", "source", "track", "input")
FETCHED = dict.fromkeys(BY_SOURCE, "src") | {"object": "data", "use": "href", "image": "href"}
LINKS_FETCHED = {"stylesheet", "icon", "apple-touch-icon", "preload", "modulepreload"} | {
    *("prefetch", "preconnect", "dns-prefetch", "manifest"),
}
OWN_HOSTS = {"", "testserver", "localhost"}
ADDRESS_IN_CSS = re.compile(r"""url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)""")
# The namespace of SVG is a name, and nothing is fetched from it.
SCRIPT_ADDRESS = re.compile(r"(?:https?:)?//(?!www\.w3\.org/)[a-z0-9-]+\.[a-z]{2,}[^\s\"'`]*", re.I)


def fetched(html: BeautifulSoup) -> Iterator[str]:
    """Addresses that a browser asks for when it shows a page."""
    for element in html.find_all(True):
        assert isinstance(element, Tag)
        if element.name == "link" and LINKS_FETCHED & set(element.get("rel") or ()):
            yield str(element.get("href", ""))
        if element.name in FETCHED:
            yield str(element.get(FETCHED[element.name], ""))
        for part in str(element.get("srcset", "")).split(","):
            yield part.strip().partition(" ")[0]
        yield str(element.get("poster", ""))
        for found in ADDRESS_IN_CSS.finditer(str(element.get("style", ""))):
            yield found[1] or found[2]


def foreign(addresses: Iterator[str]) -> set[str]:
    """Those that lead to another host."""
    return {
        address
        for address in addresses
        if not address.startswith("data:") and (urlsplit(address).hostname or "") not in OWN_HOSTS
    }


def test_the_test_itself_sees_foreign_addresses() -> None:
    html = BeautifulSoup(
        '<img srcset="/a 1x, https://cdn.example/b 2x"><link rel="preconnect" href="//c.example">'
        "<script src='https://d.example/x.js'></script><a href='https://e.example'>link</a>"
        '<p style="background: url(https://f.example/x.png)">',
        "html.parser",
    )
    assert {urlsplit(address).hostname for address in foreign(fetched(html))} == {
        *("cdn.example", "c.example", "d.example", "f.example"),
    }


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_asks_nobody_else(kind: str, client: Client, site_tree: SimpleNamespace) -> None:
    make_comment(site_tree.policy, comment="https://tracker.example/pixel.gif")
    answer = client.get(getattr(site_tree, kind).get_url())
    assert answer.status_code == 200
    assert foreign(fetched(BeautifulSoup(answer.content, "html.parser"))) == set()
    assert set(answer.cookies) <= {"csrftoken"}, "who only reads is not marked"


@pytest.mark.parametrize(
    "path",
    [
        *("/bg/search/?q=план", "/bg/my-data/", "/bg/my-data/sent/", "/bg/processing-register/"),
        *("/bg/nothing-here/", "/bg/follow/sent/", "/bg/comments/sent/", "/api/v3/docs/"),
    ],
)
def test_an_address_that_is_no_page_of_the_tree_asks_nobody_else(
    path: str, client: Client, site_tree: SimpleNamespace
) -> None:
    answer = client.get(path)
    assert foreign(fetched(BeautifulSoup(answer.content, "html.parser"))) == set()


def test_the_form_for_following_asks_nobody_else(
    client: Client, site_tree: SimpleNamespace
) -> None:
    answer = client.get("/bg/follow/", {"topic": page_topic(site_tree.policy)})
    assert foreign(fetched(BeautifulSoup(answer.content, "html.parser"))) == set()


def test_a_browser_is_told_to_refuse_everything_foreign(
    client: Client, site_tree: SimpleNamespace
) -> None:
    policy = client.get(site_tree.policy.get_url()).headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    rules = [rule.split()[1:] for rule in policy.split(";")]
    assert {word for words in rules for word in words} <= {"'self'", "'none'", "data:"}


def own_files(ending: str) -> list[Path]:
    folder = PACKAGE / "static" / "zaedno"
    return [path for path in folder.rglob(f"*.{ending}") if "cms" not in path.parts]


def test_stylesheets_fetch_from_this_site_only() -> None:
    files = own_files("css")
    assert files
    for file in files:
        found = (match[1] or match[2] for match in ADDRESS_IN_CSS.finditer(file.read_text()))
        assert foreign(iter(list(found))) == set(), file.name


def test_scripts_name_no_other_host() -> None:
    files = own_files("js")
    assert files
    for file in files:
        assert SCRIPT_ADDRESS.findall(file.read_text()) == [], file.name
