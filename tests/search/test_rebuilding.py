"""A rebuild goes on where it was killed, and search goes on meanwhile."""

import os
import signal
from collections.abc import Callable, Iterator
from datetime import timedelta
from io import StringIO
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from search import rebuilding
from search.backends.choice import elasticsearch_backend
from search.backends.elasticsearch import ElasticsearchBackend
from search.drift import find_drift, repair
from search.everything import things
from search.keeping import send_waiting
from search.models import SearchEntry, SearchRebuild, SearchTerm, SearchWord
from search.paging import BATCH, merged_keys
from tests.factories import NewsPageFactory
from tests.search import processes
from tests.search.conftest import Search, titles
from tests.search.network import line_to

Stage = SearchRebuild.Stage


@pytest.fixture
def backend(elasticsearch: None) -> ElasticsearchBackend:
    found = elasticsearch_backend()
    assert found is not None
    return found


@pytest.fixture
def small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each step of filling an index takes three entries."""
    monkeypatch.setattr(rebuilding, "BATCH", 3)


def update_index() -> str:
    return run("update_index")


def run(command: str) -> str:
    out = StringIO()
    call_command(command, stdout=out, stderr=StringIO())
    return out.getvalue()


def until(stage: str, steps: Iterator[rebuilding.Step]) -> None:
    """Take steps up to the first of a stage."""
    assert any(step.stage == stage for step in steps)


# What is made again


def test_a_rebuild_makes_everything_again_and_leaves_nothing_behind(
    site_tree: SimpleNamespace, search: Search, either_backend: str
) -> None:
    page = NewsPageFactory(parent=site_tree.news, title="Градушка")
    SearchEntry.objects.filter(object_id=page.pk).delete()
    SearchTerm.objects.all().delete()
    SearchWord.objects.create(word="несрещано")
    assert "entries are right" in run("search_rebuild")
    assert titles(search("градушки")) == ["Градушка"]
    assert not SearchRebuild.objects.exists()
    assert not SearchWord.objects.filter(word="несрещано").exists()
    assert SearchWord.objects.filter(word="градушка").exists()
    assert not find_drift()


def test_update_index_makes_right_what_is_not(
    site_tree: SimpleNamespace, search: Search, either_backend: str
) -> None:
    page = NewsPageFactory(parent=site_tree.news, title="Градушка")
    SearchEntry.objects.filter(object_id=page.pk).delete()
    assert "entries are right" in update_index()
    assert titles(search("градушки")) == ["Градушка"]
    assert not find_drift()


def test_update_index_shows_how_far_each_of_its_stages_is_by_one_bar(
    site_tree: SimpleNamespace, either_backend: str, small_steps: None
) -> None:
    shown = StringIO()
    call_command("update_index", stdout=StringIO(), stderr=shown)
    ended = {line.split("\r")[-1].split(":")[0] for line in shown.getvalue().split("100%")[:-1]}
    made = [Stage.ENTRIES, Stage.INDEX] if either_backend == "elasticsearch" else [Stage.ENTRIES]
    assert ended == {stage.value for stage in made}
    assert shown.getvalue().count("\n") == len(made)


def test_the_search_of_the_cms_is_made_again_too(site_tree: SimpleNamespace) -> None:
    assert "Updating backend: default" in update_index()


@pytest.mark.elasticsearch
def test_old_indices_are_gone_after_a_rebuild(
    site_tree: SimpleNamespace, backend: ElasticsearchBackend
) -> None:
    before = set(backend._indices())
    backend.create_index(f"{backend.family}-of-another-version-1")
    update_index()
    after = set(backend._indices())
    assert len(after) == 1
    assert not after & before
    assert backend.others() == []


# What happens meanwhile


@pytest.mark.elasticsearch
def test_what_changes_during_a_rebuild_is_not_lost(
    site_tree: SimpleNamespace, backend: ElasticsearchBackend, search: Search, small_steps: None
) -> None:
    first, changed, gone = (
        NewsPageFactory(parent=site_tree.news, title=f"Градушка {word}")
        for word in ("едно", "две", "три")
    )
    steps = rebuilding.steps(rebuilding.begin(), backend)
    until(Stage.INDEX, steps)
    changed.title = "Градушка нова"
    changed.save_revision().publish()
    gone.unpublish()
    NewsPageFactory(parent=site_tree.news, title="Градушка късна")
    expected = {"Градушка едно", "Градушка нова", "Градушка късна"}
    assert set(titles(search("градушка"))) == expected
    list(steps)
    first.title = "Градушка след това"
    first.save_revision().publish()
    answer = search("градушка")
    assert set(titles(answer)) == expected - {"Градушка едно"} | {"Градушка след това"}
    assert (answer.total, answer.degraded) == (3, False)
    assert not find_drift()


@pytest.mark.elasticsearch
def test_search_goes_on_during_a_rebuild(
    site_tree: SimpleNamespace, backend: ElasticsearchBackend, search: Search, small_steps: None
) -> None:
    NewsPageFactory(parent=site_tree.news, title="Градушка")
    for _ in rebuilding.steps(rebuilding.begin(), backend):
        answer = search("градушка")
        assert (titles(answer), answer.total, answer.degraded) == (["Градушка"], 1, False)


def test_who_goes_on_with_a_rebuild_stops_who_worked_on_it(site_tree: SimpleNamespace) -> None:
    first = rebuilding.steps(rebuilding.begin(), None)
    next(first)
    second = rebuilding.steps(rebuilding.begin(), None)
    next(second)
    with pytest.raises(rebuilding.TakenOver):
        next(first)
    list(second)
    assert not SearchRebuild.objects.exists()


def test_a_rebuild_that_was_stopped_is_named_and_continued(
    site_tree: SimpleNamespace, either_backend: str
) -> None:
    steps = rebuilding.steps(rebuilding.begin(), elasticsearch_backend())
    step = next(steps)
    out = StringIO()
    call_command("search_status", stdout=out)
    assert f"entries: {step.done} of {step.total}" in out.getvalue()
    assert f"entries: {step.done} of {step.total}" in update_index()
    assert not SearchRebuild.objects.exists()


@pytest.mark.elasticsearch
def test_the_scheduler_finishes_a_rebuild_that_nobody_goes_on_with(
    site_tree: SimpleNamespace, backend: ElasticsearchBackend, small_steps: None
) -> None:
    until(Stage.INDEX, rebuilding.steps(rebuilding.begin(), backend))
    send_waiting()
    assert SearchRebuild.objects.exists()
    long_ago = timezone.now() - timedelta(hours=1)
    SearchRebuild.objects.update(touched_at=long_ago)
    send_waiting()
    assert not SearchRebuild.objects.exists()
    assert not find_drift()


# Killed


@pytest.fixture
def committed(transactional_db: None, site_tree: SimpleNamespace) -> SimpleNamespace:
    """The usual tree, where other processes see it."""
    return site_tree


@pytest.mark.elasticsearch
@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize("request_line", ["PUT /test-", "PUT /_bulk", "/_settings", "/_aliases"])
def test_a_kill_between_any_two_steps_leaves_search_working_and_the_next_run_finishes(
    request_line: str, moment: str, elasticsearch: None, committed: SimpleNamespace, search: Search
) -> None:
    page = NewsPageFactory(parent=committed.news, title="Градушка вчера")
    killed = _killed_at(request_line, moment, node=settings.ELASTICSEARCH_URL)
    assert killed == -signal.SIGKILL
    answer = search("градушка")
    assert (titles(answer), answer.degraded) == (["Градушка вчера"], False)
    page.title = "Градушка днес"
    page.save_revision().publish()
    assert titles(search("градушка")) == ["Градушка днес"]
    assert "Continuing a rebuild" in update_index()
    answer = search("градушка")
    assert (titles(answer), answer.total, answer.degraded) == (["Градушка днес"], 1, False)
    assert len(elasticsearch_backend()._indices()) == 1
    assert not find_drift()


def _killed_at(request_line: str, moment: str, *, node: str) -> int:
    """Kill a rebuild when it sends a request, before or after the node has got it."""
    asks = request_line.removeprefix("PUT ").encode()

    def kill_before(piece: bytes) -> bool:
        due = moment == "before" and asks in piece.split(b"\r\n", 1)[0] and piece[:3] != b"GET"
        return not (due and _kill(process.pid))

    def kill_after(request: bytes) -> None:
        if moment == "after" and asks in request and request[:3] != b"GET":
            _kill(process.pid)

    with line_to(node) as line:
        process = processes.start("update_index", elasticsearch=line.url)
        line.on_request, line.on_answer = kill_before, kill_after
        output, _ = process.communicate(timeout=120)
        assert process.returncode < 0, output
        return process.returncode


def _kill(pid: int) -> bool:
    os.kill(pid, signal.SIGKILL)
    return True


def test_a_rebuild_of_entries_killed_goes_on_where_it_was(committed: SimpleNamespace) -> None:
    for number in range(5):
        NewsPageFactory(parent=committed.news, title=f"Градушка {number}")
    done: list[int] = []
    steps = rebuilding.steps(rebuilding.begin(), None)
    done.append(next(steps).done)
    again = next(rebuilding.steps(rebuilding.begin(), None))
    assert again.done > done[0]


# Another mapping


@pytest.mark.elasticsearch
@pytest.mark.parametrize("mend", [repair, send_waiting], ids=["repair", "the scheduler"])
def test_an_index_of_another_mapping_is_named_and_replaced(
    mend: Callable[[], object],
    site_tree: SimpleNamespace,
    backend: ElasticsearchBackend,
    search: Search,
) -> None:
    _replace_by_index_of_another_version(backend)
    NewsPageFactory(parent=site_tree.news, title="Градушка")
    assert find_drift().index == "made by another version"
    mend()
    answer = search("градушка")
    assert (titles(answer), answer.total, answer.degraded) == (["Градушка"], 1, False)
    assert not find_drift()


def _replace_by_index_of_another_version(backend: ElasticsearchBackend) -> None:
    """As if an older version of the code had made the index: it refuses what it does not know."""
    backend.drop()
    other = f"{backend.family}-older-1"
    mappings = {"dynamic": "strict", "properties": {"title": {"type": "text"}}}
    backend.writer.indices.create(index=other, mappings=mappings, aliases={backend.alias: {}})


# In pieces


def test_pieces_pass_over_nothing(site_tree: SimpleNamespace) -> None:
    for number in range(BATCH // 20):
        NewsPageFactory(parent=site_tree.news, title=f"Градушка {number}")
    everything = [(kind, pk) for kind, ids in things() for pk in ids]
    assert everything == sorted(everything)
    assert len(set(everything)) == len(everything)
    middle = everything[len(everything) // 2]
    rest = [(kind, pk) for kind, ids in things(after=middle) for pk in ids]
    assert rest == everything[len(everything) // 2 + 1 :]


def test_keys_of_two_questions_come_in_one_order(site_tree: SimpleNamespace) -> None:
    entries = SearchEntry.objects.order_by("pk").values_list("pk", flat=True)
    keys = list(entries)
    few, all_of_them = entries.filter(pk__in=keys[::3]), entries
    found: list[int] = []
    while piece := merged_keys(
        few.filter(pk__gt=found[-1] if found else 0),
        all_of_them.filter(pk__gt=found[-1] if found else 0),
        size=4,
    ):
        found += piece
    assert found == keys
