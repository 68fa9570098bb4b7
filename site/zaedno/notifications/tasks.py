"""What the worker does with mail."""

from django.utils import timezone
from django_tasks import task

from zaedno.notifications.delivery import send_now


@task()
def deliver(mail_id: int) -> None:
    """Send a mail of the outbox; a failed one is tried again by the scheduler."""
    send_now(mail_id, at=timezone.now())
