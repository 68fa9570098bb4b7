"""Pages on the same subject at the foot of a page: public, in its language, and never slow."""

import socket
import threading
import time
from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings
from wagtail.models import Page, PageViewRestriction

import search.related
from news.models import NewsPage
from search.backends import elasticsearch
from search.models import SearchEntry
from search.related import pages_like
from tests.factories import (
    NewsIndexPageFactory,
    NewsPageFactory,
    RulesIndexPageFactory,
    RulesPageFactory,
    StandardPageFactory,
    paragraphs,
)
from tests.search.conftest import refresh_index
from zaedno.core.content_version import renew
from zaedno.core.once import remembering

WASTE = "Контейнерите за разделно събиране на отпадъци се извозват всяка седмица."
PATIENCE_OF_SEARCH = 60.0
PARKS = "Нови дървета и пейки в градския парк."


@pytest.fixture(autouse=True)
def patience(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A node that does many things at once on a small machine is slow, not away."""
    if "either_backend" in request.fixturenames:
        monkeypatch.setattr(elasticsearch, "LIKE_SECONDS", 20.0)


@pytest.fixture
def pages(home: Page) -> SimpleNamespace:
    """Three pages on waste, two on parks."""
    news = NewsIndexPageFactory(parent=home, title="Новини")
    acts = RulesIndexPageFactory(parent=home, title="Наредби")
    body = paragraphs(WASTE)
    return SimpleNamespace(
        home=home,
        news=news,
        waste=NewsPageFactory(parent=news, title="Разделно събиране на отпадъци", body=body),
        containers=NewsPageFactory(parent=news, title="Контейнери за отпадъци", body=body),
        act=RulesPageFactory(parent=acts, title="Наредба за разделното събиране", lead=WASTE),
        park=NewsPageFactory(parent=news, title="Паркът през пролетта", body=paragraphs(PARKS)),
        trees=NewsPageFactory(parent=news, title="Дървета в парка", body=paragraphs(PARKS)),
    )


def like(page: Page) -> list[str]:
    refresh_index()
    return [found.title for found in pages_like(Page.objects.get(pk=page.pk))]


def shown(client: Client, page: Page) -> list[str]:
    refresh_index()
    answer = client.get(page.get_url())
    assert answer.status_code == 200
    soup = BeautifulSoup(answer.content, "html.parser")
    return [link.get_text() for link in soup.select(".related__link")]


def test_pages_on_the_same_subject_are_found_and_no_others(
    either_backend: str, pages: SimpleNamespace
) -> None:
    assert set(like(pages.waste)) == {"Контейнери за отпадъци", "Наредба за разделното събиране"}
    assert "Разделно събиране на отпадъци" in like(pages.act)


def test_the_foot_shows_them_below_what_an_editor_chose(
    either_backend: str, client: Client, pages: SimpleNamespace
) -> None:
    assert len(shown(client, pages.waste)) == 2
    pages.waste.related = [("page", pages.park)]
    pages.waste.save_revision().publish()
    assert shown(client, pages.waste)[0] == "Паркът през пролетта"
    assert len(shown(client, pages.waste)) == 3


def test_three_chosen_pages_stay_alone(client: Client, pages: SimpleNamespace) -> None:
    chosen = [pages.park, pages.trees, pages.news]
    pages.waste.related = [("page", page) for page in chosen]
    pages.waste.save_revision().publish()
    assert shown(client, pages.waste) == [page.title for page in chosen]


def test_there_are_three_at_most(client: Client, pages: SimpleNamespace) -> None:
    for number in range(4):
        NewsPageFactory(
            parent=pages.news, title=f"Разделно събиране {number}", body=paragraphs(WASTE)
        )
    assert len(shown(client, pages.waste)) == 3


def test_what_is_not_public_is_never_shown_though_search_has_not_heard_of_it(
    either_backend: str, client: Client, pages: SimpleNamespace
) -> None:
    assert "Контейнери за отпадъци" in shown(client, pages.waste)
    Page.objects.filter(pk=pages.containers.pk).update(live=False)
    renew()
    assert "Контейнери за отпадъци" not in shown(client, pages.waste)
    Page.objects.filter(pk=pages.containers.pk).update(live=True)
    renew()
    assert "Контейнери за отпадъци" in shown(client, pages.waste)
    PageViewRestriction.objects.bulk_create(
        [PageViewRestriction(page_id=pages.containers.pk, restriction_type="login")]
    )
    assert "Контейнери за отпадъци" not in shown(client, pages.waste)


def test_neither_the_page_nor_what_is_above_it_nor_a_mirror_is_shown(
    either_backend: str, pages: SimpleNamespace
) -> None:
    above = StandardPageFactory(
        parent=pages.home, title="Отпадъци: разделно събиране", body=paragraphs(WASTE)
    )
    below = StandardPageFactory(
        parent=above, title="Контейнери за разделно събиране", body=paragraphs(WASTE)
    )
    mirror = below.create_alias(parent=pages.home, update_slug="ogledalo")
    found = like(below)
    assert "Разделно събиране на отпадъци" in found
    assert above.title not in found
    assert below.title not in found
    assert below.title not in like(mirror)


def test_only_pages_in_the_same_language_are_shown(
    either_backend: str, pages: SimpleNamespace, locales: SimpleNamespace
) -> None:
    english = NewsPageFactory(
        parent=pages.news, title="Разделно събиране", locale=locales.en, body=paragraphs(WASTE)
    )
    assert english.title not in like(pages.waste)
    assert like(english) == []


def test_a_page_that_search_has_not_heard_of_asks_again(
    client: Client, pages: SimpleNamespace
) -> None:
    entry = SearchEntry.objects.get(object_id=pages.waste.pk, kind="news.newspage")
    SearchEntry.objects.filter(pk=entry.pk).update(deleted_at=entry.changed_at)
    assert shown(client, pages.waste) == []
    SearchEntry.objects.filter(pk=entry.pk).update(deleted_at=None)
    assert len(shown(client, pages.waste)) == 2


@pytest.fixture
def silent_node(settings: Settings) -> Iterator[None]:
    """A node that takes connections and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        settings.SEARCH_TIMEOUT_SECONDS = PATIENCE_OF_SEARCH
        settings.ELASTICSEARCH_URL = f"http://127.0.0.1:{server.getsockname()[1]}"
        open_ones: list[socket.socket] = []

        def take() -> None:
            while True:
                try:
                    open_ones.append(server.accept()[0])
                except OSError:
                    return

        thread = threading.Thread(target=take, daemon=True)
        thread.start()
        yield
        server.shutdown(socket.SHUT_RDWR)
        thread.join(timeout=5)
        for one in open_ones:
            one.close()


def test_a_silent_elasticsearch_is_waited_for_once_and_not_long(
    pages: SimpleNamespace, silent_node: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = NewsPage.objects.get(pk=pages.waste.pk)
    started = time.monotonic()
    for _ in range(10):
        assert len(pages_like(page)) == 2, "the database answers meanwhile"
    # Far below what one answer of search may take here.
    assert time.monotonic() - started < PATIENCE_OF_SEARCH / 4
    monkeypatch.setattr(search.related, "QUICK_IN_DATABASE", 1)
    assert pages_like(page) == []


def test_similar_pages_cost_two_queries_until_the_content_changes(
    pages: SimpleNamespace, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    page = NewsPage.objects.select_related("locale").get(pk=pages.waste.pk)
    with remembering():
        # The version of the content and the view restrictions are asked for every page.
        with django_assert_num_queries(4):
            assert pages_like(page)
        with django_assert_num_queries(0):
            assert pages_like(page)
