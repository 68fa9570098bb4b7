"""What the worker does for policies: long files. Each task may be begun anew without harm."""

from django_tasks import task

from policies.models.imports import ImportRun
from policies.services import import_work
from zaedno.users.models import User


@task()
def check_import(run_id: int) -> None:
    """Check a file that somebody brought."""
    if run := ImportRun.objects.filter(pk=run_id).first():
        import_work.check(run)


@task()
def bring_in_import(run_id: int, by_id: int) -> None:
    """Import a checked file."""
    if run := ImportRun.objects.filter(pk=run_id).first():
        import_work.bring_in(run, by=User.objects.get(pk=by_id))
