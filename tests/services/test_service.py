"""One service's life, told with the smallest one, the mail catcher."""

import smtplib
import socket
from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage
from pathlib import Path

import pytest

from tests.services.accounts import Account
from tests.services.errors import ServiceError
from tests.services.mail import Mail
from tests.services.places import Places
from tests.services.processes import Record
from tests.services.redis import Redis


@pytest.fixture
def places(tmp_path: Path) -> Places:
    """Give the folders of services in a path with a space."""
    places = Places(tmp_path / "data folder")
    places.create()
    return places


@pytest.fixture
def mail(places: Places) -> Iterator[Mail]:
    """Give a mail catcher that is stopped after the test."""
    service = Mail(places, Account())
    yield service
    service.stop()


def port_of(service: Mail) -> int:
    record = service.record
    assert record is not None
    return record.port


def test_a_mail_becomes_a_file(mail: Mail) -> None:
    mail.start()
    message = EmailMessage()
    message["Subject"] = "Отговор на предложение"
    message["From"], message["To"] = "office@example.bg", "citizen@example.bg"
    message.set_content("Благодарим Ви.")
    with smtplib.SMTP("127.0.0.1", port_of(mail)) as client:
        client.send_message(message)
    (path,) = mail.mailbox.glob("*.eml")
    caught = message_from_bytes(path.read_bytes())
    assert caught["X-RcptTo"] == "citizen@example.bg"
    assert "Благодарим Ви." in bytes(caught.get_payload(decode=True)).decode()


def test_starting_twice_keeps_the_process(mail: Mail) -> None:
    mail.start()
    first = mail.record
    mail.start()
    assert mail.record == first


def test_stopping_and_starting_keeps_the_address(mail: Mail) -> None:
    mail.start()
    address = mail.current_url
    assert mail.stop()
    assert mail.current_url is None
    mail.start()
    assert mail.current_url == address


def test_a_port_taken_meanwhile_gives_way_to_another(mail: Mail) -> None:
    mail.start()
    port = port_of(mail)
    mail.stop()
    with socket.socket() as stranger:
        stranger.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        stranger.bind(("127.0.0.1", port))
        stranger.listen()
        mail.start()
        assert port_of(mail) != port


def test_a_stale_record_does_not_hinder_a_start(mail: Mail) -> None:
    Record(pid=1, born="stale", port=9).write(mail.record_file)
    mail.start()
    assert mail.status().startswith("running")


def test_a_stopped_service_has_no_line_for_the_shell(mail: Mail) -> None:
    assert mail.env_line() == ""
    mail.start()
    assert mail.env_line() == f"EMAIL_URL=smtp://127.0.0.1:{port_of(mail)}\n"


def test_a_given_server_is_used_and_ours_not_started(
    places: Places, mail: Mail, monkeypatch: pytest.MonkeyPatch
) -> None:
    mail.start()
    # Any listener will do: that it answers is all that is asked.
    given = f"redis://:secret@127.0.0.1:{port_of(mail)}/2"
    monkeypatch.setenv("REDIS_URL", given)
    redis = Redis(places, Account())
    redis.start()
    assert redis.record is None
    assert redis.current_url == given
    assert "secret" not in redis.status()


def test_a_given_server_that_is_down_is_an_error(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REDIS_URL", "redis://127.0.0.1:1/0")
    redis = Redis(places, Account())
    with pytest.raises(ServiceError, match="REDIS_URL"):
        redis.start()
    assert redis.env_line() == ""


def test_our_own_address_in_the_environment_is_not_a_given_one(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    redis = Redis(places, Account())
    Record(pid=1, born="stale", port=6390).write(redis.record_file)
    monkeypatch.setenv("REDIS_URL", "redis://127.0.0.1:6390/0")
    assert redis.given_url is None
