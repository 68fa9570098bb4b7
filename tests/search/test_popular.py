"""What many readers search for is suggested to others, unless it should not be said."""

from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Page

from search.usage.models import PopularQuery, QueryCount
from search.usage.popular import popular_beginning, renew_popular_queries
from tests.factories import NewsIndexPageFactory, NewsPageFactory
from zaedno.comments.models import ModerationSettings
from zaedno.core.days import today


@pytest.fixture
def taxes(home: Page) -> SimpleNamespace:
    """A page about taxes, so that its words are published."""
    news = NewsIndexPageFactory(parent=home, title="Съобщения")
    page = NewsPageFactory(parent=news, title="Местни данъци и такси за Иван Петров")
    return SimpleNamespace(home=home, news=news, page=page)


def asked(text: str, *times: int, results: int = 1, language: str = "bg") -> None:
    """Readers by day, today first."""
    for days, number in enumerate(times):
        QueryCount.objects.create(
            text=text,
            language=language,
            day=today() - timedelta(days=days),
            times=number,
            results=results,
        )


def beginning(typed: str, language: str = "bg") -> list[str]:
    renew_popular_queries()
    return popular_beginning(typed.split(), language=language, limit=3)


def test_what_three_readers_asked_on_each_of_two_days_is_suggested(taxes: SimpleNamespace) -> None:
    asked("местни данъци", 3, 1, 3)
    assert beginning("мест") == ["местни данъци"]
    assert beginning("дан") == ["местни данъци"]
    assert beginning("местни дан") == ["местни данъци"]
    assert beginning("ъци") == []
    assert beginning("мест", language="en") == []


@pytest.mark.parametrize(
    ("times", "results"),
    [
        pytest.param((50,), 3, id="on one day only"),
        pytest.param((50, 2), 3, id="by three readers on one day only"),
        pytest.param((1,) * 30, 3, id="by one reader, day after day"),
        pytest.param((4, 4), 0, id="without results"),
        pytest.param(((0,) * 91 + (4, 4)), 3, id="long ago"),
    ],
)
def test_what_is_not_so_popular_is_not(
    times: tuple[int, ...], results: int, taxes: SimpleNamespace
) -> None:
    asked("местни данъци", *times, results=results)
    assert beginning("мест") == []


def test_words_that_stand_in_nothing_published_are_not_suggested(taxes: SimpleNamespace) -> None:
    asked("местни крадци", 9, 9)
    assert beginning("мест") == []


def test_held_words_are_not_suggested(taxes: SimpleNamespace) -> None:
    settings = ModerationSettings.load()
    settings.held_words = "такси"
    settings.save()
    asked("местни такси", 9, 9)
    assert beginning("мест") == []


def test_what_was_typed_whole_is_no_suggestion(taxes: SimpleNamespace) -> None:
    asked("местни данъци", 9, 9)
    assert beginning("местни данъци") == []


def test_what_is_popular_no_more_is_forgotten(taxes: SimpleNamespace) -> None:
    asked("местни данъци", 9, 9)
    assert beginning("мест")
    taxes.page.unpublish()
    assert beginning("мест") == []
    assert not PopularQuery.objects.exists()


def test_the_staff_hide_one_for_good(taxes: SimpleNamespace, cms: Callable[..., Client]) -> None:
    asked("иван петров", 9, 9)
    assert beginning("иван") == ["иван петров"]
    row = PopularQuery.objects.get()
    cms("editor").post(f"/cms/site-search/suggested/edit/{row.pk}/", {"is_hidden": "on"})
    assert beginning("иван") == []
    QueryCount.objects.all().delete()
    renew_popular_queries()
    assert not PopularQuery.objects.exists(), "nothing of it is kept once nobody searches for it"


@pytest.mark.parametrize("ask", ["page", "api"])
def test_searches_stand_before_titles_and_say_what_they_are(
    ask: str, taxes: SimpleNamespace, client: Client
) -> None:
    asked("местни данъци", 9, 9)
    renew_popular_queries()
    address = {"page": "/bg/search/suggest/?q=мест", "api": "/api/v3/search/suggest/?q=мест"}[ask]
    search, page = client.get(address).json()["suggestions"]
    assert (search["title"], search["group"]) == ("местни данъци", "searches")
    assert search["url"].endswith(
        "/bg/search/?q=%D0%BC%D0%B5%D1%81%D1%82%D0%BD%D0%B8+%D0%B4%D0%B0%D0%BD%D1%8A%D1%86%D0%B8"
    )
    assert (page["title"], page["group"]) == (taxes.page.title, "results")


def test_there_are_eight_suggestions_at_most(taxes: SimpleNamespace, client: Client) -> None:
    for n in range(9):
        NewsPageFactory(parent=taxes.news, title=f"Местни новини {n}")
        asked(f"местни {'данъци ' * (n + 1)}".strip(), 9, 9)
    renew_popular_queries()
    found: list[dict[str, Any]] = client.get("/bg/search/suggest/?q=мест").json()["suggestions"]
    assert [each["group"] for each in found] == ["searches"] * 3 + ["results"] * 5


def test_suggestions_cost_the_same_however_much_is_popular(
    taxes: SimpleNamespace, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    def cost() -> int:
        renew_popular_queries()
        client.get("/bg/search/suggest/?q=мест")
        with django_assert_max_num_queries(8) as made:
            client.get("/bg/search/suggest/?q=мест")
        return len(made)

    asked("местни данъци", 9, 9)
    one = cost()
    for n in range(2, 9):
        asked(f"местни {'такси ' * n}".strip(), 9, 9)
    assert cost() == one
