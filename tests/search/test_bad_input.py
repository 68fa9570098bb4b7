"""Whatever is typed, at every door of search there is a page or a clear refusal, and soon."""

import time
from types import SimpleNamespace
from urllib.parse import quote

import pytest
from django.core.cache import cache
from django.test import Client

from tests.factories import NewsPageFactory
from tests.search.conftest import refresh_index

LONGEST_SECONDS = 2.0

DOORS = [
    "/bg/search/",
    "/en/search/",
    "/bg/search/suggest/",
    "/bg/search/feed/",
    "/api/v3/search/",
    "/api/v3/search/suggest/",
]

TEXTS = {
    "10,000 letters": quote("а" * 10_000),
    "500 words": quote(" ".join(f"дума{n}" for n in range(500))),
    "100 phrases": quote(" ".join(f'"градушка {n}"' for n in range(100))),
    "100 exclusions": quote(" ".join(f"-градушка{n}" for n in range(100))),
    "signs alone": quote('OR AND NOT ИЛИ - + | & " „ “ ( ) [ ] { } ~ ^ : / \\'),
    "a quote that never ends": quote('"градушка лозята'),
    "wildcards": quote("градуш* ?радушка гра%ка гра_ка .*"),
    "NUL": "%00",
    "NUL in a word": quote("град") + "%00" + quote("ушка"),
    "lone surrogate": "%ED%A0%80" + quote("градушка"),
    "no UTF-8": "%FF%FE%80",
    "marks and directions": quote("\u202eградушка\u0301\u0301\u0301\ufeff"),
    "emoji": quote("🌧️👩‍👩‍👧" * 50),
    "code": quote("{{ 7*7 }}<script>alert(1)</script>'; DROP TABLE x;--"),
    "300 digits": quote("9" * 300),
    "nothing": "",
}

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


def answer_to(client: Client, address: str) -> int:
    """The status of an answer that comes in time and is UTF-8."""
    cache.clear()
    began = time.monotonic()
    answer = client.get(address)
    assert time.monotonic() - began < LONGEST_SECONDS, address[:200]
    answer.content.decode()
    return answer.status_code


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.usefixtures("hail")
def test_any_text_has_an_answer(client: Client, door: str) -> None:
    answers = {name: answer_to(client, f"{door}?q={text}") for name, text in TEXTS.items()}
    assert {name for name, status in answers.items() if status not in (200, 400)} == set()
    assert answers["signs alone"] == answers["wildcards"] == answers["code"] == 200


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.usefixtures("hail")
def test_any_filter_or_page_has_an_answer(client: Client, door: str) -> None:
    asked = f"{door}?q={quote('градушка')}"
    answers = {each: answer_to(client, f"{asked}&{each}") for each in PARAMETERS}
    assert {each for each, status in answers.items() if status not in (200, 302, 400)} == set()
