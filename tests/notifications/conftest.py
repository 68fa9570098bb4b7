"""What the tests of the outbox share."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings

from zaedno.notifications.models import OutgoingMail
from zaedno.notifications.services import send_later

FAILING = "tests.notifications.failing_backend"


@pytest.fixture
def now() -> datetime:
    return timezone.now()


@pytest.fixture
def write(db: None) -> Callable[..., OutgoingMail]:
    """Writes a mail of a template that every installation has."""

    def write_mail(**changed: Any) -> OutgoingMail:
        context = {"name": "Мария & Иван", "text": "<b>Добра</b> идея", "title": "План\nза 2025"}
        values: dict[str, Any] = {
            "to": "maria@example.org",
            "template": "comment_confirm",
            "context": {**context, "link": "http://testserver/bg/x/"},
            "language": "bg",
        }
        return send_later(**{**values, **changed})

    return write_mail


@pytest.fixture
def server(settings: Settings) -> Callable[[str], None]:
    """Puts a mail server in place that does not work."""

    def choose(name: str) -> None:
        settings.EMAIL_BACKEND = f"{FAILING}.{name}"

    return choose
