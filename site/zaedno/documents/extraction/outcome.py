"""What came of reading a file, as the reading process tells it."""

from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any


class Outcome(StrEnum):
    """How the reading of a file ended."""

    READ = "read"
    EMPTY = "empty"
    ENCRYPTED = "encrypted"
    DAMAGED = "damaged"
    TOO_LARGE = "too_large"
    TIMED_OUT = "timed_out"
    UNSUPPORTED = "unsupported"


@dataclass(frozen=True)
class Piece:
    """Text of one page, or a stretch of a file that has no pages (None)."""

    page: int | None
    text: str


@dataclass(frozen=True)
class Reading:
    """What was read.

    Attributes:
        reason: for whoever looks into the log, in English.
        pages: how many the file has; 0 where it has none.
        blank: how many of the pages that were read have no text.
        recognised: how many pages were read from their picture.
        next_page: where the next process has to go on; None when all is read.
        is_cut: there is more text than is kept.
    """

    outcome: Outcome
    reason: str = ""
    pieces: list[Piece] = field(default_factory=list)
    pages: int = 0
    blank: int = 0
    recognised: int = 0
    next_page: int | None = None
    is_cut: bool = False

    def as_json(self) -> dict[str, Any]:
        """What goes from one process to the other."""
        return asdict(self)

    @classmethod
    def from_json(cls, told: dict[str, Any]) -> "Reading":
        """What came from the other process.

        Raises:
            KeyError, TypeError, ValueError: it is not what that process writes.
        """
        pieces = [Piece(piece["page"], str(piece["text"])) for piece in told["pieces"]]
        return cls(**{**told, "pieces": pieces, "outcome": Outcome(told["outcome"])})


class Unreadable(Exception):
    """A file whose text cannot be had, and why."""

    def __init__(self, outcome: Outcome, reason: str) -> None:
        """Say how the reading ended."""
        super().__init__(reason)
        self.outcome = outcome
        self.reason = reason


def damaged(reason: str) -> Unreadable:
    """A file that is not what it should be."""
    return Unreadable(Outcome.DAMAGED, reason)


def encrypted(reason: str) -> Unreadable:
    """A file that wants a password."""
    return Unreadable(Outcome.ENCRYPTED, reason)


def too_large(reason: str) -> Unreadable:
    """A file that unpacks to more than may be unpacked."""
    return Unreadable(Outcome.TOO_LARGE, reason)
