"""What a page asks of the database again and again is asked once for each request."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

T = TypeVar("T")

_answers: ContextVar[dict[str, Any] | None] = ContextVar("answers", default=None)


@contextmanager
def remembering() -> Iterator[None]:
    """Keep answers until the end of the block; only for work that changes nothing."""
    token = _answers.set({})
    try:
        yield
    finally:
        _answers.reset(token)


def is_remembering() -> bool:
    """Whether this is a request that only reads."""
    return _answers.get() is not None


def once(question: str, ask: Callable[[], T]) -> T:
    """The answer that was given before in this request, or else what asking gives.

    Args:
        question: name of what is asked; it has one answer for everybody.
        ask: gives the answer. Outside a request that reads it is always asked.
    """
    answers = _answers.get()
    if answers is None:
        return ask()
    if question not in answers:
        answers[question] = ask()
    return answers[question]
