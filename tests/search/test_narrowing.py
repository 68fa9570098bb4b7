"""Results are narrowed by facets, alike on both backends."""

from datetime import date, timedelta
from types import SimpleNamespace
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from wagtail.documents import get_document_model
from wagtail.models import Page

from forms.models import ConsultationPage
from forms.search_facets import tell_search_of_new_stages
from search.backends.base import Order
from search.facets import canonical_number, facets
from search.models import SearchEntry
from tests.factories import (
    ConsultationIndexPageFactory,
    ConsultationPageFactory,
    MeasureFactory,
    NewsIndexPageFactory,
    NewsPageFactory,
    PolicyAreaFactory,
    PolicyIndexPageFactory,
    PolicyPageFactory,
    SettlementFactory,
    UnitFactory,
)
from tests.search.conftest import Search, refresh_index, titles
from zaedno.core.days import today

pytestmark = pytest.mark.usefixtures("either_backend")


@pytest.fixture
def roads(home: Page, either_backend: str) -> SimpleNamespace:
    """Things about roads that differ in every facet."""
    news = NewsIndexPageFactory(parent=home, title="Новини")
    transport, schools = PolicyAreaFactory(name="Транспорт"), PolicyAreaFactory(name="Училища")
    works = UnitFactory(name="Строителство")
    old = NewsPageFactory(
        parent=news, title="Пътят към гарата", area=transport, date=date(2024, 3, 1)
    )
    new = NewsPageFactory(
        parent=news, title="Път за учениците", area=schools, unit=works, date=date(2026, 5, 2)
    )
    get_document_model().objects.create(title="Път до депото", file="patishta.PDF")
    return SimpleNamespace(
        home=home, news=news, transport=transport, schools=schools, works=works, old=old, new=new
    )


def narrowed(**values: str | list[str]) -> dict[str, dict[str, frozenset[str]]]:
    """Filters as search takes them."""
    return {
        "filters": {
            name: frozenset([chosen] if isinstance(chosen, str) else chosen)
            for name, chosen in values.items()
        }
    }


def test_each_facet_narrows_to_what_has_its_value(roads: SimpleNamespace, search: Search) -> None:
    assert len(titles(search("път"))) == 3
    transport, works = canonical_number(roads.transport), canonical_number(roads.works)
    assert titles(search("път", **narrowed(area=transport))) == ["Пътят към гарата"]
    assert titles(search("път", **narrowed(unit=works))) == ["Път за учениците"]
    assert titles(search("път", **narrowed(year="2024"))) == ["Пътят към гарата"]
    assert titles(search("път", **narrowed(file_type="pdf"))) == ["Път до депото"]


def test_a_language_narrows_to_what_is_written_in_it(
    roads: SimpleNamespace, locales: SimpleNamespace, search: Search
) -> None:
    NewsPageFactory(parent=roads.home, title="Път (road)", locale=locales.en)
    answer = search("път", **narrowed(language="en"))
    assert titles(answer) == ["Път (road)"]
    assert answer.facets["language"] == {"bg": 3, "en": 1}
    assert len(titles(search("път", **narrowed(language="bg")))) == 3


def test_values_that_few_have_are_counted(roads: SimpleNamespace, search: Search) -> None:
    facets = search("път").facets
    assert facets["unit"] == {canonical_number(roads.works): 1}
    assert facets["file_type"] == {"pdf": 1}
    assert facets["year"]["2024"] == 1


def test_values_of_one_facet_widen_and_facets_narrow(
    roads: SimpleNamespace, search: Search
) -> None:
    years = ["2024", "2026"]
    assert len(titles(search("път", **narrowed(year=years, kind="news.newspage")))) == 2
    works = canonical_number(roads.works)
    assert titles(search("път", **narrowed(year=years, unit=works))) == ["Път за учениците"]


def test_a_facet_is_counted_under_the_choices_in_the_others(
    roads: SimpleNamespace, search: Search
) -> None:
    answer = search("път", **narrowed(year="2024", kind="news.newspage"))
    assert answer.total == 1
    assert answer.facets["year"] == {"2024": 1, "2026": 1}
    assert answer.facets["kind"] == {"news.newspage": 1}
    assert answer.facets["area"] == {canonical_number(roads.transport): 1}


def test_the_newest_come_first_when_asked(roads: SimpleNamespace, search: Search) -> None:
    only_news = narrowed(kind="news.newspage")
    newest_first = titles(search("път гарата", order=Order.DATE, **only_news))
    assert newest_first == ["Път за учениците", "Пътят към гарата"]
    assert titles(search("път гарата", **only_news))[0] == "Пътят към гарата"


def test_a_value_means_the_same_in_both_languages(
    roads: SimpleNamespace, locales: SimpleNamespace, search: Search
) -> None:
    in_english = roads.schools.copy_for_translation(locales.en)
    in_english.name = "Schools"
    in_english.save()
    NewsPageFactory(parent=roads.home, title="A road to school", locale=locales.en, area=in_english)
    schools = canonical_number(roads.schools)
    assert titles(search("school", language="en", **narrowed(area=schools))) == ["A road to school"]
    assert facets()["area"].names([schools]) == {schools: "Училища"}


def test_a_policy_is_found_by_the_settlements_of_its_measures(
    roads: SimpleNamespace, search: Search
) -> None:
    policies = PolicyIndexPageFactory(parent=roads.home, title="Политики")
    policy = PolicyPageFactory(parent=policies, title="План за реката")
    village = SettlementFactory(name="Асеновци")
    measure = MeasureFactory(objective__policy=policy)
    measure.places = [village]
    measure.save_revision().publish()
    PolicyPageFactory(parent=policies, title="План за реката без място")
    answer = search("реката", **narrowed(settlement=canonical_number(village)))
    assert "План за реката" in titles(answer)
    assert "План за реката без място" not in titles(answer)
    assert answer.facets["settlement"] == {canonical_number(village): answer.total}


def test_a_consultation_moves_to_its_next_state_by_itself(home: Page, search: Search) -> None:
    index = ConsultationIndexPageFactory(parent=home, title="Консултации")
    ConsultationPageFactory(
        parent=index,
        title="Наредба за пазарите",
        opens=today() + timedelta(days=2),
        closes=today() + timedelta(days=40),
    )
    assert search("пазарите").facets["state"] == {"planned": 1}
    ConsultationPage.objects.update(opens=today())
    assert tell_search_of_new_stages() == 1
    assert search("пазарите").facets["state"] == {"open": 1}
    assert titles(search("пазарите", **narrowed(state="open"))) == ["Наредба за пазарите"]
    assert titles(search("пазарите", **narrowed(state="planned"))) == []


def test_a_result_says_under_which_sections_it_stands(
    roads: SimpleNamespace, search: Search
) -> None:
    (hit,) = search("гарата").hits
    assert hit.entry.place == "Новини"
    roads.news.title = "Съобщения"
    roads.news.save_revision().publish()
    (hit,) = search("гарата").hits
    assert hit.entry.place == "Съобщения"


def test_what_is_gone_leaves_no_value_behind(roads: SimpleNamespace, search: Search) -> None:
    roads.old.unpublish()
    assert "2024" not in search("път").facets["year"]
    assert not SearchEntry.objects.current().filter(date__year=2024).exists()


def test_every_choice_on_the_page_leads_to_as_many_results_as_it_says(
    roads: SimpleNamespace, locales: SimpleNamespace, client: Client
) -> None:
    make_a_thing_for_each_other_facet(roads, locales)
    refresh_index()
    asked = "/bg/search/?q=път"
    offered = {
        parse_qsl(urlsplit(str(link["href"])).query)[-1]: link
        for link in soup_of(client, asked).select(".facets__link")
    }
    assert {name for name, _value in offered} == set(facets())
    for (name, value), link in offered.items():
        narrowed_to = soup_of(client, f"/bg/search/{link['href']}")
        promised = link.select_one(".facets__count").get_text()
        assert narrowed_to.select_one(".found").get_text().split()[0] == promised, (name, value)
        (let_go,) = narrowed_to.select(f'.facets__link[href="?{urlencode({"q": "път"})}"]')
        assert let_go["aria-current"] == "true"


def make_a_thing_for_each_other_facet(roads: SimpleNamespace, locales: SimpleNamespace) -> None:
    """Beside the news: two of each of settlements, units, states, languages and types of files."""
    for name in ("Асеновци", "Божурлук"):
        measure = MeasureFactory(title=f"Път през {name}", objective__policy__parent=roads.home)
        measure.places, measure.unit = [SettlementFactory(name=name)], UnitFactory()
        measure.save_revision().publish()
    index = ConsultationIndexPageFactory(parent=roads.home, title="Консултации")
    for opens in (today(), today() + timedelta(days=2)):
        closes = opens + timedelta(days=40)
        ConsultationPageFactory(parent=index, title=f"Път {opens}", opens=opens, closes=closes)
    get_document_model().objects.create(title="Път до гробището", file="pat.docx")
    NewsPageFactory(parent=roads.home, title="Път (road)", locale=locales.en)


def soup_of(client: Client, address: str) -> BeautifulSoup:
    answer = client.get(address)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")
