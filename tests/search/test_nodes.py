"""Real nodes that are killed: one of two under load, then both, then back again."""

import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.db import connection
from django.test import Client
from pytest_django import Settings

from search import breaker, services
from search.backends.base import Scope, SearchRequest
from search.backends.choice import elasticsearch_backend
from search.drift import find_drift
from search.keeping import send_waiting
from search.models import SearchEntry
from search.rebuilding import ensure_index
from tests.factories import NewsPageFactory
from tests.search.conftest import Search, titles
from tests.services.accounts import service_account
from tests.services.elasticsearch import Elasticsearch
from tests.services.elasticsearch.cluster import Node, nodes
from tests.services.places import Places
from zaedno.settings import env

pytestmark = [pytest.mark.elasticsearch, pytest.mark.xdist_group("nodes")]

SEARCHERS = 3
GREEN_SECONDS = 120


@pytest.fixture(scope="module")
def two_nodes() -> Iterator[list[Node]]:
    """A cluster of two nodes; each has a copy of every index."""
    service = Elasticsearch(Places.from_environment(), service_account())
    service.places.create()
    service.prepare()
    folder = Path(tempfile.mkdtemp(prefix="nodes-", dir=service.folder))
    cluster = nodes(folder, service, number=2)
    try:
        _start(cluster, cluster)
        yield cluster
    finally:
        for node in cluster:
            node.kill()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def on_two_nodes(
    two_nodes: list[Node], settings: Settings, transactional_db: None
) -> Iterator[list[Node]]:
    """The product on both nodes, which run."""
    _start([node for node in two_nodes if node.process is None], two_nodes)
    settings.ELASTICSEARCH_URL = ",".join(node.url for node in two_nodes)
    settings.ELASTICSEARCH_INDEX_PREFIX = f"test-{time.monotonic_ns()}-"
    # A small machine is slow while a node starts or ends; how long is waited is another test.
    settings.SEARCH_TIMEOUT_SECONDS = 20.0
    backend = elasticsearch_backend()
    assert backend is not None
    ensure_index(backend)
    yield two_nodes
    _start([node for node in two_nodes if node.process is None], two_nodes)
    backend.drop()


def test_one_of_two_nodes_dies_under_load_without_a_failed_search(
    on_two_nodes: list[Node], site_tree: SimpleNamespace, search: Search
) -> None:
    NewsPageFactory(parent=site_tree.news, title="Градушка")
    assert titles(search("градушка")) == ["Градушка"]
    _wait_for_copies()
    # The harder case: the other then has no master.
    dying = _master_of(on_two_nodes)
    with _searching("градушка") as answers:
        dying.kill()
        before = len(answers)
        _until(lambda: len(answers) > before + 20 * SEARCHERS)
    assert {(found, degraded) for found, degraded in answers} == {(("Градушка",), False)}
    NewsPageFactory(parent=site_tree.news, title="Градушка без едната машина")
    dying.launch(on_two_nodes)
    dying.wait()
    _wait_for_copies()
    send_waiting()
    assert len(titles(search("градушка"))) == 2
    _assert_index_in_step()


def test_a_killed_cluster_is_not_missed_and_gets_all_when_it_is_back(
    on_two_nodes: list[Node],
    site_tree: SimpleNamespace,
    search: Search,
    settings: Settings,
    client: Client,
) -> None:
    gone = NewsPageFactory(parent=site_tree.news, title="Градушка вчера")
    assert titles(search("градушка")) == ["Градушка вчера"]
    for node in on_two_nodes:
        node.kill()
    settings.SEARCH_TIMEOUT_SECONDS = env.SEARCH_TIMEOUT_SECONDS
    page = BeautifulSoup(client.get("/bg/search/?q=градушка").content, "html.parser")
    assert [link.get_text() for link in page.select(".result__title a")] == ["Градушка вчера"]
    assert page.select_one(".notice")
    gone.unpublish()
    NewsPageFactory(parent=site_tree.news, title="Градушка днес")
    assert SearchEntry.objects.awaiting_index().count() == 2
    _start(on_two_nodes, on_two_nodes)
    settings.SEARCH_TIMEOUT_SECONDS = 20.0
    _until(lambda: send_waiting() == 2)
    cache.clear()
    answer = search("градушка")
    assert (titles(answer), answer.total, answer.degraded) == (["Градушка днес"], 1, False)
    _assert_index_in_step()


def test_a_node_that_stands_still_costs_no_search(
    on_two_nodes: list[Node], site_tree: SimpleNamespace, search: Search, settings: Settings
) -> None:
    NewsPageFactory(parent=site_tree.news, title="Градушка")
    assert titles(search("градушка")) == ["Градушка"]
    _wait_for_copies()
    settings.SEARCH_TIMEOUT_SECONDS = 4.0
    on_two_nodes[1].freeze()
    try:
        for _ in range(6):
            found, degraded = _ask("градушка")
            assert (found, degraded) == (("Градушка",), False)
        assert breaker.is_closed()
    finally:
        on_two_nodes[1].thaw()


def _master_of(cluster: list[Node]) -> Node:
    backend = elasticsearch_backend()
    assert backend is not None
    name = backend.writer.cat.master(format="json").body[0]["node"]  # type: ignore[index, call-overload]
    return next(node for node in cluster if node.name == name)


def _assert_index_in_step() -> None:
    drift = find_drift()
    assert (drift.index, drift.waiting, drift.lost, drift.aged, drift.strange) == ("", 0, 0, 0, 0)


def _start(stopped: list[Node], cluster: list[Node]) -> None:
    for node in stopped:
        node.launch(cluster)
    for node in stopped:
        node.wait()


def _wait_for_copies() -> None:
    backend = elasticsearch_backend()
    assert backend is not None
    backend.writer.options(request_timeout=GREEN_SECONDS, retry_on_timeout=False).cluster.health(
        index=backend.alias,
        wait_for_status="green",
        wait_for_nodes="2",
        timeout=f"{GREEN_SECONDS}s",
    )


def _ask(text: str) -> tuple[tuple[str, ...], bool]:
    answer = services.find(SearchRequest(text, Scope(language="bg")))
    return tuple(titles(answer)), answer.degraded


@contextmanager
def _searching(text: str) -> Iterator[list[tuple[tuple[str, ...], bool]]]:
    """Several readers search without a pause; what they got is in the list."""
    answers: list[tuple[tuple[str, ...], bool]] = []
    enough = threading.Event()

    def read() -> None:
        try:
            while not enough.is_set():
                answers.append(_ask(text))
        finally:
            connection.close()

    with ThreadPoolExecutor(SEARCHERS) as readers:
        running = [readers.submit(read) for _ in range(SEARCHERS)]
        _until(lambda: len(answers) >= SEARCHERS)
        try:
            yield answers
        finally:
            enough.set()
    for each in running:
        each.result()


def _until(true: Callable[[], bool], *, seconds: float = 120) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline
        threading.Event().wait(0.05)
