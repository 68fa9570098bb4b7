"""What fits a question well enough to be told to somebody who asks nothing at the moment.

Who searches sees the best results first and stops where they get worse. A feed and a mail have no
such order: there a result needs most of the words, not any of them.
"""

import math
from collections import defaultdict
from collections.abc import Sequence

from search.analysis import terms
from search.backends.database import LONGEST_TERM
from search.models import SearchTerm
from search.understanding import Query

FEW = 2
MOST_OF = 2 / 3


def fitting(ids: Sequence[int], query: Query) -> list[int]:
    """Of some found entries, those that have most of the words of one reading, in their order."""
    wanted = [_stems(reading.words) for reading in query.readings]
    if not any(wanted):
        return list(ids)
    present = _present(ids, frozenset[str]().union(*wanted))
    return [
        pk
        for pk in ids
        if any(stems and len(stems & present[pk]) >= _enough(len(stems)) for stems in wanted)
    ]


def _stems(words: Sequence[str]) -> frozenset[str]:
    return frozenset(term[:LONGEST_TERM] for term in terms(words))


def _present(ids: Sequence[int], stems: frozenset[str]) -> dict[int, set[str]]:
    """Which of some stems each entry has."""
    found: dict[int, set[str]] = defaultdict(set)
    rows = SearchTerm.objects.filter(entry__in=ids, term__in=stems)
    for entry_id, term in rows.values_list("entry", "term"):
        found[entry_id].add(term)
    return found


def _enough(number: int) -> int:
    return number if number <= FEW else math.ceil(number * MOST_OF)
