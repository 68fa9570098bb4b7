"""What became of a step of loading."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from zaedno.users.models import User


class Outcome(Enum):
    """Whether a step changed anything."""

    CREATED = "created"
    REFRESHED = "refreshed"
    UNCHANGED = "unchanged"


@dataclass
class Loading:
    """What the steps of one run share.

    Attributes:
        today: the day from which dates of the content are counted.
        refresh: write everything anew, also what editors have changed.
        author: member of staff in whose name pages are written.
        publisher: the one who publishes them; authors may not.
        page_ids: ids of the Bulgarian pages so far, by slug.
        untranslated: texts for which no English was found.
    """

    today: date
    refresh: bool
    author: User | None = None
    publisher: User | None = None
    page_ids: dict[str, int] = field(default_factory=dict)
    untranslated: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Step:
    """One thing to load; done in a transaction of its own, so that a stopped run can go on."""

    name: str
    run: Callable[[Loading], Outcome]
