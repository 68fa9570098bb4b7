"""A tree that is written again by SQL is the tree that was built."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone
from pytest_django.fixtures import Settings
from wagtail.models import Page

from search.backends.elasticsearch import ElasticsearchBackend
from search.models import SearchEntry
from search.rebuilding import ensure_index
from tests import factories
from tests.replay import replayed, tables
from tests.search.conftest import Search, elasticsearch, node, search, titles
from zaedno.core.models.version import ContentVersion

__all__ = ["elasticsearch", "node", "search"]

Tree = Callable[[], SimpleNamespace]


@pytest.fixture(autouse=True)
def tasks_at_once(settings: Settings) -> None:
    """What signals send to the queue is done where it is sent."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


@pytest.fixture
def built() -> list[str]:
    """A word for each time that a tree was built."""
    return []


@pytest.fixture
def tree(home: Page, built: list[str]) -> Tree:
    """Gives a small tree: built the first time, written again by SQL after it was taken back."""
    name = uuid4().hex

    def build() -> SimpleNamespace:
        built.append("built")
        index = factories.PolicyIndexPageFactory(parent=home, title="Политики")
        policy = factories.PolicyPageFactory(parent=index, title="План за младежта")
        return SimpleNamespace(home=home, index=index, policy=policy)

    return lambda: replayed(name, build, known=[home])


def taken_back(make: Callable[[], Any]) -> Any:
    """What making gives; the database is as before."""
    with transaction.atomic():
        made = make()
        transaction.set_rollback(True)
    return made


def rows() -> dict[str, Any]:
    """Every row of every table that is written again."""
    return {table.name: table.read() for table in tables()}


def test_each_row_is_as_it_was_built(tree: Tree, built: list[str]) -> None:
    before = rows()
    first = taken_back(lambda: (tree(), rows()))[1]
    assert rows() == before
    tree()
    assert rows() == first
    assert first != before
    assert built == ["built"]


def test_objects_are_new_ones_with_the_same_content(tree: Tree, home: Page) -> None:
    first = taken_back(tree)
    second = tree()
    assert second.home is home, "what it builds on stays the same object"
    assert home.numchild == Page.objects.get(pk=home.pk).numchild == 1
    assert (second.policy, second.policy.title) == (first.policy, first.policy.title)
    assert second.policy is not first.policy
    assert second.policy.get_url() == "/bg/politiki/plan-za-mladezhta/"


def test_what_signals_did_is_there(tree: Tree) -> None:
    taken_back(tree)
    version = ContentVersion.objects.get().version
    policy = tree().policy
    assert SearchEntry.objects.filter(title=policy.title).exists()
    assert policy.index_entries.exists()
    assert ContentVersion.objects.get().version != version, "processes forget what they knew"


@pytest.mark.elasticsearch
def test_elasticsearch_is_told_as_well(
    elasticsearch: None, node: ElasticsearchBackend, tree: Tree, built: list[str], search: Search
) -> None:
    taken_back(tree)
    node.drop()
    ensure_index(node)
    assert titles(search("младежта")) == []
    tree()
    assert titles(search("младежта")) == ["План за младежта"]
    assert built == ["built"]


def test_the_words_can_be_found_in_the_cms(tree: Tree) -> None:
    first = taken_back(lambda: (tree(), Page.objects.search("младежта").count()))[1]
    assert first == 1
    tree()
    assert Page.objects.search("младежта").count() == 1


def test_what_is_made_afterwards_gets_a_number_of_its_own(tree: Tree) -> None:
    taken_back(tree)
    played = tree()
    numbers = set(Page.objects.values_list("pk", flat=True))
    following = factories.PolicyPageFactory(parent=played.index)
    assert following.pk not in numbers
    assert following.get_parent().pk == played.index.pk
    assert not Page.find_problems()[0]


def test_where_the_content_is_another_it_is_built_again(
    tree: Tree, home: Page, built: list[str]
) -> None:
    taken_back(tree)
    home.refresh_from_db()
    Page.objects.filter(pk=home.pk).update(title="Друго начало")
    tree()
    assert built == ["built", "built"]


def test_what_was_built_later_than_now_is_built_again(tree: Tree, built: list[str]) -> None:
    now = timezone.now().replace(minute=30)
    with time_machine.travel(now, tick=False):
        taken_back(tree)
    with time_machine.travel(now - timedelta(minutes=5), tick=False):
        tree()
    assert built == ["built", "built"]


def test_what_builds_on_things_that_were_made_anew_keeps_their_names(home: Page) -> None:
    name = uuid4().hex
    built = []

    def seen(title: str) -> tuple[str, str]:
        page = factories.PolicyIndexPageFactory(parent=home, title=title, slug="politiki")
        replayed(name, lambda: built.append(title), known=[page])
        return page.title, Page.objects.get(pk=page.pk).title

    first, second = (taken_back(partial(seen, title)) for title in ("Политики", "Планове"))
    assert first == ("Политики", "Политики")
    assert second == ("Планове", "Планове")
    assert built == ["Политики", "Планове"]
