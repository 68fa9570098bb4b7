from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils.formats import date_format

from search.models import SearchEntry
from search.terms import ENDED, OPEN, PLANNED, Term, term_of
from tests.factories import ConsultationPageFactory

FIRST, LAST = date(2026, 3, 5), date(2026, 4, 6)


@pytest.mark.parametrize(
    ("on", "term"),
    [
        pytest.param(date(2026, 3, 4), Term(PLANNED, FIRST), id="the day before the first"),
        pytest.param(FIRST, Term(OPEN, LAST), id="the first day"),
        pytest.param(LAST, Term(OPEN, LAST), id="the last day"),
        pytest.param(date(2026, 4, 7), Term(ENDED, LAST), id="the day after the last"),
    ],
)
def test_the_day_that_matters_is_said(on: date, term: Term) -> None:
    assert term_of(SearchEntry(open_from=FIRST, open_until=LAST), on) == term


def test_what_has_a_last_day_alone_is_open_until_then() -> None:
    assert term_of(SearchEntry(open_until=LAST), FIRST) == Term(OPEN, LAST)


def test_what_has_no_term_says_none() -> None:
    assert term_of(SearchEntry(), FIRST) is None


def test_a_consultation_among_the_results_says_until_when_opinions_are_taken(
    client: Client, site_tree: SimpleNamespace, today: date
) -> None:
    last = today + timedelta(days=30)
    ConsultationPageFactory(
        parent=site_tree.consultations, title="Ред за чешмите", opens=today, closes=last
    )
    html = BeautifulSoup(client.get("/bg/search/?q=чешмите").content, "html.parser")
    shown = " ".join(html.select_one(".result__about").get_text().split())
    assert f"Отворено до {date_format(last, 'DATE_FORMAT')}" in shown
    [asked] = client.get("/api/v3/search/", {"q": "чешмите"}).json()["items"]
    assert (asked["open_from"], asked["open_until"]) == (str(today), str(last))
