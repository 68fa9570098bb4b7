"""Followed results are counted by query, result and place; nothing says who followed them."""

from types import SimpleNamespace
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.test import Client

from search.models import SearchEntry
from search.usage.models import ClickCount, QueryCount
from tests.factories import NewsPageFactory
from tests.search.test_counting import BROWSER, ask

ADDRESS = "/bg/search/followed/"
FROM_HERE = {**BROWSER, "sec-fetch-site": "same-origin"}


@pytest.fixture
def hail(site_tree: SimpleNamespace) -> SearchEntry:
    """A result that somebody searched for."""
    page = NewsPageFactory(parent=site_tree.news, title="Градушка")
    ask("/bg/search/?q=градушка")
    return SearchEntry.objects.get(object_id=page.pk)


def on_later_pages(site_tree: SimpleNamespace, *, results: int) -> list[int]:
    """Search for so many results; gives those that do not stand on the first page."""
    for number in range(results - 1):
        NewsPageFactory(parent=site_tree.news, title=f"Градушка {number}")
    ask("/bg/search/?q=градушка", by="192.0.2.9")
    found = SearchEntry.objects.filter(title__startswith="Градушка")
    later = found.exclude(pk__in=QueryCount.objects.get().shown)
    return list(later.order_by("pk").values_list("pk", flat=True))


def follow(by: str = "192.0.2.1", headers: Any = FROM_HERE, **sent: Any) -> int:
    client = Client(headers=headers, REMOTE_ADDR=by, enforce_csrf_checks=True)
    return client.post(ADDRESS, {"q": "Градушка", "rank": "1", **sent}).status_code


def counted() -> list[tuple[str, int, int | None, int]]:
    return list(ClickCount.objects.order_by("rank").values_list("text", "rank", "entry", "times"))


def results(address: str) -> Tag | None:
    soup = BeautifulSoup(Client().get(address).content, "html.parser")
    return soup.select_one("ol.result-list")


def test_a_followed_result_is_counted_by_query_place_and_result(hail: SearchEntry) -> None:
    assert follow(entry=hail.pk) == 204
    assert follow(entry=hail.pk, by="192.0.2.2") == 204
    assert counted() == [("градушка", 1, hail.pk, 2)]


def test_one_reader_counts_once_a_day_for_a_result(hail: SearchEntry) -> None:
    for _ in range(3):
        assert follow(entry=hail.pk) == 204
    assert counted() == [("градушка", 1, hail.pk, 1)]


def test_only_what_stood_in_a_place_is_counted_there(
    hail: SearchEntry, site_tree: SimpleNamespace
) -> None:
    other = SearchEntry.objects.get(object_id=site_tree.news.pk, part="")
    assert follow(entry=other.pk) == 204
    assert follow(entry=hail.pk, rank="2") == 204
    assert counted() == []


def test_one_reader_counts_once_a_day_for_a_place_of_a_later_page(
    hail: SearchEntry, site_tree: SimpleNamespace
) -> None:
    later = on_later_pages(site_tree, results=13)
    assert len(later) == 3
    for entry in later:
        assert follow(entry=entry, rank="12") == 204
    assert [(rank, times) for _text, rank, _entry, times in counted()] == [(12, 1)]
    assert follow(entry=later[-1], rank="14") == 204
    assert len(counted()) == 1, "there were thirteen results"


def test_one_reader_counts_a_result_once_a_day_wherever_it_is_said_to_stand(
    hail: SearchEntry, site_tree: SimpleNamespace
) -> None:
    later = on_later_pages(site_tree, results=31)[0]
    first = QueryCount.objects.get().shown[0]
    for rank in range(11, 21):
        assert follow(entry=first, rank=str(rank)) == 204
        assert follow(entry=later, rank=str(rank)) == 204
    assert counted() == [("градушка", 11, later, 1)]


def test_what_nobody_searched_for_is_not_counted(hail: SearchEntry) -> None:
    assert follow(entry=hail.pk, q="нещо друго") == 204
    assert follow(entry=hail.pk, q="ivan@example.org") == 204
    assert follow(entry=hail.pk + 1_000) == 204
    assert counted() == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"q": ""},
        {"q": " "},
        {"q": "a\x00"},
        {"q": "я" * 301},
        {"rank": "0"},
        {"rank": "101"},
        {"rank": "x"},
        {"rank": "-1"},
        {"entry": ""},
        {"entry": "9" * 30},
        {"entry": "1.5"},
    ],
    ids=str,
)
def test_what_no_page_of_ours_sends_is_refused(wrong: dict[str, str], hail: SearchEntry) -> None:
    assert follow(**{"entry": hail.pk, **wrong}) == 400
    assert counted() == []


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_another_site_counts_nothing_in_a_readers_name(site: str, hail: SearchEntry) -> None:
    assert follow(entry=hail.pk, headers={**BROWSER, "sec-fetch-site": site}) == 403
    assert counted() == []


def test_one_sender_has_a_limit(hail: SearchEntry) -> None:
    answers = [follow(entry=hail.pk) for _ in range(121)]
    assert answers[-2:] == [204, 429]


def test_only_posts_count(hail: SearchEntry) -> None:
    assert Client().get(ADDRESS).status_code == 405


def test_the_page_tells_its_script_what_to_send(hail: SearchEntry) -> None:
    found = results("/bg/search/?q=градушка")
    assert (found["data-followed-url"], found["data-query"]) == (ADDRESS, "градушка")
    assert found.select_one("li")["data-entry"] == str(hail.pk)


@pytest.mark.parametrize("narrowed", ["kind=news.newspage", "order=date"])
def test_places_under_filters_and_in_another_order_say_nothing(
    narrowed: str, hail: SearchEntry
) -> None:
    found = results(f"/bg/search/?q=градушка&{narrowed}")
    assert not found.has_attr("data-followed-url")
    assert not found.select_one("li").has_attr("data-entry")


def test_the_place_stays_counted_when_the_result_is_no_longer_public(hail: SearchEntry) -> None:
    follow(entry=hail.pk)
    SearchEntry.objects.filter(pk=hail.pk).delete()
    assert counted() == [("градушка", 1, None, 1)]
