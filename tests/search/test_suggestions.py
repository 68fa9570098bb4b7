"""What is suggested while typing, in which order, and how the typed letters are read."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
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
