"""The feed of a search: what fits, the newest first, and never anything that is not public."""

from datetime import date
from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit
from xml.etree.ElementTree import Element

import pytest
from bs4 import BeautifulSoup
from defusedxml.ElementTree import fromstring
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings
from wagtail.models import Page, PageViewRestriction

from search import services
from search.backends.base import Scope
from tests.factories import (
    ConsultationIndexPageFactory,
    ConsultationPageFactory,
    NewsIndexPageFactory,
    NewsPageFactory,
    StandardPageFactory,
)
from tests.search.conftest import refresh_index


@pytest.fixture
def roads(home: Page) -> SimpleNamespace:
    news = NewsIndexPageFactory(parent=home, title="Новини")
    old = NewsPageFactory(
        parent=news, title="Път до гарата", lead="Ремонт на пътя.", date=date(2024, 3, 1)
    )
    new = NewsPageFactory(parent=news, title="Пътят към депото", date=date(2026, 5, 2))
    standing = StandardPageFactory(parent=home, title="Пътят до селото")
    return SimpleNamespace(home=home, news=news, old=old, new=new, standing=standing)


def items(client: Client, **query: str) -> list[Element]:
    refresh_index()
    answer = client.get("/bg/search/feed/", query)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("application/rss+xml")
    return entries_of(answer.content)


def entries_of(content: bytes) -> list[Element]:
    """The entries; what cannot be read as XML fails."""
    return fromstring(content).findall("./channel/item")


def names(found: list[Element]) -> list[str | None]:
    return [item.findtext("title") for item in found]


def test_the_newest_come_first_and_filters_hold(
    either_backend: str, client: Client, roads: SimpleNamespace
) -> None:
    only_news = items(client, q="път", kind="news.newspage")
    assert names(only_news) == ["Пътят към депото", "Път до гарата"]
    (oldest,) = items(client, q="път", year="2024")
    assert oldest.findtext("description") == "Ремонт на пътя."
    assert urlsplit(oldest.findtext("link")).path == "/bg/novini/pat-do-garata/"
    assert oldest.findtext("pubDate").startswith("Fri, 01 Mar 2024")
    assert oldest.findtext("category") == "Новина"


def test_the_feed_and_its_link_keep_the_question(client: Client, roads: SimpleNamespace) -> None:
    answer = client.get("/bg/search/feed/?q=път&kind=news.newspage&exact=1")
    channel = fromstring(answer.content).find("channel")
    itself = channel.find("{http://www.w3.org/2005/Atom}link").attrib
    asked = {"q": ["път"], "kind": ["news.newspage"], "exact": ["1"]}
    assert itself["rel"] == "self"
    assert urlsplit(itself["href"]).path == "/bg/search/feed/"
    assert parse_qs(urlsplit(itself["href"]).query) == asked
    link = urlsplit(channel.findtext("link"))
    assert link.path == "/bg/search/"
    assert parse_qs(link.query) == {**asked, "order": ["date"]}


def test_a_part_says_what_it_is_a_part_of(client: Client, roads: SimpleNamespace) -> None:
    consultations = ConsultationIndexPageFactory(parent=roads.home, title="Консултации")
    ConsultationPageFactory(parent=consultations, title="Наредба за паветата")
    assert names(items(client, q="мотиви")) == ["Мотиви – Наредба за паветата"]


def test_what_has_only_one_of_many_words_is_no_news(
    either_backend: str, client: Client, roads: SimpleNamespace
) -> None:
    assert names(items(client, q="ремонт път гара")) == ["Път до гарата"]


def test_only_what_is_public_is_in_it(client: Client, roads: SimpleNamespace) -> None:
    Page.objects.filter(pk=roads.new.pk).update(live=False)
    PageViewRestriction.objects.bulk_create(
        [PageViewRestriction(page_id=roads.standing.pk, restriction_type="login")]
    )
    assert names(items(client, q="път")) == ["Път до гарата"]


def test_more_fitting_things_are_looked_for_until_there_are_enough(
    client: Client, roads: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "LOOKED_THROUGH", 1)
    assert names(items(client, q="път гарата")) == ["Път до гарата"]


def test_however_much_does_not_fit_it_is_looked_for_twice_and_never_counted(
    roads: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(4):
        NewsPageFactory(parent=roads.news, title=f"Път {number}", date=date(2026, 6, number + 1))
    refresh_index()
    monkeypatch.setattr(services, "LOOKED_THROUGH", 1)
    with CaptureQueriesContext(connection) as queries:
        found = services.newest("път гарата", Scope(language="bg"), limit=20)
    assert [entry.title for entry in found] == ["Път до гарата"]
    asked = [query["sql"] for query in queries]
    assert sum("ROW_NUMBER()" in sql for sql in asked) == 2
    assert not any('FROM "search_searchfacet"' in sql for sql in asked)


def test_a_phrase_that_the_filters_hide_is_not_looked_for_as_words(
    client: Client, roads: SimpleNamespace
) -> None:
    assert names(items(client, q='"пътят до"')) == ["Пътят до селото"]
    assert names(items(client, q='"пътят до"', kind="news.newspage")) == []
    assert len(items(client, q='"пътят през"', kind="news.newspage")) == 2


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("", 200),
        ("q=", 200),
        ("q=%01%0b%ef%bf%be", 200),
        ("q=парк%0b<script>&kind=nothing&year=x&order=x&page=x", 200),
        ("q=%00", 400),
        ("q=%ed%a0%80", 200),
        ("q=" + "я" * 9_000, 200),
    ],
)
def test_odd_addresses_give_a_feed_or_a_clear_answer(
    query: str, status: int, client: Client, home: Page
) -> None:
    answer = client.get(f"/bg/search/feed/?{query}")
    assert answer.status_code == status
    if status == 200:
        assert not entries_of(answer.content)


def test_what_xml_cannot_hold_breaks_no_feed(client: Client, roads: SimpleNamespace) -> None:
    NewsPageFactory(parent=roads.news, title="Път\x0b към\x01 <селото>", slug="x")
    assert "Път  към  <селото>" in names(items(client, q="път"))


def test_caches_keep_it_and_programs_ask_whether_it_changed(
    client: Client, roads: SimpleNamespace
) -> None:
    first = client.get("/bg/search/feed/?q=път")
    assert first.headers["Cache-Control"] == "public, max-age=900"
    assert "Last-Modified" not in first.headers
    known = {"If-None-Match": first.headers["ETag"]}
    assert client.get("/bg/search/feed/?q=път", headers=known).status_code == 304
    NewsPageFactory(parent=roads.news, title="Още един път", date=date(2026, 5, 2))
    assert client.get("/bg/search/feed/?q=път", headers=known).status_code == 200
    assert client.post("/bg/search/feed/?q=път").status_code == 405


def test_the_page_of_results_leads_to_it(client: Client, roads: SimpleNamespace) -> None:
    answer = client.get("/bg/search/?q=път&kind=news.newspage&order=date&page=1")
    soup = BeautifulSoup(answer.content, "html.parser")
    in_head = soup.select_one("head link[href*='/search/feed/']")
    visible = soup.select_one("main a[href*='/search/feed/']")
    assert in_head["href"] == visible["href"]
    assert parse_qs(urlsplit(visible["href"]).query) == {"q": ["път"], "kind": ["news.newspage"]}
    assert len(items(client, q="път", kind="news.newspage")) == 2


def test_the_database_answers_when_elasticsearch_does_not(
    client: Client, roads: SimpleNamespace, settings: Settings
) -> None:
    settings.ELASTICSEARCH_URL = "http://127.0.0.1:9"
    answer = client.get("/bg/search/feed/?q=път")
    assert len(entries_of(answer.content)) == 3
