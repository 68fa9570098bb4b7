"""Mail goes out once, after commit, and again and again when it fails."""

import smtplib
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from threading import Barrier, Thread

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.db import connection, transaction
from django_tasks_db.models import DBTaskResult
from pytest_django.fixtures import DjangoCaptureOnCommitCallbacks, Settings

from tests.inbox import Inbox
from tests.services.ports import LOOPBACK
from zaedno.notifications import delivery
from zaedno.notifications.backoff import next_attempt
from zaedno.notifications.delivery import deliver_due, forget_old_mail, send_now
from zaedno.notifications.enums import MailState
from zaedno.notifications.models import OutgoingMail
from zaedno.notifications.tasks import deliver

Write = Callable[..., OutgoingMail]
Server = Callable[[str], None]


def later(**pause: int) -> datetime:
    """A moment after the mail was written."""
    return OutgoingMail.objects.latest("pk").created + timedelta(**pause)


def test_a_mail_is_written_in_the_language_of_its_reader(write: Write) -> None:
    bulgarian, english = write(), write(language="en")
    assert "Hello, Мария & Иван," in english.text
    assert english.subject == "Confirm your comment on “План за 2025”"
    assert (bulgarian.headers["Content-Language"], english.headers["Content-Language"]) == (
        "bg",
        "en",
    )


def test_plain_text_is_not_escaped_and_html_is(write: Write) -> None:
    written = write(language="en")
    assert "<b>Добра</b> идея" in written.text
    assert "&lt;b&gt;Добра&lt;/b&gt; идея" in written.html
    assert "Мария &amp; Иван" in written.html


def test_the_style_of_html_stands_in_its_elements(write: Write) -> None:
    html = write().html
    assert "<style" not in html
    assert 'style="' in html


def test_a_subject_of_its_own_replaces_the_one_of_the_template(write: Write) -> None:
    assert write(subject="Друго").subject == "Друго"


def test_nothing_goes_out_before_commit(
    write: Write, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks() as callbacks:
        write()
    assert mail.outbox == []
    assert not DBTaskResult.objects.exists()
    for callback in callbacks:
        callback()
    assert DBTaskResult.objects.filter(task_path="zaedno.notifications.tasks.deliver").count() == 1


@pytest.mark.django_db(transaction=True)
def test_what_was_rolled_back_is_never_sent(write: Write) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        write()
        raise ZeroDivisionError
    assert not OutgoingMail.objects.exists()
    assert not DBTaskResult.objects.exists()


def test_the_task_sends_the_mail_with_both_forms(write: Write) -> None:
    written = write()
    deliver.call(written.pk)
    [sent] = mail.outbox
    assert isinstance(sent, EmailMultiAlternatives)
    assert sent.to == ["maria@example.org"]
    assert sent.alternatives[0][1] == "text/html"
    assert sent.extra_headers["Auto-Submitted"] == "auto-generated"


def test_a_sent_mail_keeps_no_secret(write: Write, now: datetime) -> None:
    send_now(write().pk, at=later())
    sent = OutgoingMail.objects.get()
    assert (sent.text, sent.html, sent.next_attempt_at) == ("", "", None)
    assert sent.state == MailState.SENT
    assert sent.subject


def test_a_mail_goes_out_once_however_often_it_is_asked_for(write: Write) -> None:
    written = write()
    deliver.call(written.pk)
    deliver.call(written.pk)
    send_now(written.pk, at=later(days=1))
    deliver_due(at=later(days=1))
    assert len(mail.outbox) == 1


def test_a_mail_that_another_is_sending_is_left_alone(write: Write) -> None:
    written = write()
    assert OutgoingMail.objects.claim(written.pk, at=later(), lease=delivery.LEASE)
    deliver_due(at=later(minutes=4))
    assert mail.outbox == []


def test_a_mail_whose_sender_died_is_taken_up_again(write: Write) -> None:
    written = write()
    OutgoingMail.objects.claim(written.pk, at=later(), lease=delivery.LEASE)
    deliver_due(at=later(minutes=5))
    assert len(mail.outbox) == 1


@pytest.mark.django_db(transaction=True)
def test_of_several_that_try_at_once_one_sends(write: Write) -> None:
    written = write()
    moment, start, won = later(), Barrier(4), []

    def claim() -> None:
        start.wait()
        won.append(OutgoingMail.objects.claim(written.pk, at=moment, lease=delivery.LEASE))
        connection.close()

    threads = [Thread(target=claim) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(won) == [False, False, False, True]


def test_a_failure_is_noted_and_tried_again(
    write: Write, server: Server, settings: Settings
) -> None:
    written = write()
    server("DownBackend")
    assert send_now(written.pk, at=later()) is False

    written.refresh_from_db()
    assert written.failed_reason == "ConnectionRefusedError: Connection refused"
    assert written.next_attempt_at == later(minutes=1)
    assert written.state == MailState.WAITING

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert deliver_due(at=later(seconds=59)) == 0
    assert deliver_due(at=later(seconds=60)) == 1
    assert len(mail.outbox) == 1
    written.refresh_from_db()
    assert (written.attempts, written.failed_reason) == (2, "")


@pytest.mark.parametrize(
    ("attempts", "minutes"), [(1, 1), (2, 5), (3, 15), (4, 60), (5, 60), (50, 60)]
)
def test_the_pauses_grow(now: datetime, attempts: int, minutes: int) -> None:
    moment = next_attempt(attempts=attempts, created=now, at=now)
    assert moment == now + timedelta(minutes=minutes)


def test_a_mail_is_given_up_after_three_days(write: Write, server: Server) -> None:
    written = write()
    server("DownBackend")
    while written.next_attempt_at:
        send_now(written.pk, at=written.next_attempt_at)
        written.refresh_from_db()
    assert written.state == MailState.GIVEN_UP
    assert written.failed_reason
    assert 70 < written.attempts < 76
    assert list(OutgoingMail.objects.given_up()) == [written]
    assert deliver_due(at=later(days=9)) == 0


@pytest.mark.parametrize(
    ("backend", "state"),
    [("RefusingBackend", MailState.GIVEN_UP), ("BusyBackend", MailState.WAITING)],
)
def test_an_address_that_does_not_exist_is_given_up_at_once(
    write: Write, server: Server, backend: str, state: MailState
) -> None:
    server(backend)
    written = write(unsubscribe_url="http://testserver/secret/")
    send_now(written.pk, at=later())
    written.refresh_from_db()
    assert written.state == state
    # What is given up keeps no secret; what is tried again needs its words.
    kept = "secret" in f"{written.text}{written.html}{written.headers}"
    assert kept is (state == MailState.WAITING)


def test_what_is_of_no_use_any_more_is_not_sent_and_keeps_no_secret(
    write: Write, server: Server, settings: Settings
) -> None:
    code, other = write(valid_for=timedelta(minutes=15)), write()
    server("DownBackend")
    send_now(code.pk, at=later())
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    send_now(code.pk, at=code.created + timedelta(minutes=15))
    deliver_due(at=code.created + timedelta(minutes=15))
    code.refresh_from_db()
    other.refresh_from_db()
    assert (code.state, code.text, code.html) == (MailState.GIVEN_UP, "", "")
    assert other.state == MailState.SENT
    assert len(mail.outbox) == 1


def test_what_is_still_of_use_is_tried_again(write: Write, server: Server) -> None:
    code = write(valid_for=timedelta(minutes=15))
    server("DownBackend")
    send_now(code.pk, at=later())
    server("BusyBackend")
    assert deliver_due(at=code.created + timedelta(minutes=14)) == 1
    code.refresh_from_db()
    assert (code.attempts, code.state) == (2, MailState.WAITING)
    assert code.text


def test_a_server_that_is_down_ends_the_round(write: Write, server: Server) -> None:
    for _ in range(3):
        write()
    server("DownBackend")
    assert deliver_due(at=later()) == 1
    assert deliver_due(at=later()) == 1
    assert OutgoingMail.objects.filter(attempts=1).count() == 2


def test_a_round_has_an_end(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delivery, "MOST_IN_A_ROUND", 2)
    for _ in range(3):
        write()
    assert deliver_due(at=later()) == 2


def test_old_mail_is_forgotten(write: Write) -> None:
    write()
    assert forget_old_mail(at=later(days=29)) == 0
    assert forget_old_mail(at=later(days=31)) == 1


@pytest.fixture
def inbox(settings: Settings) -> Iterator[Inbox]:
    """A real SMTP server on a free port, and mail set to go there."""
    server = Inbox()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = LOOPBACK
    settings.EMAIL_PORT = server.port
    with server.running():
        yield server


def test_a_real_server_receives_the_mail_once_after_it_recovered(
    write: Write, inbox: Inbox
) -> None:
    written = write(language="en")
    inbox.answer = "451 Busy"
    assert send_now(written.pk, at=later()) is False
    written.refresh_from_db()
    assert written.failed_reason.startswith(smtplib.SMTPDataError.__name__)

    inbox.answer = "250 OK"
    deliver_due(at=later(minutes=1))
    deliver_due(at=later(minutes=2))
    [content] = inbox.received
    assert written.headers["Message-ID"].encode() in content
    assert b"multipart/alternative" in content
