"""The days on which readers can act on what was found, as a result says them."""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from search.models import SearchEntry

OPEN = pgettext_lazy("a result", "Open until")
PLANNED = pgettext_lazy("a result", "Opens on")
ENDED = pgettext_lazy("a result", "Ended on")


@dataclass(frozen=True)
class Term:
    """The day that matters to a reader, and why it does."""

    label: "Promise | str"
    day: date


def term_of(entry: SearchEntry, on: date) -> Term | None:
    """What to say on a day about the term of an entry; nothing where it has none.

    The last day counts whole.
    """
    if entry.open_until is None:
        return None
    if entry.open_until < on:
        return Term(ENDED, entry.open_until)
    if entry.open_from and not entry.is_open(on):
        return Term(PLANNED, entry.open_from)
    return Term(OPEN, entry.open_until)
