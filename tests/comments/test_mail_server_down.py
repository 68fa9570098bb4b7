"""An hour without a mail server: no confirmation is lost, and none comes twice."""

import os
import signal
import subprocess
import sys
from datetime import datetime, timedelta
from urllib.parse import quote

import pytest
from django.db import connection
from pytest_django.fixtures import Settings
from wagtail.models import Page

from tests.inbox import Inbox
from tests.services.ports import LOOPBACK
from zaedno import REPOSITORY
from zaedno.comments.models import PendingComment
from zaedno.comments.services.submitting import submit_comment
from zaedno.notifications.delivery import deliver_due

WRITERS = [f"writer{number}@example.org" for number in range(12)]
WORKER = """
import sys, django
django.setup()
from django.conf import settings
settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = sys.argv[1], int(sys.argv[2]), 60
from zaedno.notifications.delivery import deliver_due
deliver_due()
"""


def address_of_the_database() -> str:
    """The database of this test, for another process."""
    known = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{known['NAME']}"
    person = ":".join(quote(str(known[part])) for part in ("USER", "PASSWORD") if known[part])
    return f"postgres://{person}@{known['HOST']}:{known['PORT']}/{known['NAME']}"


def a_worker_is_killed_while_it_sends(inbox: Inbox) -> None:
    """Another process takes a mail up, speaks to the server, and is gone."""
    with inbox.silent() as listener:
        worker = subprocess.Popen(
            [sys.executable, "-c", WORKER, LOOPBACK, str(inbox.port)],
            cwd=REPOSITORY,
            env={
                **os.environ,
                "DATABASE_URL": address_of_the_database(),
                "DJANGO_SETTINGS_MODULE": "zaedno.settings.test",
                "PYTHONPATH": f"{REPOSITORY / 'site'}:{REPOSITORY}",
            },
        )
        try:
            conversation, _ = listener.accept()
        finally:
            worker.send_signal(signal.SIGKILL)
            worker.wait(timeout=30)
        conversation.close()


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_after_an_hour_without_mail_server_each_confirmation_goes_out_once(
    page: Page, now: datetime, settings: Settings
) -> None:
    inbox = Inbox()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = LOOPBACK, inbox.port
    for writer in WRITERS:
        submit_comment(page, name="Мария", email=writer, text="Да.", language="bg", at=now)
    a_worker_is_killed_while_it_sends(inbox)
    for minute in range(0, 60, 5):
        deliver_due(at=now + timedelta(minutes=minute))
    assert PendingComment.objects.unconfirmed().count() == len(WRITERS)

    with inbox.running():
        for minute in range(60, 300, 5):
            deliver_due(at=now + timedelta(minutes=minute))
    assert sorted(str(mail["To"]) for mail in inbox.messages()) == sorted(WRITERS)
