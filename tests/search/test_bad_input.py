"""Whatever is typed, at every door of search there is a page or a clear refusal, and soon."""

import time
from types import SimpleNamespace
from urllib.parse import quote

import pytest
from django.test import Client

from tests.factories import NewsPageFactory
from tests.search.conftest import refresh_index

LONGEST_SECONDS = 2.0

DOORS = [
    pytest.param("/bg/search/", "q", id="page"),
    pytest.param("/en/search/", "q", id="English page"),
    pytest.param("/bg/search/suggest/", "q", id="suggestions"),
    pytest.param("/bg/search/feed/", "q", id="feed"),
    pytest.param("/api/v3/search/", "q", id="API"),
    pytest.param("/api/v3/search/suggest/", "q", id="API suggestions"),
]

TEXTS = [
    pytest.param(quote("а" * 10_000), id="10,000 letters"),
    pytest.param(quote(" ".join(f"дума{n}" for n in range(500))), id="500 words"),
    pytest.param(quote(" ".join(f'"градушка {n}"' for n in range(100))), id="100 phrases"),
    pytest.param(quote(" ".join(f"-градушка{n}" for n in range(100))), id="100 exclusions"),
    pytest.param(quote('OR AND NOT ИЛИ - + | & " „ “ ( ) [ ] { } ~ ^ : / \\'), id="signs alone"),
    pytest.param(quote('"градушка лозята'), id="a quote that never ends"),
    pytest.param(quote("градуш* ?радушка гра%ка гра_ка .*"), id="wildcards"),
    pytest.param("%00", id="NUL"),
    pytest.param(quote("град") + "%00" + quote("ушка"), id="NUL in a word"),
    pytest.param("%ED%A0%80" + quote("градушка"), id="lone surrogate"),
    pytest.param("%FF%FE%80", id="no UTF-8"),
    pytest.param(quote("\u202eградушка\u0301\u0301\u0301\ufeff"), id="marks and directions"),
    pytest.param(quote("🌧️👩‍👩‍👧" * 50), id="emoji"),
    pytest.param(quote("{{ 7*7 }}<script>alert(1)</script>'; DROP TABLE x;--"), id="code"),
    pytest.param(quote("9" * 300), id="300 digits"),
    pytest.param("", id="nothing"),
]

PARAMETERS = [
    "page=0",
    "page=" + "9" * 30,
    "kind=nothing",
    "kind=news.newspage&kind=%00",
    "area=" + "9" * 30,
    "year=20255",
    "settlement=-1",
    "state=nothing",
    "language=xx",
    "file_type=..%2F..%2Fetc",
    "order=sideways",
    "exact=maybe",
    "offset=" + "9" * 30,
    "limit=-5",
    "&".join(f"area={n}" for n in range(500)),
]


@pytest.fixture
def hail(site_tree: SimpleNamespace, either_backend: str) -> None:
    NewsPageFactory(parent=site_tree.news, title="Градушка по лозята")
    refresh_index()


def status(client: Client, address: str) -> int:
    """What is answered; in time, and in UTF-8."""
    began = time.monotonic()
    answer = client.get(address)
    assert time.monotonic() - began < LONGEST_SECONDS
    answer.content.decode()
    return answer.status_code


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize(("door", "name"), DOORS)
@pytest.mark.usefixtures("hail")
def test_any_text_has_an_answer(client: Client, door: str, name: str, text: str) -> None:
    assert status(client, f"{door}?{name}={text}") in (200, 400, 422)


@pytest.mark.parametrize("parameter", PARAMETERS)
@pytest.mark.parametrize(("door", "name"), DOORS)
@pytest.mark.usefixtures("hail")
def test_any_filter_or_page_has_an_answer(
    client: Client, door: str, name: str, parameter: str
) -> None:
    assert status(client, f"{door}?{name}={quote('градушка')}&{parameter}") in (200, 302, 400, 422)
