"""What stands beside a result can be searched: its kind, unit, area and date."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from wagtail.models import Locale, Page

from search.backends.base import Scope
from search.backends.explanation import Where
from search.explaining import explain
from search.models import SearchEntry
from search.services import newest
from tests.factories import (
    ConsultationIndexPageFactory,
    ConsultationPageFactory,
    NewsIndexPageFactory,
    NewsPageFactory,
    PolicyAreaFactory,
    UnitFactory,
    paragraphs,
)
from tests.search.conftest import Search, refresh_index, titles
from zaedno.core.days import today


@pytest.fixture
def square(home: Page, either_backend: str) -> SimpleNamespace:
    """A news item of which nothing but what stands beside it tells what is asked for."""
    unit = UnitFactory(name="Дирекция Финанси")
    area = PolicyAreaFactory(name="Култура")
    news = NewsIndexPageFactory(parent=home, title="Съобщения")
    page = NewsPageFactory(
        parent=news, title="Площадът", unit=unit, area=area, date=date(2024, 11, 20)
    )
    NewsPageFactory(parent=news, title="Мостът", date=date(2023, 3, 1))
    refresh_index()
    return SimpleNamespace(page=page, news=news, backend=either_backend)


@pytest.fixture
def consultations(home: Page, either_backend: str) -> SimpleNamespace:
    """One that is open, one that is closed, and a news item that only speaks of such."""
    asked = ConsultationIndexPageFactory(parent=home, title="Попитайте ни")
    news = NewsIndexPageFactory(parent=home, title="Съобщения")
    long_ago = {"opens": today() - timedelta(days=90), "closes": today() - timedelta(days=50)}
    ConsultationPageFactory(parent=asked, title="Наредба за шума", **long_ago)
    ConsultationPageFactory(
        parent=asked, title="Наредба за отпадъците", body=paragraphs("Дълъг текст. " * 300)
    )
    NewsPageFactory(
        parent=news, title="Две открити консултации", lead="Открити са консултации с хората."
    )
    return SimpleNamespace(asked=asked, news=news)


@pytest.mark.parametrize(
    "query",
    [
        pytest.param("20 ноември 2024", id="date in words"),
        pytest.param("20.11.2024", id="date in numbers"),
        pytest.param("ноември 2024", id="month"),
        pytest.param("2024", id="year"),
        pytest.param("дирекция финанси", id="unit"),
        pytest.param("култура", id="area"),
        pytest.param('"дирекция финанси"', id="unit as a phrase"),
    ],
)
def test_a_result_is_found_by_what_stands_beside_it(
    query: str, square: SimpleNamespace, search: Search
) -> None:
    found = search(query)
    assert titles(found) == ["Площадът"]
    assert not found.corrected


def test_what_stands_beside_a_text_is_no_passage_of_it(
    square: SimpleNamespace, search: Search
) -> None:
    (hit,) = search("дирекция финанси").hits
    assert "инанси" not in hit.passage_html


def test_a_result_that_is_found_by_its_area_says_so(
    square: SimpleNamespace, search: Search
) -> None:
    (hit,) = search("културата").hits
    assert hit.beside_html == "<mark>Култура</mark>"
    (hit,) = search("дирекция финанси").hits
    assert hit.beside_html == "", "readers see the unit anyhow"
    (hit,) = search("култура площад").hits
    assert hit.beside_html == "", "the title says enough"


def test_a_title_counts_more_than_what_stands_beside_others(
    square: SimpleNamespace, search: Search
) -> None:
    NewsPageFactory(parent=square.news, title="Култура", date=date(2010, 1, 1))
    assert titles(search("култура"))[0] == "Култура"


@pytest.mark.parametrize("query", ["консултации", "открити консултации", "обществена консултация"])
def test_who_names_a_kind_gets_what_is_open_of_it_first(
    query: str, consultations: SimpleNamespace, search: Search
) -> None:
    found = titles(search(query))
    assert found[0] == "Наредба за отпадъците"
    assert "Наредба за шума" in found


def test_the_kind_is_known_in_the_language_of_the_reader(
    consultations: SimpleNamespace, search: Search
) -> None:
    english = Locale.objects.get_or_create(language_code="en")[0]
    consultations.asked.get_parent().specific.copy_for_translation(
        english
    ).save_revision().publish()
    asked = consultations.asked.copy_for_translation(english)
    asked.title = "Ask us"
    asked.save_revision().publish()
    ConsultationPageFactory(parent=asked, title="Ordinance on noise", locale=asked.locale)
    NewsPageFactory(parent=consultations.news, title="Open consultations of the world")
    assert titles(search("open consultations", language="en"))[0] == "Ordinance on noise"


def test_who_asks_for_more_than_a_kind_gets_what_fits_best(
    consultations: SimpleNamespace, search: Search
) -> None:
    NewsPageFactory(parent=consultations.news, title="Консултации за градушките")
    assert titles(search("консултации градушки"))[0] == "Консултации за градушките"


def test_who_asks_for_a_kind_is_shown_the_thing_and_not_a_piece_of_it(
    consultations: SimpleNamespace, search: Search
) -> None:
    first = search("консултации").hits[0].entry
    assert first.part == ""


def test_pieces_have_nothing_beside_their_text(consultations: SimpleNamespace) -> None:
    pieces = SearchEntry.objects.exclude(part="")
    assert pieces
    assert {piece.about for piece in pieces} == {""}


def test_the_staff_see_that_it_was_found_by_what_stands_beside_it(square: SimpleNamespace) -> None:
    (hit,) = explain("култура", Scope(language="bg"), backend=square.backend).hits
    assert Where.ABOUT in {where for part in hit.explanation.parts for where in part.where}


def test_a_kind_can_be_left_out(consultations: SimpleNamespace, search: Search) -> None:
    found = search("наредба -консултация").hits
    assert not [hit for hit in found if hit.entry.part == ""]


def test_a_feed_of_a_kind_has_what_is_of_it(consultations: SimpleNamespace) -> None:
    refresh_index()
    found = {entry.title for entry in newest("консултации", Scope(language="bg"), limit=10)}
    assert {"Наредба за шума", "Наредба за отпадъците"} <= found
