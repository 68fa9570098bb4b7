"""What the tests of documents share."""

from collections.abc import Callable

import pytest
from django.core.files.base import ContentFile
from pytest_django.fixtures import Settings

from zaedno.core.models import CustomDocument

Upload = Callable[..., CustomDocument]

AT_ONCE = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
LATER = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}


@pytest.fixture(autouse=True)
def tasks_at_once(settings: Settings) -> None:
    """What goes to the queue is done where it is asked for."""
    settings.TASKS = AT_ONCE


@pytest.fixture
def nobody_works(settings: Settings) -> None:
    """What goes to the queue stays there."""
    settings.TASKS = LATER


@pytest.fixture
def upload(db: None) -> Upload:
    """Make a document of a file's content."""

    def make(name: str, content: bytes, **fields: object) -> CustomDocument:
        title = fields.pop("title", "Доклад")
        return CustomDocument.objects.create(
            title=title, file=ContentFile(content, name=name), **fields
        )

    return make
