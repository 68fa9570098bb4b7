"""What fits a question well enough to be told to somebody who asks nothing at the moment.

Who searches sees the best results first and stops where they get worse. A feed and a mail have no
such order: there a result needs most of the words, or other words for them, not any of them.
"""

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from search.backends.database import LONGEST_TERM
from search.models import SearchTerm
from search.understanding import Query, Reading, Wording

FEW = 2
MOST_OF = 2 / 3

Stems = frozenset[str]


@dataclass(frozen=True)
class _Asked:
    """Words of a question by their stems, and other wordings of which each says the same."""

    stems: Stems
    others: tuple[Stems, ...]

    def covered_by(self, present: Stems) -> int:
        """How many of the words are there."""
        if any(other <= present for other in self.others):
            return len(self.stems)
        return len(self.stems & present)


def fitting(ids: Sequence[int], query: Query) -> list[int]:
    """Of some found entries, those that have most of the words of one reading, in their order."""
    readings = [_asked(reading) for reading in query.readings]
    stems = _all_stems(readings)
    if not stems:
        return list(ids)
    present = _present(ids, stems)
    return [pk for pk in ids if any(_fits(reading, present[pk]) for reading in readings)]


def _asked(reading: Reading) -> list[_Asked]:
    return [
        _Asked(_stems(Wording(part.words)), tuple(_stems(other) for other in part.others))
        for part in reading.parts
    ]


def _stems(wording: Wording) -> Stems:
    return frozenset(term[:LONGEST_TERM] for term in wording.terms())


def _all_stems(readings: Sequence[Sequence[_Asked]]) -> Stems:
    asked = [one for reading in readings for one in reading]
    return Stems().union(*(stems for one in asked for stems in (one.stems, *one.others)))


def _present(ids: Sequence[int], stems: Stems) -> dict[int, Stems]:
    """Which of some stems each entry has."""
    found: dict[int, Stems] = defaultdict(Stems)
    rows = SearchTerm.objects.filter(entry__in=ids, term__in=stems)
    for entry_id, term in rows.values_list("entry", "term"):
        found[entry_id] |= {term}
    return found


def _fits(reading: Sequence[_Asked], present: Stems) -> bool:
    number = sum(len(one.stems) for one in reading)
    needed = number if number <= FEW else math.ceil(number * MOST_OF)
    return number > 0 and sum(one.covered_by(present) for one in reading) >= needed
