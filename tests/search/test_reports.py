"""Reports on search: what is searched for and not found, and what is followed."""

import csv
from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO, StringIO
from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from search.models import SearchEntry
from search.usage import figures
from search.usage.figures import Period
from search.usage.models import ClickCount, QueryCount
from tests.factories import NewsPageFactory
from zaedno.core.days import today

REPORTS = "/cms/site-search/"


@pytest.fixture
def month(db: None) -> Period:
    """The last thirty days, in every language."""
    return Period(today() - timedelta(days=30), today())


def searched(
    text: str,
    times: int,
    *,
    results: int = 0,
    day: date | None = None,
    language: str = "bg",
    shown: list[int] | None = None,
) -> None:
    QueryCount.objects.create(
        text=text,
        language=language,
        day=day or today(),
        times=times,
        results=results,
        shown=shown or [],
    )


def followed(text: str, rank: int, times: int, entry: SearchEntry | None = None) -> None:
    ClickCount.objects.create(
        text=text, language="bg", day=today(), rank=rank, times=times, entry=entry
    )


def test_the_most_frequent_come_first_and_rare_ones_are_not_shown(month: Period) -> None:
    yesterday = today() - timedelta(days=1)
    searched("данък", 2, results=4)
    searched("данък", 3, results=5, day=yesterday)
    searched("градушка", 9, results=1)
    for days in range(5):
        # Who is counted twice is known for a day only: this may be one person.
        searched("иван петров", 2, results=1, day=today() - timedelta(days=days))
    found = figures.frequent_queries(month)
    assert [(f.text, f.searches, f.results) for f in found] == [
        ("градушка", 9, 1),
        ("данък", 5, 4),
    ]


def test_a_report_is_about_its_days_and_its_language(month: Period) -> None:
    searched("данък", 5, results=1, day=today() - timedelta(days=40))
    searched("tax", 5, results=1, language="en")
    assert [f.text for f in figures.frequent_queries(month)] == ["tax"]
    bulgarian = Period(month.since - timedelta(days=30), month.until, "bg")
    assert [f.text for f in figures.frequent_queries(bulgarian)] == ["данък"]


def test_what_is_found_by_now_is_no_search_without_results(month: Period) -> None:
    yesterday = today() - timedelta(days=1)
    searched("такса смет", 3, day=yesterday)
    searched("такса смет", 3, results=2)
    searched("зъболекар", 3, day=yesterday, results=1)
    searched("зъболекар", 3)
    assert [f.text for f in figures.queries_without_results(month)] == ["зъболекар"]


def test_each_place_has_its_share(month: Period) -> None:
    searched("данък", 10, results=2)
    searched("градушка", 10, results=1)
    followed("данък", 1, 4)
    followed("данък", 2, 5)
    followed("градушка", 1, 1)
    first, second, third = figures.places(month)[:3]
    assert (first.shown, first.clicks, first.share) == (20, 5, 25.0)
    assert (second.shown, second.clicks, second.share) == (10, 5, 50.0)
    assert (third.shown, third.share) == (0, 0.0)


def test_each_query_has_its_mean_place(month: Period) -> None:
    searched("данък", 10, results=3)
    searched("градушка", 5, results=3)
    followed("данък", 1, 3)
    followed("данък", 3, 1)
    taxes, hail = figures.followed_queries(month)
    assert (taxes.clicks, taxes.share, taxes.mean_rank) == (4, 40.0, 1.5)
    assert (hail.clicks, hail.mean_rank) == (0, None)


def test_results_that_nobody_follows_are_named_while_they_are_public(
    site_tree: SimpleNamespace, tasks_at_once: None, month: Period
) -> None:
    pages = [NewsPageFactory(parent=site_tree.news, title=f"Градушка {n}") for n in range(3)]
    entries = [SearchEntry.objects.get(object_id=page.pk) for page in pages]
    searched("градушка", 6, results=3, shown=[entry.pk for entry in entries])
    searched("рядко", 3, results=1, shown=[entries[1].pk])
    followed("градушка", 1, 2, entries[0])
    found = figures.never_followed(month)
    assert [(f.text, f.title, f.rank, f.shown) for f in found] == [
        ("градушка", "Градушка 1", 2, 6),
        ("градушка", "Градушка 2", 3, 6),
    ]
    pages[1].unpublish()
    assert [f.title for f in figures.never_followed(month)] == ["Градушка 2"]


def test_reports_cost_the_same_however_much_was_searched(
    cms: Callable[..., Client],
    site_tree: SimpleNamespace,
    tasks_at_once: None,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    client = cms("analyst")
    page = NewsPageFactory(parent=site_tree.news)
    entry = SearchEntry.objects.get(object_id=page.pk)

    def costs() -> list[int]:
        found = []
        for name in ("queries", "not-found", "followed", "places", "never-followed"):
            client.get(f"{REPORTS}{name}/")
            with django_assert_max_num_queries(20) as made:
                assert client.get(f"{REPORTS}{name}/").status_code == 200
            found.append(len(made))
        return found

    for found in (0, 1):
        searched(f"дума{found}", 5, results=found, shown=[entry.pk])
    few = costs()
    for n in range(2, 60):
        searched(f"дума{n}", 5, results=n % 2, shown=[entry.pk])
        followed(f"дума{n}", 1, 1)
    assert costs() == few


def test_from_a_search_without_results_one_goes_to_a_remedy(cms: Callable[..., Client]) -> None:
    searched("зъболекар", 4)
    answer = cms("editor").get(f"{REPORTS}not-found/")
    soup = BeautifulSoup(answer.content, "html.parser")
    row = soup.select_one("tbody tr")
    assert row.select_one("th").get_text(strip=True) == "зъболекар"
    links = [link["href"] for link in row.select("td a")]
    assert any(link.startswith("/cms/searchpicks/add/?query=") for link in links)
    (synonym,) = [link for link in links if "/synonymgroup/add/" in link]
    page = BeautifulSoup(cms("editor").get(synonym).content, "html.parser")
    assert page.select_one("input[name=expression]")["value"] == "зъболекар"
    analyst = BeautifulSoup(cms("analyst").get(f"{REPORTS}not-found/").content, "html.parser")
    assert not analyst.select("tbody td a")


def test_a_report_comes_as_a_spreadsheet_too(cms: Callable[..., Client]) -> None:
    searched("данък", 4, results=2)
    client = cms("analyst")
    answer = client.get(f"{REPORTS}queries/?export=csv")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    heading, row = csv.reader(StringIO(text))
    assert heading[0] == "Какво се търси"
    assert row == ["данък", "Български", "4", "2"]
    answer = client.get(f"{REPORTS}queries/?export=xlsx")
    book = load_workbook(BytesIO(b"".join(answer.streaming_content)))
    assert [cell.value for cell in list(book.active.rows)[1]] == ["данък", "Български", 4, 2]


@pytest.mark.parametrize(
    "query", ["since=x", "until=99.99.9999", "language=xx", "p=x", "p=99", "export=exe", "since="]
)
def test_odd_addresses_show_a_report(query: str, cms: Callable[..., Client]) -> None:
    assert cms("analyst").get(f"{REPORTS}queries/?{query}").status_code == 200


def test_days_are_chosen_as_the_calendar_writes_them(cms: Callable[..., Client]) -> None:
    searched("данък", 4, results=2, day=date(2026, 1, 15))
    client = cms("analyst")
    chosen = client.get(f"{REPORTS}queries/?since=01.01.2026&until=31.01.2026")
    assert "данък" in BeautifulSoup(chosen.content, "html.parser").select_one("tbody").get_text()
    assert not BeautifulSoup(
        client.get(f"{REPORTS}queries/?since=01.02.2026&until=02.02.2026").content, "html.parser"
    ).select("tbody")
