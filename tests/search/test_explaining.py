"""The staff see why a result stands where it stands, on either backend."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings
from wagtail.models import Page

from search.backends.base import Scope
from search.backends.explanation import How, Where
from search.explaining import ExplainedSearch, explain
from search.models import SynonymGroup
from tests.factories import ConsultationPageFactory, NewsIndexPageFactory, NewsPageFactory
from tests.search.conftest import Search, refresh_index, titles
from zaedno.users.enums import RoleName

PAGE = "/cms/site-search/explain/"
READERS_OF_REPORTS = {"administrator", "editor", "communications", "analyst"}


@pytest.fixture
def park(home: Page, either_backend: str) -> SimpleNamespace:
    """Three news items with the same word in different places."""
    news = NewsIndexPageFactory(parent=home, title="Съобщения")
    NewsPageFactory(parent=news, title="Ремонт на парка", lead="Нови дървета.")
    NewsPageFactory(parent=news, title="Нови дървета", lead="Засадени са в парка.")
    NewsPageFactory(parent=news, title="Градушка", lead="Паднала е нощес.")
    refresh_index()
    return SimpleNamespace(backend=either_backend, news=news)


def reasons(text: str, park: SimpleNamespace, language: str | None = "bg") -> ExplainedSearch:
    return explain(text, Scope(language=language), backend=park.backend)


def test_results_stand_as_readers_see_them_and_their_parts_make_the_score(
    park: SimpleNamespace, search: Search
) -> None:
    found = reasons("ремонт парк дървета", park)
    assert [each.hit.entry.title for each in found.hits] == titles(search("ремонт парк дървета"))
    scores = [each.explanation.score for each in found.hits]
    assert scores == sorted(scores, reverse=True)
    for each in found.hits:
        parts = each.explanation.parts
        assert sum(part.value for part in parts) == pytest.approx(each.explanation.score, abs=0.05)
        assert parts == sorted(parts, key=lambda part: -part.value)


def test_each_part_says_which_word_where_and_how_rare(park: SimpleNamespace) -> None:
    first, second = reasons("паркове", park).hits
    words = {part.words for part in first.explanation.parts if part.how == How.FORM}
    assert words == {"паркове"}
    places = {where for part in first.explanation.parts for where in part.where}
    assert Where.TITLE in places
    places = {where for part in second.explanation.parts for where in part.where}
    assert Where.TITLE not in places
    assert Where.LEAD in places
    assert {part.entries for part in first.explanation.parts if part.entries} <= {1, 2}


def test_how_a_query_was_understood_is_told(park: SimpleNamespace) -> None:
    lines = [words for _, words in reasons("ремотн „на парка“", park).understood]
    assert "ремонт на парка" in lines
    assert "на парка" in lines


def test_other_words_for_the_same_are_told(park: SimpleNamespace) -> None:
    SynonymGroup.objects.create(expression="овощна градина", others="парк")
    found = reasons("овощна градина", park)
    assert "овощна градина: парк" in [words for _, words in found.understood]
    told = [part for part in found.hits[0].explanation.parts if part.how == How.WORDING]
    assert {part.words for part in told} == {"парк"}
    assert Where.TITLE in told[0].where


def test_what_is_open_and_what_is_new_is_told(
    park: SimpleNamespace, site_tree: SimpleNamespace
) -> None:
    ConsultationPageFactory(parent=site_tree.consultations, title="Ремонт на парка")
    refresh_index()
    told = {
        each.hit.kind: {part.how for part in each.explanation.parts}
        for each in reasons("ремонт на парка", park).hits
    }
    assert How.OPEN in told["consultations.consultationpage"]
    assert How.NEW in told["news.newspage"]
    assert How.OPEN not in told["news.newspage"]


def test_a_result_in_another_language_says_that_it_comes_after(park: SimpleNamespace) -> None:
    assert all(each.in_language for each in reasons("парк", park).hits)
    in_english = reasons("парк", park, language="en")
    assert not any(each.in_language for each in in_english.hits)
    assert all(each.explanation.score < 500 for each in in_english.hits)
    assert all(each.explanation.score < 500 for each in reasons("парк", park).hits)


@pytest.mark.parametrize("text", ["", "...", '""', "AND", "квазар", "a" * 300, "парк " * 60])
def test_any_text_has_a_page(text: str, park: SimpleNamespace, cms: Callable[..., Client]) -> None:
    answer = cms("editor").get(PAGE, {"q": text, "backend": park.backend})
    assert answer.status_code == 200


def test_the_page_says_it_in_words(park: SimpleNamespace, cms: Callable[..., Client]) -> None:
    answer = cms("editor").get(PAGE, {"q": "ремонти", "reader": "bg", "backend": park.backend})
    soup = BeautifulSoup(answer.content, "html.parser")
    (result,) = soup.select(".zaedno-search__results > li")
    assert result.select_one("h3 a")["href"].endswith("/remont-na-parka/")
    row = result.select_one("tbody tr").get_text(" ", strip=True)
    assert "ремонти" in row
    assert "във всяка форма" in row
    assert soup.select_one(".zaedno-search__understood dd").get_text() == "ремонти"


def test_filters_narrow_here_too(park: SimpleNamespace, cms: Callable[..., Client]) -> None:
    chosen = {"q": "парк", "kind": "section", "backend": park.backend}
    soup = BeautifulSoup(cms("editor").get(PAGE, chosen).content, "html.parser")
    assert not soup.select(".zaedno-search__results > li")
    assert soup.select_one(".zaedno-search__filters[open] p a")


def test_what_is_not_public_is_not_explained(
    park: SimpleNamespace, cms: Callable[..., Client]
) -> None:
    for page in park.news.get_children():
        page.specific.unpublish()
    assert reasons("парк", park).hits == []


@pytest.mark.parametrize("role", RoleName.values)
def test_the_pages_are_for_those_who_work_on_search(role: str, cms: Callable[..., Client]) -> None:
    client = cms(role)
    names = ("explain", "queries", "not-found", "followed", "places", "never-followed")
    answers = {client.get(f"/cms/site-search/{name}/").status_code for name in names}
    assert answers == ({200} if role in READERS_OF_REPORTS else {302})


def test_a_visitor_sees_none_of_it(client: Client, db: None) -> None:
    assert client.get(PAGE, {"q": "парк"}).status_code == 302


def test_a_node_that_is_away_is_told(cms: Callable[..., Client], settings: Settings) -> None:
    settings.ELASTICSEARCH_URL = "http://127.0.0.1:9"
    answer = cms("editor").get(PAGE, {"q": "парк"})
    assert answer.status_code == 200
    assert "Elasticsearch не отговаря" in answer.content.decode()


def test_the_page_costs_the_same_for_one_result_and_for_many(
    home: Page, cms: Callable[..., Client], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = cms("editor")

    def cost() -> int:
        client.get(PAGE, {"q": "градушка"})
        with django_assert_max_num_queries(30) as made:
            client.get(PAGE, {"q": "градушка"})
        return len(made)

    NewsPageFactory(parent=home, title="Градушка")
    one = cost()
    for n in range(9):
        NewsPageFactory(parent=home, title=f"Градушка {n}")
    assert cost() == one
