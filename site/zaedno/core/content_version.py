"""What is the same for every visitor until somebody changes it, kept in the process.

A row names the version of the content. It is written with each change, by whatever process (in its
transaction, where there is one), and read once for each request; answers of another version are
forgotten.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any, TypeVar
from uuid import UUID, uuid4

from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from wagtail.signals import post_page_move

from zaedno.core.models.version import ContentVersion
from zaedno.core.once import is_remembering, once

T = TypeVar("T")

MOST_ANSWERS = 5_000


@dataclass
class _Answers:
    """What was answered in one version of the content."""

    version: UUID | None = None
    given: dict[Hashable, Any] = field(default_factory=dict)


_latest = _Answers()


def kept(question: Hashable, ask: Callable[[], T]) -> T:
    """The answer that was given in this version of the content, or else what asking gives.

    Answers are shared by requests: nobody may change one, and view restrictions, which have no part
    in the version, are applied to it afterwards.

    Args:
        question: names what is asked and all on which the answer depends.
        ask: gives the answer. Outside a request that reads it is always asked.
    """
    version = once("content version", _read) if is_remembering() else None
    if version is None:
        return ask()
    given = _answers_of(version)
    if question not in given:
        answer = ask()
        if answer is None:
            return answer
        given[question] = answer
    return given[question]


def _answers_of(version: UUID) -> dict[Hashable, Any]:
    global _latest  # noqa: PLW0603  replaced whole, so that no thread sees half of a change
    answers = _latest
    if answers.version != version or len(answers.given) >= MOST_ANSWERS:
        answers = _latest = _Answers(version)
    return answers.given


def _read() -> UUID | None:
    return ContentVersion.objects.values_list("version", flat=True).first()


def renew() -> None:
    """Begin a new version; after a change that sends no signal.

    A version is random, not a number: one that was rolled back never comes again.
    """
    ContentVersion.objects.bulk_create(
        [ContentVersion(pk=1, version=uuid4())],
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["version"],
    )


def watch(*models: type[Model]) -> None:
    """Begin a new version with each change of some models; called when the app is ready."""

    def renew_after(sender: type[Model], **kwargs: Any) -> None:
        if issubclass(sender, models):
            renew()

    for signal in (post_save, post_delete, post_page_move):
        # Each call watches models of its own: one name for all would let only the first count.
        signal.connect(renew_after, weak=False, dispatch_uid=("content version", models))
