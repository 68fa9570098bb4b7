"""What the queue did not get done for search is done again, a bounded number of times."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from pytest_django.fixtures import Settings

from search.retries import DEAD_AFTER, FAILED_AGAIN_AFTER, MOST_TRIES, OURS, retry_lost_tasks
from tests.factories import NewsPageFactory
from tests.search.conftest import Search, titles

MOMENT = timedelta(seconds=1)


@pytest.fixture
def task(site_tree: SimpleNamespace, settings: Settings) -> DBTaskResult:
    """The task that makes a new page known to search; it waits in the queue."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    DBTaskResult.objects.all().delete()
    page = NewsPageFactory(parent=site_tree.news, title="Градушка")
    found = DBTaskResult.objects.filter(task_path__in=OURS)
    return next(each for each in found if each.args_kwargs["args"][-1] == page.pk)


def note(task: DBTaskResult, **state: object) -> None:
    DBTaskResult.objects.exclude(pk=task.pk).delete()
    DBTaskResult.objects.filter(pk=task.pk).update(**state)


def failed(task: DBTaskResult, ago: timedelta, *, tries: int = 1) -> None:
    workers = [f"worker-{n}" for n in range(tries)]
    note(
        task,
        status=TaskResultStatus.FAILED,
        finished_at=timezone.now() - ago,
        worker_ids=workers,
    )


def work() -> None:
    """Do what waits in the queue."""
    for waiting in DBTaskResult.objects.ready():
        asked = waiting.task_result
        waiting.task.call(*asked.args, **asked.kwargs)
        waiting.set_successful(None)


def test_a_task_that_failed_is_done_again(task: DBTaskResult, search: Search) -> None:
    failed(task, FAILED_AGAIN_AFTER + MOMENT)
    assert titles(search("градушка")) == []
    assert retry_lost_tasks() == 1
    work()
    assert titles(search("градушка")) == ["Градушка"]
    assert retry_lost_tasks() == 0


def test_a_task_that_has_just_failed_waits(task: DBTaskResult) -> None:
    failed(task, FAILED_AGAIN_AFTER - MOMENT)
    assert retry_lost_tasks() == 0


def test_a_task_that_fails_again_and_again_is_left_to_repair(
    task: DBTaskResult, search: Search
) -> None:
    failed(task, FAILED_AGAIN_AFTER + MOMENT, tries=MOST_TRIES - 1)
    assert retry_lost_tasks() == 1
    failed(task, FAILED_AGAIN_AFTER + MOMENT, tries=MOST_TRIES)
    assert retry_lost_tasks() == 0
    call_command("search_repair")
    assert titles(search("градушка")) == ["Градушка"]


def test_a_task_is_not_taken_from_a_worker_that_may_live(task: DBTaskResult) -> None:
    for running_for, taken in ((DEAD_AFTER - MOMENT, 0), (DEAD_AFTER + MOMENT, 1)):
        note(task, status=TaskResultStatus.RUNNING, started_at=timezone.now() - running_for)
        assert retry_lost_tasks() == taken


def test_tasks_of_others_are_left_alone(task: DBTaskResult) -> None:
    failed(task, FAILED_AGAIN_AFTER + MOMENT)
    DBTaskResult.objects.update(task_path="zaedno.notifications.tasks.deliver")
    assert retry_lost_tasks() == 0
