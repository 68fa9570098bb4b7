"""What the tests of search share: both backends, tasks that run at once, a way to ask."""

import os
from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import pytest
from pytest_django.fixtures import Settings

from search import services
from search.backends.base import Order, Scope, SearchAnswer, SearchRequest
from search.backends.choice import elasticsearch_backend
from search.backends.elasticsearch import ElasticsearchBackend
from search.facets import Filters
from search.keeping import send_waiting
from search.rebuilding import ensure_index
from tests.needs import not_there
from tests.users.conftest import cms, staff, tree

__all__ = ["cms", "staff", "tree"]

Search = Callable[..., SearchAnswer]


@pytest.fixture(autouse=True)
def tasks_at_once(settings: Settings) -> None:
    """What goes to the queue is done where it is asked for, and no node is asked by chance."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    settings.ELASTICSEARCH_URL = ""


@pytest.fixture
def node(settings: Settings) -> ElasticsearchBackend:
    """A real node, on which nothing is that another test sees."""
    url = os.environ.get("ELASTICSEARCH_URL")
    if not url:
        not_there("ELASTICSEARCH_URL names no node", "start one with `make services`")
    settings.ELASTICSEARCH_URL = url
    settings.ELASTICSEARCH_INDEX_PREFIX = f"test-{uuid4().hex}-"
    # A node that does many things at once on a small machine is slow, not away.
    settings.SEARCH_TIMEOUT_SECONDS = 20.0
    backend = elasticsearch_backend()
    assert backend is not None
    return backend


@pytest.fixture
def elasticsearch(db: None, node: ElasticsearchBackend) -> Iterator[None]:
    """A real node with an empty index."""
    try:
        ensure_index(node)
        send_waiting()
        yield
    finally:
        node.drop()


@pytest.fixture(params=["database", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)])
def either_backend(request: pytest.FixtureRequest) -> str:
    """The test runs once with each backend."""
    if request.param == "elasticsearch":
        request.getfixturevalue("elasticsearch")
    return request.param


@pytest.fixture
def search() -> Search:
    """Ask as a Bulgarian reader does, after all that was written can be found."""

    def ask(
        text: str, *, language: str | None = "bg", filters: Filters | None = None, **asked: Any
    ) -> SearchAnswer:
        refresh_index()
        order = asked.pop("order", Order.RELEVANCE)
        among = asked.pop("among", None)
        scope = Scope(language=language, filters=filters or {}, order=order, among=among)
        return services.find(SearchRequest(text, scope, **asked))

    return ask


def refresh_index() -> None:
    """What was written to Elasticsearch can be found from now on."""
    backend = elasticsearch_backend()
    if backend is not None:
        backend.refresh()


def titles(answer: SearchAnswer) -> list[str]:
    """The titles of what was found, in order."""
    return [hit.entry.title for hit in answer.hits]
