"""How good an entry is for a query, once its stems are known: what the database cannot say in SQL.

The database finds the likeliest entries by the sum of their stems; these are looked at more
closely: other wordings stand whole, words that stand together in the query stand together in the
text, the exact form counts more than another, what is open and what is new comes first.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import pairwise

from search.analysis import STOP_WORDS, terms
from search.backends.explanation import How, ScorePart, Where
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
# Who names nothing but a kind wants what is open of it before all that only tells of it.
OPEN_OF_KIND = 300.0
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
    kind: str = ""

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
        kinds: those that the query names, and nothing else.
    """

    query: Query
    rarity: Mapping[str, float]
    today: date
    kinds: frozenset[str] = frozenset()

    def score(self, entry: Candidate) -> float:
        """How good an entry is; only the order of such numbers means anything."""
        return _total(self.gains(entry))

    def gains(self, entry: Candidate) -> list[ScorePart]:
        """What makes the score, named by stems and words; together they are the score."""
        readings = (self._reading(reading, entry) for reading in self.query.readings)
        best = max(readings, key=_total, default=[])
        return [*best, *self._timely(_total(best), entry)]

    def _reading(self, reading: Reading, entry: Candidate) -> list[ScorePart]:
        found = [
            *(gain for part in reading.parts for gain in self._part(part, entry)),
            *self._nearness(reading, entry),
            *self._exactness(reading, entry),
        ]
        if reading.weight == 1:
            return found
        return [replace(gain, value=gain.value * reading.weight) for gain in found]

    def _part(self, part: Part, entry: Candidate) -> list[ScorePart]:
        own = [
            ScorePart(How.FORM, part.weight * self._worth(term, entry), term)
            for term in set(terms(part.words))
            if term in entry.weights
        ]
        return max([own, *(self._wording(other, entry) for other in part.others)], key=_total)

    def _wording(self, wording: Wording, entry: Candidate) -> list[ScorePart]:
        """Other words count where they all are; fully only where they stand together."""
        found = wording.terms()
        if not all(term in entry.weights for term in found):
            return []
        share = wording.weight
        together = len(found) == 1 or _stands_in(found, entry.title_terms)
        if not together and not _stands_in(found, entry.text_terms):
            share *= APART
        worth = share * sum(self._worth(term, entry) for term in set(found))
        return [ScorePart(How.WORDING, worth, " ".join(wording.words))]

    def _worth(self, term: str, entry: Candidate) -> float:
        return self.rarity.get(term, 0.0) * entry.weights.get(term, 0.0)

    def _nearness(self, reading: Reading, entry: Candidate) -> Iterator[ScorePart]:
        wanted = set(reading.neighbours())
        for where, stems, share in (
            (Where.TITLE, entry.title_terms, NEAR_IN_TITLE),
            (Where.ANYWHERE, entry.text_terms, NEAR_IN_TEXT),
        ):
            for one, other in wanted & set(pairwise(stems)):
                share_of_pair = NUMBER_NEAR if other[:1].isdigit() else share
                rarity = self.rarity.get(one, 0) + self.rarity.get(other, 0)
                yield ScorePart(How.NEAR, share_of_pair * rarity, f"{one} {other}", (where,))

    def _exactness(self, reading: Reading, entry: Candidate) -> Iterator[ScorePart]:
        """What the form as it was typed, and the same word in another form, are worth more."""
        for word in set(reading.words) - STOP_WORDS:
            rarity, base = self.rarity.get(stem(word), 0.0), base_form(word)
            if word in entry.title_set:
                yield ScorePart(How.EXACT, EXACT_IN_TITLE * rarity, word, (Where.TITLE,))
            elif word in entry.text_set:
                yield ScorePart(How.EXACT, EXACT_IN_TEXT * rarity, word, (Where.ANYWHERE,))
            if base in entry.title_bases:
                yield ScorePart(How.SAME_WORD, BASE_IN_TITLE * rarity, word, (Where.TITLE,))
            elif base in entry.text_bases:
                yield ScorePart(How.SAME_WORD, BASE_IN_TEXT * rarity, word, (Where.ANYWHERE,))
        if list(reading.words) == list(entry.title):
            worth = sum(self.rarity.get(term, 0.0) for term in entry.title_terms)
            words = " ".join(reading.words)
            yield ScorePart(How.WHOLE_TITLE, WHOLE_TITLE * worth, words, (Where.TITLE,))

    def _timely(self, worth: float, entry: Candidate) -> Iterator[ScorePart]:
        """What is open now is worth more, what fades is worth less with each year."""
        if entry.is_open:
            of_kind = OPEN_OF_KIND if entry.kind in self.kinds else 0.0
            yield ScorePart(How.OPEN, worth * (OPEN_NOW - 1) + of_kind)
            worth *= OPEN_NOW
        if entry.fades and entry.day:
            days = max((self.today - entry.day).days, 0)
            yield ScorePart(How.NEW, worth * NEWEST * math.exp(-days / FADES_IN_DAYS))


def _total(gains: Iterable[ScorePart]) -> float:
    return sum(gain.value for gain in gains)


def _stands_in(found: Sequence[str], among: Sequence[str]) -> bool:
    """Whether words follow each other in a text, with a few others between them at most."""
    for start, term in enumerate(among):
        if term == found[0]:
            rest = iter(among[start + 1 : start + len(found) + SLOP])
            if all(wanted in rest for wanted in found[1:]):
                return True
    return False
