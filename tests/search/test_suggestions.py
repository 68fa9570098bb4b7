"""What is suggested while typing, in which order, and how the typed letters are read."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings
from wagtail.documents import get_document_model
from wagtail.models import Page

from search import services
from tests.factories import (
    ConsultationIndexPageFactory,
    ConsultationPageFactory,
    NewsIndexPageFactory,
    NewsPageFactory,
)
from tests.search.conftest import refresh_index
from zaedno.core.days import today
from zaedno.core.once import remembering

OPEN = "Проект на Наредба за управление на отпадъците на общината"


@pytest.fixture
def waste(home: Page, either_backend: str) -> SimpleNamespace:
    """Much with one word in its title, and one consultation that is open."""
    consultations = ConsultationIndexPageFactory(parent=home, title="Консултации")
    news = NewsIndexPageFactory(parent=home, title="Новини")
    for number in range(9):
        NewsPageFactory(parent=news, title=f"Анализ за отпадъците {number}")
    get_document_model().objects.create(title="Отпадъци.docx", file="otpadatsi.docx")
    closed = today() - timedelta(days=40)
    ConsultationPageFactory(
        parent=consultations,
        title="Без отпадъци на плажа",
        opens=closed - timedelta(days=30),
        closes=closed,
    )
    ConsultationPageFactory(parent=consultations, title=OPEN)
    return SimpleNamespace(home=home, news=news, consultations=consultations)


def suggested(text: str, *, language: str = "bg") -> list[str]:
    refresh_index()
    return [entry.title for entry in services.suggest(text, language=language)]


def test_what_is_open_now_is_suggested_first(waste: SimpleNamespace) -> None:
    first, second, *others = suggested("отпад")
    assert first == OPEN
    assert second == "Отпадъци.docx", "the only other title that begins with the text"
    assert len(others) == services.MOST_SUGGESTIONS - 2


def test_pages_are_suggested_before_documents_and_shorter_titles_first(
    waste: SimpleNamespace,
) -> None:
    NewsPageFactory(parent=waste.news, title="Отпадъци: как се събират в общината и в селата")
    NewsPageFactory(parent=waste.news, title="Отпадъците у дома")
    assert suggested("отпадъци")[1:4] == [
        "Отпадъците у дома",
        "Отпадъци: как се събират в общината и в селата",
        "Отпадъци.docx",
    ]


@pytest.fixture
def meant(waste: SimpleNamespace) -> SimpleNamespace:
    """Titles for which people have other words and letters."""
    NewsPageFactory(parent=waste.news, title="Бюджет на общината")
    NewsPageFactory(
        parent=waste.news,
        title="Закон за местното самоуправление и местната администрация: какво се променя",
    )
    return waste


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        pytest.param("otpad", OPEN, id="in Latin letters"),
        pytest.param("ot", OPEN, id="two Latin letters"),
        pytest.param("fjmdoc", OPEN, id="on the keys of the standard layout"),
        pytest.param("отпда", OPEN, id="typing mistake in an unfinished word"),
        pytest.param("управление на отпаъд", OPEN, id="typing mistake in the last word"),
        pytest.param("budj", "Бюджет на общината", id="spelt by ear in Latin letters"),
        pytest.param("ЗМСМА", "Закон за местното самоуправление и местната администрация: какво"
                     " се променя", id="abbreviation"),
    ],
)  # fmt: skip
def test_where_no_title_has_what_was_typed_it_is_read_otherwise(
    typed: str, title: str, meant: SimpleNamespace
) -> None:
    assert suggested(typed)[0] == title


@pytest.mark.parametrize(
    "typed", ["квазар", "kvazar", "12", "!?", "лек клас курс нощ море път сол"]
)
def test_what_means_nothing_suggests_nothing(typed: str, meant: SimpleNamespace) -> None:
    assert suggested(typed) == []


def test_a_word_that_only_texts_have_is_no_mistake(meant: SimpleNamespace) -> None:
    NewsPageFactory(parent=meant.news, title="Зима", lead="Отпори на юношите.")
    assert suggested("отпор") == []


def test_a_very_long_word_is_suggested_too(meant: SimpleNamespace) -> None:
    word = "а" + "бв" * 40
    NewsPageFactory(parent=meant.news, title=word)
    assert suggested(word) == [word]


def test_other_readings_cost_few_queries(meant: SimpleNamespace) -> None:
    for typed in ("budj", "ЗМСМА", "управление на отпаъд", "kvazar"):
        with remembering(), CaptureQueriesContext(connection) as asked:
            services.suggest(typed, language="bg")
        assert len(asked) <= 20, typed


def test_suggestions_push_out_nothing_that_limits_count(
    settings: Settings, waste: SimpleNamespace
) -> None:
    in_process = "django.core.cache.backends.locmem.LocMemCache"
    settings.CACHES = {name: {"BACKEND": in_process, "LOCATION": name} for name in settings.CACHES}
    services.suggest("отпад", language="bg")
    with CaptureQueriesContext(connection) as queries:
        services.suggest("отпад", language="bg")
    kept = len(queries)
    cache.clear()
    with CaptureQueriesContext(connection) as queries:
        services.suggest("отпад", language="bg")
    assert len(queries) == kept
