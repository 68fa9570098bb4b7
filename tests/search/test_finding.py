"""What both backends promise: the same tests run on each."""

from types import SimpleNamespace

import pytest
from wagtail.documents import get_document_model
from wagtail.models import Page

from search import services
from search.drift import find_drift
from tests.factories import (
    NewsIndexPageFactory,
    NewsPageFactory,
    PolicyIndexPageFactory,
    PolicyPageFactory,
    RulesIndexPageFactory,
    RulesPageFactory,
    StandardPageFactory,
    articles,
    paragraphs,
)
from tests.search.conftest import Search, refresh_index, titles

pytestmark = pytest.mark.usefixtures("either_backend")


@pytest.fixture
def pages(home: Page, either_backend: str) -> SimpleNamespace:
    """Some pages with distinct words, and no others."""
    acts = RulesIndexPageFactory(parent=home, title="Актове")
    reports = NewsIndexPageFactory(parent=home, title="Новини")
    policies = PolicyIndexPageFactory(parent=home, title="Политики")
    rules = RulesPageFactory(
        parent=acts,
        title="Правилник за работата на обществения съвет",
        text=articles("Заседанията са открити за гражданите.", "Протоколите се публикуват."),
    )
    news = NewsPageFactory(
        parent=reports,
        title="Заседание на комисията",
        body=paragraphs("Обсъден бе правилникът за работата на съвета по младежта."),
    )
    park = NewsPageFactory(parent=reports, title="Ремонт на парка", lead="Нови дървета.")
    policy = PolicyPageFactory(parent=policies, title="План за младежта")
    get_document_model().objects.create(title="Протокол от заседание", file="protokol.pdf")
    get_document_model().objects.create(
        title="Minutes of the park meeting", language="en", file="minutes.pdf"
    )
    return SimpleNamespace(rules=rules, news=news, park=park, policy=policy)


@pytest.mark.parametrize(
    ("query", "first"),
    [
        pytest.param("правилници", "Правилник за работата на обществения съвет", id="plural"),
        pytest.param("ПРАВИЛНИКЪТ", "Правилник за работата на обществения съвет", id="article"),
        pytest.param("комисии", "Заседание на комисията", id="plural of -ия"),
        pytest.param("парковете", "Ремонт на парка", id="plural with article"),
        pytest.param("ремонтите в парк", "Ремонт на парка", id="two words"),
        pytest.param("пaрк", "Ремонт на парка", id="Latin a in a Cyrillic word"),
        pytest.param("park remont", "Ремонт на парка", id="in Latin letters"),
        pytest.param("ремотн", "Ремонт на парка", id="typing mistake"),
        pytest.param("обществения съвет зелени динозаври", "Правилник за работата на обществения"
                     " съвет", id="not every word has to be there"),
        pytest.param('"съвета по младежта"', "Заседание на комисията", id="phrase"),
        pytest.param("meetings", "Minutes of the park meeting", id="English plural"),
    ],
)  # fmt: skip
def test_what_is_found_first(
    query: str, first: str, pages: SimpleNamespace, search: Search
) -> None:
    assert titles(search(query))[0] == first


def test_the_title_counts_more_than_the_text(pages: SimpleNamespace, search: Search) -> None:
    found = titles(search("правилник работа съвет"))
    assert found.index("Правилник за работата на обществения съвет") < found.index(
        "Заседание на комисията"
    )


def test_a_phrase_leaves_out_what_has_only_its_words(
    pages: SimpleNamespace, search: Search
) -> None:
    assert titles(search('"заседание на комисията"')) == ["Заседание на комисията"]


def test_a_phrase_that_stands_nowhere_is_looked_for_as_words(
    pages: SimpleNamespace, search: Search
) -> None:
    assert "Ремонт на парка" in titles(search('"парка на ремонт"'))


def test_the_language_of_the_reader_comes_first(pages: SimpleNamespace, search: Search) -> None:
    bulgarian = [hit.language for hit in search("park парк", language="bg").hits]
    english = [hit.language for hit in search("park парк", language="en").hits]
    assert bulgarian == sorted(bulgarian)
    assert english == sorted(english, reverse=True)
    assert set(bulgarian) == set(english) == {"bg", "en"}


def test_kinds_are_counted_whatever_kinds_are_chosen(
    pages: SimpleNamespace, search: Search
) -> None:
    every = search("заседание")
    kinds = {"news.newspage": 1, "document": 1, "legal_text.rulespage": 1}
    assert every.facets["kind"] == kinds
    assert every.total == 3
    some = search("заседание", filters={"kind": frozenset({"document"})})
    assert titles(some) == ["Протокол от заседание"]
    assert some.facets["kind"] == kinds
    assert some.total == 1


def test_pages_of_the_list_hold_each_result_once(
    site_tree: SimpleNamespace, search: Search
) -> None:
    expected = {f"Градушка {n}" for n in range(7)}
    for title in expected:
        NewsPageFactory(parent=site_tree.news, title=title)
    lists = [titles(search("градушка", offset=n, limit=3)) for n in (0, 3, 6, 9)]
    assert [len(found) for found in lists] == [3, 3, 1, 0]
    assert {title for found in lists for title in found} == expected


def test_found_words_are_marked_and_markup_is_not_trusted(
    site_tree: SimpleNamespace, search: Search
) -> None:
    NewsPageFactory(
        parent=site_tree.news,
        title="<script>alert('парк')</script>",
        slug="script",
        lead="<img src=x onerror=alert(1)> в парка",
    )
    hit = search("парк").hits[0]
    assert hit.title_html == "&lt;script&gt;alert(&#x27;<mark>парк</mark>&#x27;)&lt;/script&gt;"
    assert "<img" not in hit.passage_html
    assert "в <mark>парка</mark>" in hit.passage_html


@pytest.mark.parametrize(
    "text",
    [
        '"', '""', "„", "AND OR NOT", "парк AND", "NEAR(парк)", "парк*", "*", "?", "title:парк",
        "парк^5", "парк~", "(((", ")", "парк -съвет", "+парк", "{", "[1 TO *]", "/парк/", "\\",
        "'; DROP TABLE search_searchentry; --", "%", "_", "😀", "парк 😀", "\u202eпарк",
        "a" * 10_000, "парк " * 2_000, "\n\t", "№ 123", "чл. 26, ал. 5", "𝕡𝕒𝕣𝕜", "ﬁ", "١٢٣", "中文",
    ],
    ids=range(35),
)  # fmt: skip
def test_any_text_has_an_answer(text: str, pages: SimpleNamespace, search: Search) -> None:
    answer = search(text)
    assert answer.total >= len(answer.hits)
    assert not answer.degraded
    refresh_index()
    services.suggest(text, language="bg")


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("Правил", "Правилник за работата на обществения съвет"),
        ("обществ", "Правилник за работата на обществения съвет"),
        ("работата об", "Правилник за работата на обществения съвет"),
        ("РЕМ", "Ремонт на парка"),
        ("пар", "Ремонт на парка"),
    ],
)
def test_suggestions_know_beginnings_of_words(
    typed: str, title: str, pages: SimpleNamespace
) -> None:
    refresh_index()
    assert [entry.title for entry in services.suggest(typed, language="bg")] == [title]


def test_suggestions_are_in_the_language_of_the_reader(pages: SimpleNamespace) -> None:
    refresh_index()
    assert [e.title for e in services.suggest("park", language="en")] == [
        "Minutes of the park meeting"
    ]
    assert services.suggest("minutes", language="bg") == []
    assert services.suggest("", language="bg") == []


def test_suggestions_are_few(site_tree: SimpleNamespace) -> None:
    for n in range(12):
        StandardPageFactory(parent=site_tree.home, title=f"Градушка {n}")
    refresh_index()
    assert len(services.suggest("градушка", language="bg")) == services.MOST_SUGGESTIONS


def test_after_all_that_search_is_in_step(pages: SimpleNamespace) -> None:
    pages.park.unpublish()
    assert not find_drift()
