"""Other words for the same: what editors listed, and what public texts say of abbreviations."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import lru_cache

from django.db.models import Count, Max, Q, QuerySet

from search.abbreviations import (
    FEWEST_INITIALS,
    MOST_INITIALS,
    abbreviations_of,
    initials,
    learnt,
    segments,
    shortened,
    spelt_out,
)
from search.analysis import STOP_WORDS, terms
from search.models import SearchAbbreviation, SearchEntry, SearchInitials, SynonymGroup
from search.stemming import is_in_dictionary
from search.synonyms import SAME_NAME, Thesaurus
from search.understanding import Known, Wording
from zaedno.core.content_version import kept

BATCH = 2_000
LONGEST_KEY = 200
MOST_LEARNT = 16
MOST_TITLES = 60
MOST_SPELT = 2
BY_INITIALS = 0.9

# How many groups of synonyms there are, and when one changed last.
State = tuple[int, datetime | None]
Spans = dict[tuple[int, int], list[Wording]]


def write_abbreviations(entries: Sequence[SearchEntry], *, using: str = "default") -> None:
    """Replace what some entries teach about abbreviations."""
    SearchAbbreviation.objects.using(using).filter(entry__in=entries).delete()
    SearchInitials.objects.using(using).filter(entry__in=entries).delete()
    rows = [
        SearchAbbreviation(entry=entry, short=short, long=long, key=_key(long.split()))
        for entry in entries
        for short, long in learnt(f"{entry.title}\n{entry.lead}\n{entry.body}")
    ]
    SearchAbbreviation.objects.using(using).bulk_create(rows, batch_size=BATCH)
    SearchInitials.objects.using(using).bulk_create(
        [SearchInitials(entry=entry, initials=initials(entry.title)) for entry in entries],
        batch_size=BATCH,
    )


class SiteLexicon:
    """What editors listed and what is published teaches.

    The list is kept in the memory of the process and read again when anything in it has changed, so
    that a change takes effect with the next search.
    """

    def __init__(self, using: str = "default", thesaurus: Thesaurus | None = None) -> None:
        """Read from a database of the settings; a given thesaurus replaces the editors' list."""
        self.using = using
        self._given = thesaurus

    def listed(self, words: Iterable[str]) -> set[str]:
        """Those words for which editors listed others, or texts say what they are short for."""
        some = set(words)
        learnt = self._abbreviations().filter(short__in=some).values_list("short", flat=True)
        return self._thesaurus().listed(some) | set(learnt.distinct())

    def others(
        self, words: Sequence[str], *, capitals: Mapping[str, str], known: Known
    ) -> dict[tuple[int, int], list[Wording]]:
        """Other wordings of pieces of a query, by where each begins and ends."""
        shortened_pieces = abbreviations_of(words)
        found = defaultdict(list, self._thesaurus().others(words, frozenset(capitals)))
        self._add_learnt(words, found)
        unexplained = [
            (at, word)
            for at, word in enumerate(words)
            if (at, at + 1) not in found and _may_be_abbreviation(word, capitals, known)
        ]
        for at, word in unexplained[:MOST_SPELT]:
            found[at, at + 1] += self._by_initials(capitals.get(word, word))
        for span, short in shortened_pieces:
            if span not in found and known([short]):
                found[span].append(Wording((short,), BY_INITIALS))
        return {span: wordings for span, wordings in found.items() if wordings}

    def _thesaurus(self) -> Thesaurus:
        return self._given or editors_thesaurus()

    def _abbreviations(self) -> "QuerySet[SearchAbbreviation]":
        """What public texts teach."""
        return SearchAbbreviation.objects.using(self.using).filter(entry__deleted_at=None)

    def _add_learnt(self, words: Sequence[str], found: Spans) -> None:
        """What texts say outright, in both directions."""
        spans = {_key(words[start:end]): (start, end) for start, end, _ in shortened(words)}
        shorts = {word: (at, at + 1) for at, word in enumerate(words) if word not in STOP_WORDS}
        rows = self._abbreviations().filter(Q(short__in=list(shorts)) | Q(key__in=list(spans)))
        pairs = rows.values_list("short", "key").annotate(number=Count("pk"), long=Max("long"))
        for short, key, _, long in pairs.order_by("-number")[:MOST_LEARNT]:
            if short in shorts:
                found[shorts[short]].append(Wording(tuple(long.split()), SAME_NAME))
            if key in spans:
                found[spans[key]].append(Wording((short,), SAME_NAME))

    def _by_initials(self, short: str) -> list[Wording]:
        """What the initials of titles say that an abbreviation stands for."""
        letters = "".join(part[0] for part in segments(short))
        rows = SearchInitials.objects.using(self.using).filter(
            initials__contains=letters, entry__deleted_at=None
        )
        titles = rows.values_list("entry__title_words", flat=True)[:MOST_TITLES]
        return [Wording(tuple(long.split()), BY_INITIALS) for long in spelt_out(short, titles)]


def _may_be_abbreviation(word: str, capitals: Mapping[str, str], known: Known) -> bool:
    fewest = FEWEST_INITIALS - 1 if word in capitals else FEWEST_INITIALS
    if not fewest <= len(word) <= MOST_INITIALS or not word.isalpha():
        return False
    return word in capitals or not (is_in_dictionary(word) or known([word]))


def _key(found: Sequence[str]) -> str:
    return " ".join(terms(found))[:LONGEST_KEY]


def editors_thesaurus() -> Thesaurus:
    """The editors' list as it is at this moment."""
    return _thesaurus_of(kept("state of synonyms", _state_of_synonyms))


def _state_of_synonyms() -> State:
    state = SynonymGroup.objects.aggregate(Count("pk"), Max("changed_at"))
    return state["pk__count"], state["changed_at__max"]


@lru_cache(maxsize=1)
def _thesaurus_of(state: State) -> Thesaurus:
    """The list, kept as long as it looks the same."""
    return Thesaurus([group.as_group() for group in SynonymGroup.objects.order_by("pk")])
