"""How good an entry is for a query, once its stems are known: what the database cannot say in SQL.

The database finds the likeliest entries by the sum of their stems; these are looked at more
closely: other wordings stand whole, words that stand together in the query stand together in the
text, the exact form counts more than another, what is open and what is new comes first.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise

from search.analysis import STOP_WORDS, terms
from search.stemming import base_form, stem
from search.understanding import Part, Query, Reading, Wording

# Shares of what the words themselves are worth.
NEAR_IN_TITLE = 0.35
NEAR_IN_TEXT = 0.15
NUMBER_NEAR = 0.8
EXACT_IN_TITLE = 0.25
EXACT_IN_TEXT = 0.1
BASE_IN_TITLE = 0.5
BASE_IN_TEXT = 0.2
WHOLE_TITLE = 0.3
APART = 0.25
SLOP = 2
OPEN_NOW = 1.5
NEWEST = 0.3
FADES_IN_DAYS = 365.0
MOST_WORDS_READ = 2_000


@dataclass
class Candidate:
    """An entry to look at: its words, and what each stem of the query is worth in it."""

    title: Sequence[str]
    text: Sequence[str]
    weights: Mapping[str, float]
    day: date | None = None
    fades: bool = False
    is_open: bool = False

    @cached_property
    def title_terms(self) -> list[str]:
        """Stems of the title."""
        return terms(self.title)

    @cached_property
    def text_terms(self) -> list[str]:
        """Stems of the beginning of the text."""
        return terms(self.text[:MOST_WORDS_READ])

    @cached_property
    def title_set(self) -> set[str]:
        """The words of the title."""
        return set(self.title)

    @cached_property
    def text_set(self) -> set[str]:
        """The words of the text."""
        return set(self.text[:MOST_WORDS_READ])

    @cached_property
    def title_bases(self) -> set[str]:
        """The dictionary forms of the title's words."""
        return set(map(base_form, self.title_set))

    @cached_property
    def text_bases(self) -> set[str]:
        """The dictionary forms of the text's words."""
        return set(map(base_form, self.text_set))


@dataclass(frozen=True)
class Scorer:
    """Scores entries for one query.

    Attributes:
        rarity: how much each stem of the query counts; rare ones more.
    """

    query: Query
    rarity: Mapping[str, float]
    today: date

    def score(self, entry: Candidate) -> float:
        """How good an entry is; only the order of such numbers means anything."""
        best = max(
            (reading.weight * self._reading(reading, entry) for reading in self.query.readings),
            default=0.0,
        )
        return best * timeliness(
            entry.day, fades=entry.fades, is_open=entry.is_open, today=self.today
        )

    def _reading(self, reading: Reading, entry: Candidate) -> float:
        parts = sum(self._part(part, entry) for part in reading.parts)
        return parts + self._nearness(reading, entry) + self._exactness(reading, entry)

    def _part(self, part: Part, entry: Candidate) -> float:
        own = part.weight * sum(self._worth(term, entry) for term in _distinct(part.words))
        return max([own, *(self._wording(other, entry) for other in part.others)])

    def _wording(self, wording: Wording, entry: Candidate) -> float:
        """Other words count where they all are; fully only where they stand together."""
        found = wording.terms()
        if not all(term in entry.weights for term in found):
            return 0.0
        worth = wording.weight * sum(self._worth(term, entry) for term in set(found))
        if len(found) == 1 or _stands_in(found, entry.title_terms):
            return worth
        return worth * (1 if _stands_in(found, entry.text_terms) else APART)

    def _worth(self, term: str, entry: Candidate) -> float:
        return self.rarity.get(term, 0.0) * entry.weights.get(term, 0.0)

    def _nearness(self, reading: Reading, entry: Candidate) -> float:
        wanted = set(pairwise(terms(reading.words)))
        found = 0.0
        for pairs, share in (
            (set(pairwise(entry.title_terms)), NEAR_IN_TITLE),
            (set(pairwise(entry.text_terms)), NEAR_IN_TEXT),
        ):
            for one, other in wanted & pairs:
                share_of_pair = NUMBER_NEAR if other[:1].isdigit() else share
                found += share_of_pair * (self.rarity.get(one, 0) + self.rarity.get(other, 0))
        return found

    def _exactness(self, reading: Reading, entry: Candidate) -> float:
        """What the form as it was typed, and the same word in another form, are worth more."""
        found = 0.0
        for word in set(reading.words) - STOP_WORDS:
            share = EXACT_IN_TITLE if word in entry.title_set else 0.0
            share = share or (EXACT_IN_TEXT if word in entry.text_set else 0.0)
            base = base_form(word)
            if base in entry.title_bases:
                share += BASE_IN_TITLE
            elif base in entry.text_bases:
                share += BASE_IN_TEXT
            found += share * self.rarity.get(stem(word), 0.0)
        if list(reading.words) == list(entry.title):
            found += WHOLE_TITLE * sum(self.rarity.get(term, 0.0) for term in entry.title_terms)
        return found


def timeliness(day: date | None, *, fades: bool, is_open: bool, today: date) -> float:
    """What is open now is worth more, what fades is worth less with each year."""
    factor = OPEN_NOW if is_open else 1.0
    if fades and day:
        factor *= 1 + NEWEST * math.exp(-max((today - day).days, 0) / FADES_IN_DAYS)
    return factor


def _distinct(words: Iterable[str]) -> set[str]:
    return set(terms(words))


def _stands_in(found: Sequence[str], among: Sequence[str]) -> bool:
    """Whether words follow each other in a text, with a few others between them at most."""
    for start, term in enumerate(among):
        if term == found[0]:
            rest = iter(among[start + 1 : start + len(found) + SLOP])
            if all(wanted in rest for wanted in found[1:]):
                return True
    return False
