from datetime import date
from types import SimpleNamespace
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from bs4 import BeautifulSoup, Tag
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries, Settings

from news.models import NewsPage
from search import services
from search.backends.base import Scope, SearchRequest
from search.models import SearchEntry
from search.views import PER_PAGE
from tests.factories import NewsPageFactory, RulesPageFactory
from zaedno.core.once import remembering
from zaedno.core.rate_limits import LIMITS


@pytest.fixture
def hail(site_tree: SimpleNamespace) -> SimpleNamespace:
    """Three news items and one act on one subject."""
    for n in range(3):
        NewsPageFactory(parent=site_tree.news, title=f"Градушка {n}", lead="Щети по лозята.")
    RulesPageFactory(parent=site_tree.rules, title="Правилник при градушка")
    return site_tree


def page(client: Client, address: str) -> BeautifulSoup:
    response = client.get(address)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def choice(soup: BeautifulSoup, value: str) -> Tag:
    """The link that chooses a value."""
    return next(link for link in soup.select(".facets__link") if value in link["href"])


def found(soup: BeautifulSoup) -> list[str]:
    return [link.get_text() for link in soup.select(".result__title a")]


def test_results_show_what_was_found_and_how_much(client: Client, hail: SimpleNamespace) -> None:
    soup = page(client, "/bg/search/?q=градушката")
    assert len(found(soup)) == 4
    assert soup.select_one("[role=status]").get_text().startswith("4 ")
    assert {mark.get_text() for mark in soup.select(".result mark")} == {"Градушка", "градушка"}
    assert soup.select_one("main input[name=q]")["value"] == "градушката"
    assert soup.select_one("meta[name=robots]")["content"] == "noindex"


def test_kinds_can_be_chosen_and_let_go(client: Client, hail: SimpleNamespace) -> None:
    soup = page(client, "/bg/search/?q=градушка&page=1")
    rules = choice(soup, "kind=legal_text.rulespage")
    assert rules.select_one(".facets__count").get_text() == "1"
    chosen = page(client, f"/bg/search/{rules['href']}")
    assert found(chosen) == ["Правилник при градушка"]
    chip = chosen.select_one(".chips__link")
    assert " ".join(chip.get_text().split()).endswith("Вид: Правила")
    for let_go in (chip, chosen.select_one(".facets__link[aria-current]")):
        assert "kind=" not in let_go["href"]
        assert len(found(page(client, f"/bg/search/{let_go['href']}"))) == 4


def test_several_filters_are_let_go_one_by_one_or_all_at_once(
    client: Client, hail: SimpleNamespace
) -> None:
    year = NewsPage.objects.first().date.year
    soup = page(client, f"/bg/search/?q=градушка&kind=news.newspage&year={year}&order=date")
    assert len(found(soup)) == 3
    *chips, without_any = soup.select(".chips__link")
    assert [len(found(page(client, f"/bg/search/{chip['href']}"))) for chip in chips] == [3, 3]
    assert len(found(page(client, f"/bg/search/{without_any['href']}"))) == 4
    assert "order=date" in without_any["href"]


def test_filters_and_order_stay_when_other_words_are_looked_for(
    client: Client, hail: SimpleNamespace
) -> None:
    year = str(NewsPage.objects.first().date.year)
    address = f"/bg/search/?q=друго&kind=news.newspage&year={year}&year=1&order=date&page=1&exact=1"
    fields = page(client, address).select("main form[role=search] input[type=hidden]")
    kept = {(field["name"], field["value"]) for field in fields}
    assert kept == {("kind", "news.newspage"), ("year", year), ("order", "date")}
    words = urlencode([("q", "градушка"), *kept])
    assert len(found(page(client, f"/bg/search/?{words}"))) == 3


def test_links_carry_nothing_that_was_not_understood(client: Client, hail: SimpleNamespace) -> None:
    sent = f"q={'градушка ' * 500}&kind=zq9&area=zq9&order=zq9&zq9=1&kind=news.newspage"
    soup = page(client, f"/bg/search/?{sent}")
    assert found(soup)
    links = [link["href"] for link in soup.select("[href]")]
    assert [link for link in links if "zq9" in link or len(link) > 3_000] == []
    assert any("kind=news.newspage" in link for link in links)
    english = soup.select_one(".languages__link[hreflang=en]")["href"]
    assert english.startswith("/en/search/?q=") and "kind=news.newspage" in english
    saving = page(client, "/bg/search/save/?q=градушка&kind=zq9&zq9=1")
    assert not [link["href"] for link in saving.select("[href]") if "zq9" in link["href"]]


def test_an_odd_address_stays_whole_in_the_switch_of_the_language(
    client: Client, site_tree: SimpleNamespace
) -> None:
    soup = BeautifulSoup(client.get("/bg/nyama%3Fx%23y/?z=1").content, "html.parser")
    links = [link["href"] for link in soup.select(".languages__link")]
    assert "/bg/nyama%3Fx%23y/?z=1" in links


def test_the_usual_order_and_no_filters_leave_the_box_as_it_was(
    client: Client, hail: SimpleNamespace
) -> None:
    soup = page(client, "/bg/search/?q=градушка&order=relevance")
    assert not soup.select("main form[role=search] input[type=hidden]")


def test_filters_under_which_nothing_is_found_can_be_let_go(
    client: Client, hail: SimpleNamespace
) -> None:
    soup = page(client, "/bg/search/?q=градушка&year=1999")
    assert found(soup) == []
    let_go = soup.select_one(".empty-state a")
    assert len(found(page(client, f"/bg/search/{let_go['href']}"))) == 4


def test_a_kind_that_does_not_exist_is_as_if_it_were_not_named(
    client: Client, hail: SimpleNamespace
) -> None:
    assert len(found(page(client, "/bg/search/?q=градушка&kind=auth.user"))) == 4


def test_an_empty_query_shows_the_box_only(client: Client, site_tree: SimpleNamespace) -> None:
    for address in ("/bg/search/", "/bg/search/?q=", "/bg/search/?q=%20"):
        soup = page(client, address)
        assert soup.select_one("main input[name=q]")
        assert not soup.select("[role=status]")
        assert soup.select_one(".languages__link[hreflang=en]")["href"] == "/en/search/"


def test_no_results_help(client: Client, site_tree: SimpleNamespace) -> None:
    soup = page(client, "/bg/search/?q=квазар")
    sections = [a["href"] for a in soup.select("main ul a")]
    assert site_tree.policies.url in sections
    assert site_tree.consultations.url in sections


def test_a_list_has_pages_and_its_beginning_beyond_the_last(
    client: Client, site_tree: SimpleNamespace
) -> None:
    for n in range(PER_PAGE + 1):
        NewsPageFactory(parent=site_tree.news, title=f"Градушка {n}")
    assert len(found(page(client, "/bg/search/?q=градушка"))) == PER_PAGE
    assert len(found(page(client, "/bg/search/?q=градушка&page=2"))) == 1
    beyond = client.get("/bg/search/?q=градушка&kind=news.newspage&page=3", follow=True)
    assert len(found(BeautifulSoup(beyond.content, "html.parser"))) == PER_PAGE
    (address, _status), *others = beyond.redirect_chain
    assert not others
    assert parse_qs(urlsplit(address).query) == {"q": ["градушка"], "kind": ["news.newspage"]}


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("page=0", 200),
        ("page=-1", 200),
        ("page=x", 200),
        ("page=" + "9" * 18, 302),
        ("page=" + "9" * 30, 200),
        ("page=%00", 400),
        ("area=" + "9" * 30, 400),
        ("q=%00", 400),
        ("q=" + "я" * 2_000, 200),
    ],
)
def test_odd_addresses(query: str, status: int, client: Client, site_tree: SimpleNamespace) -> None:
    assert client.get(f"/bg/search/?q=парк&{query}").status_code == status


def test_only_search_takes_any_page(client: Client, site_tree: SimpleNamespace) -> None:
    assert client.get(f"{site_tree.news.url}?page={'9' * 30}").status_code == 400
    assert client.get(f"/bg/search/feed/?q=парк&page={'9' * 30}").status_code == 400


def test_filters_are_blamed_only_where_they_hide_something(
    client: Client, hail: SimpleNamespace
) -> None:
    soup = page(client, "/bg/search/?q=квазар&year=1999")
    assert not soup.select(".empty-state")
    assert soup.select_one("#nothing-title")
    english = soup.select_one("[aria-labelledby=nothing-title] a[href^='/en/search/']")
    assert "year=" not in english["href"]


def test_asking_without_filters_too_costs_one_search_more(
    client: Client, hail: SimpleNamespace
) -> None:
    def cost(address: str) -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        return len(asked)

    assert cost("/bg/search/?q=градушка&year=1999") <= cost("/bg/search/?q=градушка") + 12


def test_only_reading_is_allowed(client: Client, site_tree: SimpleNamespace) -> None:
    assert client.post("/bg/search/?q=парк").status_code == 405
    assert client.post("/bg/search/suggest/?q=парк").status_code == 405


def test_a_reader_is_told_that_the_answer_is_a_simpler_one(
    client: Client, hail: SimpleNamespace, settings: Settings
) -> None:
    assert not page(client, "/bg/search/?q=градушка").select(".notice")
    settings.ELASTICSEARCH_URL = "http://127.0.0.1:9"
    soup = page(client, "/bg/search/?q=градушка")
    assert soup.select(".notice")
    assert len(found(soup)) == 4


def test_suggestions_are_json(client: Client, hail: SimpleNamespace) -> None:
    answer = client.get("/bg/search/suggest/?q=правилник+при").json()
    act = {
        "title": "Правилник при градушка",
        "url": "/bg/pravila/pravilnik-pri-gradushka/",
        "group": "results",
    }
    kind = answer["suggestions"][0].pop("kind")
    assert answer == {"suggestions": [act]}
    assert kind
    assert client.get("/bg/search/suggest/").json() == {"suggestions": []}


@pytest.mark.parametrize(
    ("address", "limit"),
    [
        ("/bg/search/", "results"),
        ("/bg/search/suggest/", "suggestions"),
        ("/bg/search/feed/", "search-feeds"),
    ],
)
def test_a_network_that_searches_too_often_is_asked_to_wait(
    address: str,
    limit: str,
    client: Client,
    hail: SimpleNamespace,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(LIMITS, limit, 1)
    assert client.get(address, {"q": "градушка"}).status_code == 200
    refused = client.get(address, {"q": "градушка"})
    assert refused.status_code == 429
    assert refused.headers["Retry-After"] == "600"
    assert "no-store" in refused.headers["Cache-Control"]


def test_who_has_to_wait_keeps_the_words_that_were_typed(
    client: Client, hail: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(LIMITS, "results", 0)
    soup = BeautifulSoup(client.get("/bg/search/?q=градушка").content, "html.parser")
    assert "Твърде много искания от Вашата мрежа." in soup.select_one("[role=alert]").text
    assert soup.select_one("main input[name=q]")["value"] == "градушка"
    assert client.get("/bg/search/").status_code == 200


def test_only_the_first_texts_are_looked_through_to_their_end(
    hail: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "SCANNED_WHOLE", 1)
    SearchEntry.objects.update(lead="", body=f"{'много думи ' * 800} градушка")
    hits = services.find(SearchRequest("градушка", Scope(language="bg"))).hits
    marked = ["<mark>" in hit.passage_html for hit in hits]
    assert marked == [True] + [False] * (len(hits) - 1)
    assert len(hits) > 1


def test_results_cost_few_queries_however_many_there_are(
    client: Client,
    site_tree: SimpleNamespace,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    NewsPageFactory(parent=site_tree.news, title="Градушка")
    client.get("/bg/search/?q=градушка")
    with django_assert_max_num_queries(12) as one:
        client.get("/bg/search/?q=градушка")
    for n in range(9):
        NewsPageFactory(parent=site_tree.news, title=f"Градушка {n}")
    client.get("/bg/search/?q=градушка")
    with django_assert_max_num_queries(12) as ten:
        client.get("/bg/search/?q=градушка")
    assert len(one) == len(ten)


def test_of_many_values_the_first_ten_are_shown_and_the_rest_on_request(
    client: Client, site_tree: SimpleNamespace
) -> None:
    for n in range(13):
        NewsPageFactory(parent=site_tree.news, title=f"Градушка {n}", date=date(2000 + n, 5, 1))
    soup = page(client, "/bg/search/?q=градушка&year=2001")
    more = soup.select_one("details.facets__more")
    assert more.select_one("summary").get_text().startswith("Покажете всички 13")
    group = more.parent
    at_once = [link["href"] for link in group.select(":scope > ul .facets__link")]
    assert len(at_once) == 11
    assert "year=" not in at_once[-1], "what is chosen is shown at once"
    assert len(more.select(".facets__link")) == 2


def test_words_of_which_nothing_has_all_are_offered_alone(
    client: Client, hail: SimpleNamespace
) -> None:
    RulesPageFactory(parent=hail.rules, title="Наредба за пазара")
    soup = page(client, "/bg/search/?q=градушка пазар&unit=1&year=1999")
    assert not soup.select("#nothing-title"), "with filters these are let go first"
    soup = page(client, "/bg/search/?q=квазар")
    assert not soup.select("[aria-labelledby=nothing-title] .chips__link")
    english = soup.select_one("[aria-labelledby=nothing-title] a[href^='/en/search/']")
    assert english.get_text().startswith("Потърсете")
    assert soup.select_one("main a[href^='/bg/search/save/']"), "what is not there may come"


def test_a_reader_may_search_exactly_for_what_was_typed(
    client: Client, hail: SimpleNamespace
) -> None:
    corrected = page(client, "/bg/search/?q=градшука&order=date")
    assert len(found(corrected)) == 4
    assert "Показани са резултати за градушка" in corrected.select_one("main").get_text()
    link = next(a for a in corrected.select("main a") if "„градшука“" in a.get_text())
    exact = page(client, f"/bg/search/{link['href']}")
    assert found(exact) == []
    assert "order=date" in link["href"]
    assert "Показани са" not in exact.select_one("main").get_text()


def test_a_reader_is_asked_about_a_rare_word(client: Client, hail: SimpleNamespace) -> None:
    NewsPageFactory(parent=hail.news, title="Градошка")
    for n in range(3):
        NewsPageFactory(parent=hail.news, title=f"Още градушка {n}")
    soup = page(client, "/bg/search/?q=градошка")
    assert found(soup) == ["Градошка"]
    link = next(a for a in soup.select("main a") if a.get_text() == "градушка")
    assert len(found(page(client, f"/bg/search/{link['href']}"))) == 7


def test_a_search_asks_the_database_few_times(client: Client, hail: SimpleNamespace) -> None:
    plain = "градушката при правилника"
    for text, most in ((plain, 11), (f"{plain} на ЗМСМА от 12.03.2025 с грежка", 18)):
        request = SearchRequest(text, Scope(language="bg"))
        # As in a request, where what editors listed is read again only when it has changed.
        for _ in range(2):
            with remembering(), CaptureQueriesContext(connection) as asked:
                services.find(request)
        assert len(asked) <= most


def test_the_page_says_what_of_the_query_was_not_found(
    client: Client, hail: SimpleNamespace
) -> None:
    text = page(client, '/bg/search/?q="лозята градушка" ъжъжъ').main.get_text()
    assert "Точно този израз не се среща." in text
    assert "Тази дума не се среща никъде в сайта: ъжъжъ." in text
    text = page(client, "/bg/search/?q=градушка").main.get_text()
    assert "не се среща" not in text
