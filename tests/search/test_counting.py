"""Searches are counted by their words and the day; nothing is kept of who searched."""

from datetime import timedelta
from io import StringIO
from threading import Event, Thread
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.db import DatabaseError
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from wagtail.contrib.search_promotions.models import Query, SearchPromotion

from search.usage import counting
from search.usage.models import ClickCount, QueryCount
from search.usage.texts import kept_form
from search.usage.writing import Pen
from tests.factories import NewsPageFactory
from zaedno.core.after import AnswerFirst
from zaedno.core.days import today

BROWSER = {"user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Firefox/128.0"}


@pytest.fixture
def hail(site_tree: SimpleNamespace) -> SimpleNamespace:
    """Two news items on one subject."""
    for n in range(2):
        NewsPageFactory(parent=site_tree.news, title=f"Градушка {n}")
    return site_tree


def ask(address: str, *, by: str = "192.0.2.1", **headers: str) -> None:
    client = Client(headers={**BROWSER, **headers}, REMOTE_ADDR=by)
    assert client.get(address).status_code == 200


def counted() -> list[tuple[str, str, int, int]]:
    rows = QueryCount.objects.order_by("text", "language")
    return list(rows.values_list("text", "language", "times", "results"))


def test_a_search_is_counted_by_its_words_language_and_day(hail: SimpleNamespace) -> None:
    ask("/bg/search/?q=„Градушка“!")
    ask("/bg/search/?q=градушка", by="192.0.2.2")
    ask("/en/search/?q=градушка")
    ask("/bg/search/?q=квазар")
    assert counted() == [("градушка", "bg", 2, 2), ("градушка", "en", 1, 2), ("квазар", "bg", 1, 0)]
    row = QueryCount.objects.get(text="градушка", language="bg")
    assert row.day == today()
    assert len(row.shown) == 2


def test_one_reader_counts_once_a_day(hail: SimpleNamespace) -> None:
    for _ in range(3):
        ask("/bg/search/?q=градушка")
        ask("/bg/search/?q=Градушка ")
    assert counted() == [("градушка", "bg", 1, 2)]


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("/bg/search/?q=", id="nothing"),
        pytest.param("/bg/search/?q=...", id="no words"),
        pytest.param("/bg/search/?q=градушка&kind=news.newspage", id="narrowed"),
        pytest.param("/bg/search/?q=" + "градушка " * 20, id="very long"),
        pytest.param("/bg/search/?q=ivan@example.org", id="mail address"),
        pytest.param("/bg/search/?q=ivan @ example.org", id="nearly a mail address"),
        pytest.param("/bg/search/?q=Иванов 0888 123 456", id="telephone"),
        pytest.param("/bg/search/?q=8001010008", id="personal number"),
        pytest.param("/bg/search/?q=800101 00 09", id="personal number with a mistake"),
        pytest.param("/bg/search/?q=BG80BNBG96611020345678", id="bank account"),
        pytest.param("/bg/search/?q=BG80 BNBG\u00a09661–1020 3456 78", id="pasted account"),
        pytest.param("/bg/search/?q=760203–1234", id="personal number with a dash"),
        pytest.param("/bg/search/?q=760204\u00a01235", id="personal number from a document"),
        pytest.param("/bg/search/?q=760206\u200b1237", id="personal number with a hidden sign"),
        pytest.param("/bg/search/?q=76,02_08:12·39", id="personal number in pieces"),
        pytest.param('/bg/search/?q="0889" "123" "458"', id="telephone in quotes"),
        pytest.param("/bg/search/?q=0889\u202f123–458", id="telephone from a document"),
        pytest.param("/bg/search/?q=ivan＠example.org", id="mail address in wide letters"),
    ],
)
def test_what_may_be_somebodys_or_says_nothing_is_not_kept(
    address: str, hail: SimpleNamespace
) -> None:
    ask(address)
    assert counted() == []


@pytest.mark.parametrize(
    "text",
    ["решение № 123", "чл. 26, ал. 5", "план 2021-2027", "12.03.2025 протокол", "бюджет 2024 2025"],
)
def test_numbers_of_acts_and_years_are_nobodys(text: str) -> None:
    assert kept_form(text)


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param({"user-agent": "Mozilla/5.0 (compatible; Googlebot/2.1)"}, id="crawler"),
        pytest.param({"user-agent": "python-requests/2.32"}, id="program"),
        pytest.param({"user-agent": ""}, id="no name"),
        pytest.param({"sec-purpose": "prefetch"}, id="ahead of the reader"),
    ],
)
def test_machines_are_not_counted(headers: dict[str, str], hail: SimpleNamespace) -> None:
    ask("/bg/search/?q=градушка", **headers)
    assert counted() == []


def test_later_pages_of_the_list_are_not_counted(site_tree: SimpleNamespace) -> None:
    for n in range(11):
        NewsPageFactory(parent=site_tree.news, title=f"Градушка {n}")
    ask("/bg/search/?q=градушка&page=2")
    assert counted() == []


def test_a_days_counts_have_an_end(hail: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "MOST_TEXTS_A_DAY", 1)
    ask("/bg/search/?q=градушка")
    ask("/bg/search/?q=квазар")
    ask("/bg/search/?q=градушка", by="192.0.2.2")
    assert counted() == [("градушка", "bg", 2, 2)]


def test_one_sender_cannot_fill_the_table(hail: SimpleNamespace) -> None:
    for n in range(70):
        ask(f"/bg/search/?q=дума{n}")
    assert QueryCount.objects.count() == 60


def test_a_search_that_shows_a_recommendation_counts_for_it(hail: SimpleNamespace) -> None:
    query = Query.get("градушка")
    SearchPromotion.objects.create(query=query, page=hail.standard)
    ask("/bg/search/?q=градушки")
    assert query.hits == 1


def test_counting_costs_two_queries(
    hail: SimpleNamespace, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    found = counting.Counted("градушка", "bg", today(), 2, [1, 2])
    counting._write_search(found)
    with django_assert_num_queries(3):  # a savepoint, the row, the end of the savepoint
        counting._write_search(found)


def test_who_finds_another_writing_does_not_wait() -> None:
    written: list[int] = []
    started, go_on = Event(), Event()

    def write(number: int) -> None:
        started.set()
        go_on.wait(5)
        written.append(number)

    pen = Pen(write)
    first = Thread(target=pen.add, args=(1,))
    first.start()
    assert started.wait(5)
    pen.add(2)
    assert written == []
    go_on.set()
    first.join(5)
    assert written == [1, 2]


def test_a_database_that_takes_nothing_costs_the_counts_only() -> None:
    def fail(number: int) -> None:
        raise DatabaseError

    pen = Pen(fail)
    pen.add(1)
    pen.add(2)


def test_the_reader_has_the_answer_before_it_is_counted(db: None) -> None:
    done: list[str] = []
    answer = AnswerFirst("резултати", then=lambda: done.append("counted"))
    assert done == []
    answer.close()
    assert done == ["counted"]


def test_clicks_of_texts_that_are_forgotten_are_forgotten_too(db: None) -> None:
    month_ago = today() - timedelta(days=40)
    key = {"text": "данък", "language": "bg", "day": month_ago}
    QueryCount.objects.create(**key, times=2)
    ClickCount.objects.create(**key, rank=1)
    call_command("expire_personal_data", stdout=StringIO())
    assert not QueryCount.objects.exists()
    assert not ClickCount.objects.exists()
