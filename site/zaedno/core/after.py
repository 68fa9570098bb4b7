"""What is done once the reader has the answer."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse


class AnswerFirst(HttpResponse):
    """An answer after which something is done: the server closes it when it is sent."""

    def __init__(self, *args: Any, then: Callable[[], None], **kwargs: Any) -> None:
        """Keep what is to be done.

        Args:
            args: as Django's.
            then: done afterwards; what it raises is not told to the reader any more.
            kwargs: as Django's.
        """
        super().__init__(*args, **kwargs)
        self._then = then

    def close(self) -> None:
        """Do it, and end the request."""
        try:
            self._then()
        finally:
            super().close()
