from io import StringIO
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings
from wagtail.models import Page

from search.backends.choice import elasticsearch_backend
from search.models import SearchEntry, SearchTerm
from tests.factories import NewsPageFactory
from tests.search.conftest import Search, titles


def run(command: str, **options: object) -> str:
    out = StringIO()
    call_command(command, stdout=out, **options)
    return out.getvalue()


def test_status_names_what_differs_and_repair_mends_it(
    site_tree: SimpleNamespace, search: Search, either_backend: str
) -> None:
    missing = NewsPageFactory(parent=site_tree.news, title="Градушка")
    surplus = NewsPageFactory(parent=site_tree.news, title="Суша")
    outdated = NewsPageFactory(parent=site_tree.news, title="Наводнение")
    assert "In step." in run("search_status")
    SearchEntry.objects.filter(object_id=missing.pk).delete()
    # Changes that send no signal.
    Page.objects.filter(pk=surplus.pk).update(live=False)
    Page.objects.filter(pk=outdated.pk).update(title="Пожар")
    status = run("search_status")
    assert "public but not found: 1\n  Градушка" in status
    assert "no longer public: 1\n  Суша" in status
    assert "old text or address: 1\n  Пожар" in status
    with pytest.raises(CommandError, match="search_repair"):
        run("search_status", fail=True)
    assert "In step." in run("search_repair")
    assert set(titles(search("градушка пожар суша наводнение"))) == {"Градушка", "Пожар"}


def test_rebuild_makes_everything_again(
    site_tree: SimpleNamespace, search: Search, either_backend: str
) -> None:
    NewsPageFactory(parent=site_tree.news, title="Градушка")
    SearchTerm.objects.all().delete()
    NewsPageFactory(parent=site_tree.news, title="Суша").unpublish()
    assert "entries are right" in run("search_rebuild")
    assert titles(search("градушки")) == ["Градушка"]
    assert "In step." in run("search_status")


@pytest.mark.elasticsearch
def test_rebuild_leaves_one_index_and_cleans_up_after_a_killed_one(
    site_tree: SimpleNamespace, elasticsearch: None
) -> None:
    backend = elasticsearch_backend()
    before = set(backend._indices())
    backend.create_index(f"{backend.alias}-left-by-a-killed-rebuild")
    run("search_rebuild")
    after = set(backend._indices())
    assert len(after) == 1
    assert not after & before


def test_commands_say_when_elasticsearch_does_not_answer(
    site_tree: SimpleNamespace, settings: Settings
) -> None:
    settings.ELASTICSEARCH_URL = "http://127.0.0.1:9"
    for command in ("search_status", "search_repair", "search_rebuild"):
        with pytest.raises(CommandError, match="Elasticsearch"):
            run(command)
