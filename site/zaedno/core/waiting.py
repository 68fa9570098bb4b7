"""What waits for a member of staff: the apps register it, the front page of the CMS shows it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise


@dataclass(frozen=True)
class WaitingItem:
    """One thing that waits.

    Attributes:
        title: what it is, as a link.
        url: where it is dealt with.
        note: what is to be known of it: the step, who sent it, how many.
        at: moment that matters, shown with the note.
    """

    title: str
    url: str
    note: str = ""
    at: datetime | None = None


WaitingFor = Callable[[Any], Sequence[WaitingItem]]


@dataclass(frozen=True)
class WaitingList:
    """A heading and what stands under it for one user."""

    title: Promise | str
    items: Sequence[WaitingItem]


_lists: list[tuple[int, Promise | str, WaitingFor]] = []


def register_waiting(order: int, title: Promise | str, function: WaitingFor) -> None:
    """Add a list; called from the ``waiting`` module of an app.

    Args:
        order: place on the front page, small numbers first.
        title: heading of the list.
        function: gives what waits for a user, at a cost that does not grow with the number.
    """
    _lists.append((order, title, function))


def waiting_for(user: Any) -> list[WaitingList]:
    """All that waits for the user; empty lists are left out."""
    in_order = sorted(_lists, key=lambda entry: entry[0])
    found = (WaitingList(title, function(user)) for _order, title, function in in_order)
    return [waiting for waiting in found if waiting.items]
