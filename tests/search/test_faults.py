"""Elasticsearch away, slow, emptied or read-only: search answers and nothing is lost."""

import socket
import time
from types import SimpleNamespace

import pytest
from pytest_django import Settings

from search import breaker, services
from search.backends.base import Scope, SearchRequest
from search.backends.choice import elasticsearch_backend
from search.drift import find_drift, repair
from search.models import SearchEntry
from search.sending import send_waiting
from tests.factories import NewsPageFactory
from tests.search.conftest import Search, titles


@pytest.fixture
def nothing_listens(settings: Settings) -> None:
    """The address of a node that is down."""
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    settings.ELASTICSEARCH_URL = f"http://127.0.0.1:{port}"


def ask(text: str) -> tuple[list[str], bool, float]:
    started = time.monotonic()
    answer = services.find(SearchRequest(text=text, scope=Scope(language="bg")))
    return titles(answer), answer.degraded, time.monotonic() - started


def test_a_dead_node_costs_no_answer_and_no_publication(
    site_tree: SimpleNamespace, nothing_listens: None
) -> None:
    NewsPageFactory(parent=site_tree.news, title="Градушка")
    found, degraded, seconds = ask("градушката")
    assert found == ["Градушка"]
    assert degraded
    assert seconds < 1
    assert SearchEntry.objects.awaiting_index().filter(title="Градушка").exists()


def test_a_hanging_node_is_not_waited_for(site_tree: SimpleNamespace, settings: Settings) -> None:
    NewsPageFactory(parent=site_tree.news, title="Градушка")
    with socket.socket() as hanging:
        hanging.bind(("127.0.0.1", 0))
        hanging.listen(64)
        settings.ELASTICSEARCH_URL = f"http://127.0.0.1:{hanging.getsockname()[1]}"
        found, degraded, seconds = ask("градушката")
        assert (found, degraded) == (["Градушка"], True)
        assert seconds < 3
        ask("градушката")
        # Twice is enough: from now on it is left alone.
        assert not breaker.is_closed()
        assert ask("градушката")[2] < 1


def test_suggestions_come_from_the_database_too(
    site_tree: SimpleNamespace, nothing_listens: None
) -> None:
    NewsPageFactory(parent=site_tree.news, title="Градушка")
    assert [e.title for e in services.suggest("граду", language="bg")] == ["Градушка"]


def test_what_disappears_while_the_node_is_away_is_remembered_until_it_is_told(
    site_tree: SimpleNamespace, nothing_listens: None
) -> None:
    page = NewsPageFactory(parent=site_tree.news, title="Градушка")
    page.unpublish()
    entry = SearchEntry.objects.get(object_id=page.pk)
    assert entry.deleted_at is not None
    assert entry.title == entry.body == entry.words == ""
    assert not SearchEntry.objects.current().filter(pk=entry.pk).exists()
    page.save_revision().publish()
    assert SearchEntry.objects.current().get(object_id=page.pk).title == "Градушка"


@pytest.mark.elasticsearch
def test_nothing_is_lost_when_the_node_is_back(
    site_tree: SimpleNamespace, elasticsearch: None, settings: Settings, search: Search
) -> None:
    gone = NewsPageFactory(parent=site_tree.news, title="Градушка вчера")
    url = settings.ELASTICSEARCH_URL
    settings.ELASTICSEARCH_URL = "http://127.0.0.1:9"
    NewsPageFactory(parent=site_tree.news, title="Градушка днес")
    gone.unpublish()
    settings.ELASTICSEARCH_URL = url
    assert find_drift().waiting == 2
    assert send_waiting() == 2
    answer = search("градушка")
    assert (titles(answer), answer.degraded) == (["Градушка днес"], False)
    assert not find_drift()
    assert not SearchEntry.objects.filter(object_id=gone.pk).exists()


@pytest.mark.elasticsearch
def test_a_lost_index_is_made_again_and_filled(
    site_tree: SimpleNamespace, elasticsearch: None, search: Search
) -> None:
    NewsPageFactory(parent=site_tree.news, title="Градушка")
    elasticsearch_backend().drop()
    assert ask("градушка")[:2] == (["Градушка"], True)
    assert find_drift().lost > 0
    send_waiting()
    breaker.note_success()
    answer = search("градушка")
    assert (titles(answer), answer.degraded) == (["Градушка"], False)
    assert not find_drift()


@pytest.mark.elasticsearch
def test_an_index_that_is_read_only_takes_the_changes_later(
    site_tree: SimpleNamespace, elasticsearch: None, search: Search
) -> None:
    backend = elasticsearch_backend()
    backend.writer.indices.put_settings(index=backend.alias, settings={"blocks.write": True})
    NewsPageFactory(parent=site_tree.news, title="Градушка")
    assert titles(search("градушка")) == []
    assert find_drift().waiting == 1
    backend.writer.indices.put_settings(index=backend.alias, settings={"blocks.write": False})
    send_waiting()
    assert titles(search("градушка")) == ["Градушка"]


@pytest.mark.elasticsearch
def test_an_older_state_never_replaces_a_newer_one(
    site_tree: SimpleNamespace, elasticsearch: None, search: Search
) -> None:
    page = NewsPageFactory(parent=site_tree.news, title="Суша")
    old = SearchEntry.objects.get(object_id=page.pk)
    page.title = "Градушка"
    page.save_revision().publish()
    assert elasticsearch_backend().write([old]) == set()
    assert titles(search("градушка")) == ["Градушка"]


@pytest.mark.elasticsearch
def test_repair_mends_what_the_index_lost_and_what_it_should_not_have(
    site_tree: SimpleNamespace, elasticsearch: None, search: Search
) -> None:
    kept = NewsPageFactory(parent=site_tree.news, title="Градушка")
    entry = SearchEntry.objects.get(object_id=kept.pk)
    backend = elasticsearch_backend()
    backend.forget([str(entry.pk)])
    strange = SearchEntry.objects.get(pk=entry.pk)
    strange.pk = 9_999_999
    backend.write([strange])
    drift = find_drift()
    assert (drift.lost, drift.strange) == (1, 1)
    repair()
    assert not find_drift()
    assert titles(search("градушка")) == ["Градушка"]
