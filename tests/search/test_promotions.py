"""Promoted results: above all others, in the reader's language, and never what is not public."""

from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from wagtail.contrib.search_promotions.models import Query, SearchPromotion
from wagtail.models import Page, PageViewRestriction

from tests.factories import NewsPageFactory, StandardPageFactory
from tests.search.conftest import Search, titles


@pytest.fixture
def taxes(home: Page, locales: SimpleNamespace) -> SimpleNamespace:
    """A page on taxes in both languages, promoted for a word that does not stand in it."""
    page = StandardPageFactory(parent=home, title="Местни данъци и такси", lead="Срокове.")
    home_en = home.copy_for_translation(locales.en)
    home_en.save_revision().publish()
    english = page.copy_for_translation(locales.en)
    english.title, english.slug = "Local taxes", "local-taxes"
    english.save_revision().publish()
    english.refresh_from_db()
    return SimpleNamespace(home=home, page=page, english=english)


def promote(text: str, **what: object) -> SearchPromotion:
    return SearchPromotion.objects.create(query=Query.get(text), **what)


def promoted(search: Search, text: str, **scope: object) -> list[str]:
    return [found.title for found in search(text, **scope).promoted]


def test_a_promoted_page_stands_above_the_results(
    either_backend: str, taxes: SimpleNamespace, search: Search
) -> None:
    NewsPageFactory(parent=taxes.home, title="Десятък върху кучетата")
    promote("десятък", page=taxes.page)
    answer = search("десятък")
    assert titles(answer) == ["Десятък върху кучетата"]
    (found,) = answer.promoted
    assert (found.title, found.text) == ("Местни данъци и такси", "Срокове.")
    assert found.url == taxes.page.url


def test_a_promotion_leads_to_the_translation_in_the_language_of_the_reader(
    either_backend: str, taxes: SimpleNamespace, search: Search
) -> None:
    promote("tax", page=taxes.page)
    assert promoted(search, "tax", language="en") == ["Local taxes"]
    assert promoted(search, "tax", language="bg") == ["Местни данъци и такси"]
    taxes.english.unpublish()
    assert promoted(search, "tax", language="en") == ["Местни данъци и такси"]


@pytest.mark.parametrize("typed", ["Десятъци", "десятъка", "„десятък“", " ДЕСЯТЪК!"])
def test_the_same_words_in_any_form_are_the_same_query(
    typed: str, taxes: SimpleNamespace, search: Search
) -> None:
    promote("десятък", page=taxes.page)
    assert promoted(search, typed) == ["Местни данъци и такси"]


@pytest.mark.parametrize("typed", ["сгради десятък", "desyatak sgradi", "десятък за сгради"])
def test_a_promotion_is_for_the_words_in_any_order_and_as_they_were_understood(
    typed: str, either_backend: str, taxes: SimpleNamespace, search: Search
) -> None:
    NewsPageFactory(parent=taxes.home, title="Десятък от всички сгради")
    promote("десятък сгради", page=taxes.page)
    assert promoted(search, typed) == ["Местни данъци и такси"]


def test_other_words_are_another_query(taxes: SimpleNamespace, search: Search) -> None:
    promote("десятък", page=taxes.page)
    assert promoted(search, "десятък сгради") == []


@pytest.mark.parametrize("hide", ["unpublish", "restrict", "delete"])
def test_what_is_not_public_is_not_promoted(
    hide: str, either_backend: str, taxes: SimpleNamespace, search: Search
) -> None:
    taxes.english.unpublish()
    promote("десятък", page=taxes.page)
    if hide == "restrict":
        PageViewRestriction.objects.create(page=taxes.page, restriction_type="login")
    else:
        getattr(taxes.page, hide)()
    assert promoted(search, "десятък") == []


def test_a_link_outside_is_promoted_by_its_text(taxes: SimpleNamespace, search: Search) -> None:
    promote(
        "десятък",
        external_link_url="https://nap.example/",
        external_link_text="Национална агенция",
        description="За данъците на държавата.",
    )
    (found,) = search("десятък").promoted
    assert (found.title, found.url) == ("Национална агенция", "https://nap.example/")
    assert found.text == "За данъците на държавата."


def test_a_link_that_no_browser_opens_as_a_page_is_not_shown(
    taxes: SimpleNamespace, search: Search
) -> None:
    promote("десятък", external_link_url="ftp://nap.example/", external_link_text="Файлове")
    assert promoted(search, "десятък") == []


def test_promotions_stand_in_the_order_of_the_editor_and_before_the_first_results_only(
    taxes: SimpleNamespace, search: Search
) -> None:
    NewsPageFactory(parent=taxes.home, title="Налог")
    promote("десятък", page=taxes.page, sort_order=1)
    link = {"external_link_url": "https://nap.example/", "external_link_text": "Агенция"}
    promote("десятък", sort_order=0, **link)
    assert promoted(search, "десятък") == ["Агенция", "Местни данъци и такси"]
    assert promoted(search, "десятък", offset=10) == []
    assert promoted(search, "десятък", filters={"kind": frozenset({"news.newspage"})}) == []


def test_the_page_of_results_says_that_it_is_recommended(
    client: Client, taxes: SimpleNamespace
) -> None:
    promote("десятък", page=taxes.page, description="<b>Срокове</b>")
    soup = BeautifulSoup(client.get("/bg/search/?q=десятък").content, "html.parser")
    (found,) = soup.select(".promoted li")
    assert "Препоръчано" in found.get_text()
    assert "<b>Срокове</b>" in found.get_text()
    assert found.select_one("h2 a")["href"] == taxes.page.url
    assert soup.select_one("[role=status]").get_text().startswith("0 ")


def test_programs_get_them_too(client: Client, taxes: SimpleNamespace) -> None:
    promote("tax", page=taxes.page)
    (found,) = client.get("/api/v3/search/?q=tax&locale=en").json()["promoted"]
    assert found["title"] == "Local taxes"
    assert found["url"].endswith(taxes.english.url)
    assert (found["locale"], found["text"]) == ("en", "Срокове.")


def test_promotions_cost_the_same_however_many_there_are(
    client: Client, taxes: SimpleNamespace, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    def cost() -> int:
        client.get("/bg/search/?q=десятък")
        with django_assert_max_num_queries(18) as made:
            client.get("/bg/search/?q=десятък")
        return len(made)

    promote("десятък", page=taxes.page)
    one = cost()
    for n in range(4):
        other = StandardPageFactory(parent=taxes.home, title=f"Данъци {n}")
        promote("десятък", page=other)
        promote(f"друго {n}", page=other)
    assert cost() == one
