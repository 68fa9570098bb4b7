"""Tasks of search that failed, or whose worker was killed, are done again.

Each computes from the database what should be, so doing one twice does no harm.
"""

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from search.tasks import refresh_collection, refresh_entries, refresh_subtree

FAILED_AGAIN_AFTER = timedelta(minutes=5)
# Longer than any of them takes: its worker is dead.
DEAD_AFTER = timedelta(minutes=20)
MOST_TRIES = 20

OURS = [task.module_path for task in (refresh_collection, refresh_entries, refresh_subtree)]


def retry_lost_tasks(*, at: datetime | None = None) -> int:
    """Put tasks back into the queue that came to nothing (a job of the scheduler).

    What has failed so often is left to ``search_repair``.

    Returns:
        How many there were.
    """
    now = at or timezone.now()
    lost = Q(status=TaskResultStatus.FAILED, finished_at__lt=now - FAILED_AGAIN_AFTER)
    lost |= Q(status=TaskResultStatus.RUNNING, started_at__lt=now - DEAD_AFTER)
    found = DBTaskResult.objects.filter(lost, task_path__in=OURS)
    ids = [pk for pk, tries in found.values_list("pk", "worker_ids") if len(tries) < MOST_TRIES]
    return found.filter(pk__in=ids).update(status=TaskResultStatus.READY, finished_at=None)
