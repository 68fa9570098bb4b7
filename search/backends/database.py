"""Search in the database that is there anyway: every installation has it, nothing else is needed.

Each entry has its stems with a weight of the BM25 kind, computed when it is written; a query adds
up the weights of its stems, rarer ones counting more. Only stems are compared, as parameters: no
text of a reader ever meets the syntax of a full-text engine.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.core.cache import cache
from django.db.models import (
    BigIntegerField,
    Case,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    FloatField,
    OrderBy,
    OuterRef,
    QuerySet,
    Sum,
    Value,
    When,
    Window,
)
from django.db.models.functions import RowNumber

from search.analysis import STOP_WORDS, terms, words
from search.backends.base import (
    Counts,
    Likeness,
    Order,
    Ranking,
    Scope,
    SearchBackend,
    Thing,
)
from search.backends.explanation import Explanation, How, ScorePart, Where, explained, word_of
from search.backends.likeness import entries_like
from search.facets import Filters
from search.models import SearchEntry, SearchFacet, SearchTerm, SearchWord
from search.similarity import alike
from search.stemming import stem
from search.understanding import Query

TITLE_WEIGHT = 8.0
PART_OF_WEIGHT = 0.5
LEAD_WEIGHT = 2.0
SATURATION = 1.2
LENGTH_MATTERS = 0.6
USUAL_LENGTH = 120
LONGEST_TERM = 64
BATCH = 2_000
COUNT_SECONDS = 60
MOST_SUGGEST_WORDS = 8


# The parts of a thing count once. A type has fewer things than fit below the factor.
THING = F("entry__content_type_id") * Value(2**40) + F("entry__object_id")
THINGS = Count(ExpressionWrapper(THING, output_field=BigIntegerField()), distinct=True)


def term_weights(entry: SearchEntry) -> dict[str, float]:
    """Stems of an entry with what each adds to its score (BM25 over weighted fields).

    A word says the less, the longer the text is in which it stands. In a title it loses only with
    the root of the length, or else the articles of an act would beat the act that is asked for.
    """
    texts = (entry.title, entry.part_of, entry.lead, entry.body)
    counted = [Counter(term[:LONGEST_TERM] for term in terms(words(text))) for text in texts]
    length = sum(found.total() for found in counted)
    relative = 1 - LENGTH_MATTERS + LENGTH_MATTERS * length / USUAL_LENGTH
    weights = (TITLE_WEIGHT * math.sqrt(relative), PART_OF_WEIGHT, LEAD_WEIGHT, 1.0)
    occurrences: dict[str, float] = defaultdict(float)
    for found, weight in zip(counted, weights, strict=True):
        for term, often in found.items():
            occurrences[term] += often * weight
    return {
        term: often * (SATURATION + 1) / (often + SATURATION * relative)
        for term, often in occurrences.items()
    }


def write_terms(entries: Sequence[SearchEntry], *, using: str = "default") -> None:
    """Replace the stems of some entries."""
    SearchTerm.objects.using(using).filter(entry__in=entries).delete()
    rows = [
        SearchTerm(entry=entry, term=term, weight=weight)
        for entry in entries
        for term, weight in term_weights(entry).items()
    ]
    SearchTerm.objects.using(using).bulk_create(rows, batch_size=BATCH)
    written = {word[:LONGEST_TERM] for entry in entries for word in entry.words.split()}
    SearchWord.objects.using(using).bulk_create(
        [SearchWord(word=word) for word in sorted(written)], ignore_conflicts=True, batch_size=BATCH
    )


def write_facets(entries: Sequence[SearchEntry], *, using: str = "default") -> None:
    """Replace the values of some entries' facets."""
    SearchFacet.objects.using(using).filter(entry__in=entries).delete()
    rows = [
        SearchFacet(entry=entry, name=name, value=value)
        for entry in entries
        for name, values in entry.facets.items()
        for value in values
    ]
    SearchFacet.objects.using(using).bulk_create(rows, batch_size=BATCH)


class DatabaseBackend(SearchBackend):
    """Search by stems in the database."""

    name = "database"

    def __init__(self, using: str = "default") -> None:
        """Search in a database of the settings."""
        self.using = using
        self._frequencies: dict[str, int] = {}

    def known(self, words: Iterable[str]) -> dict[str, int]:
        """Words whose stem some entry has."""
        stems = {word: stem(word)[:LONGEST_TERM] for word in words if word not in STOP_WORDS}
        frequencies = self._frequencies_of(stems.values())
        return {word: frequencies[found] for word, found in stems.items() if found in frequencies}

    def similar(self, words: Iterable[str]) -> dict[str, str]:
        """The most similar word of the index that begins with the same letter."""
        by_letter = defaultdict(list)
        for word in words:
            by_letter[word[0]].append(word)
        found: dict[str, str] = {}
        for letter, unknown in by_letter.items():
            vocabulary = self._words_from(letter)
            for word in unknown:
                found |= self._nearest_known(word, vocabulary)
        return found

    def rank(self, query: Query, scope: Scope, *, offset: int, limit: int) -> Ranking:
        """Entries by the sum of the weights of their stems."""
        matching = self._matching(query)
        if matching is None:
            return Ranking()
        if scope.among is not None:
            matching = matching.filter(pk__in=scope.among)
        scored = self._scored(self._narrowed(matching, scope.filters), query, scope)
        return Ranking(list(scored[offset : offset + limit]), self._counts(matching, scope))

    def explain(self, query: Query, scope: Scope, ids: Sequence[int]) -> Mapping[int, Explanation]:
        """The stems that each entry has of the query, with what each adds to the sum."""
        importance = self._importance_of(query)
        rows = SearchTerm.objects.using(self.using).filter(entry__in=ids, term__in=importance)
        weights: dict[int, dict[str, float]] = defaultdict(dict)
        for entry_id, term, weight in rows.values_list("entry", "term", "weight"):
            weights[entry_id][term] = weight * importance[term]
        entries = self._entries().filter(pk__in=ids).defer("words")
        frequencies = self._frequencies_of(importance)
        return {
            entry.pk: explained(
                sum(weights[entry.pk].values()),
                _parts(entry, weights[entry.pk], query, frequencies),
            )
            for entry in entries
        }

    def like(self, thing: Thing, *, kinds: Iterable[str], limit: int) -> Likeness | None:
        """Entries that share the weightiest stems."""
        others = self._entries().filter(language=thing.language, kind__in=list(kinds), part="")
        return entries_like(thing, others.exclude(thing.entry))

    def suggest(self, words: Sequence[str], *, language: str, limit: int) -> list[int]:
        """Entries whose title has the words; those that begin with them come first."""
        if not words:
            return []
        entries = self._entries().filter(language=language)
        for word in words[:MOST_SUGGEST_WORDS]:
            entries = entries.filter(title_words__contains=f" {word}")
        # The whole of a thing has no name of a part, and so comes before its parts.
        entries = _one_of_each_thing(entries, "part")
        first = Case(
            When(title_words__startswith=f" {' '.join(words)}", then=Value(0)), default=Value(1)
        )
        return list(entries.order_by(first, "title", "pk").values_list("pk", flat=True)[:limit])

    def _entries(self) -> "QuerySet[SearchEntry]":
        return SearchEntry.objects.using(self.using).current()

    def _matching(self, query: Query) -> "QuerySet[SearchEntry] | None":
        """Entries that have any of the words, and all of the phrases."""
        stems = {found[:LONGEST_TERM] for found in terms(query.all_words())}
        entries = self._entries()
        for phrase in query.phrases:
            entries = entries.filter(words__contains=f" {phrase} ")
        if stems:
            return entries.filter(terms__term__in=stems)
        return entries if query.phrases else None

    def _narrowed(
        self, matching: "QuerySet[SearchEntry]", filters: Filters
    ) -> "QuerySet[SearchEntry]":
        """Of some entries, those with one of the chosen values in each facet."""
        for name, values in filters.items():
            of_entry = self._values().filter(entry=OuterRef("pk"), name=name, value__in=values)
            matching = matching.filter(Exists(of_entry))
        return matching

    def _counts(self, matching: "QuerySet[SearchEntry]", scope: Scope) -> Counts:
        """Entries by facet and value: one query, and one more for each facet with a choice."""
        found = self._values().exclude(name__in=scope.filters)
        questions = [(found, scope)] + [
            (self._values().filter(name=name), scope.without(name)) for name in scope.filters
        ]
        counts: dict[str, dict[str, int]] = defaultdict(dict)
        for values, narrower in questions:
            entries = self._narrowed(matching, narrower.filters).order_by().values("pk")
            counted = values.filter(entry__in=entries).values_list("name", "value")
            for name, value, number in counted.annotate(things=THINGS).order_by():
                counts[name][value] = number
        return counts

    def _values(self) -> "QuerySet[SearchFacet]":
        return SearchFacet.objects.using(self.using)

    def _scored(
        self, matching: "QuerySet[SearchEntry]", query: Query, scope: Scope
    ) -> "QuerySet[SearchEntry, int]":
        order: list[Any] = ["-score", "-date", "pk"]
        if scope.order == Order.DATE:
            order = [F("date").desc(nulls_last=True), "-score", "pk"]
        elif scope.language:
            same = Case(When(language=scope.language, then=Value(0)), default=Value(1))
            matching, order = matching.annotate(other_language=same), ["other_language", *order]
        scored = matching.annotate(score=Sum(F("terms__weight") * self._importance(query)))
        best = _one_of_each_thing(scored, *order)
        return best.order_by(*order).values_list("pk", flat=True)

    def _importance(self, query: Query) -> "Case | Value":
        """How much each stem of the query counts, as the database adds it up."""
        cases = [
            When(terms__term=term, then=Value(counts))
            for term, counts in self._importance_of(query).items()
        ]
        zero = Value(0.0, output_field=FloatField())
        return Case(*cases, default=zero, output_field=FloatField()) if cases else zero

    def _importance_of(self, query: Query) -> dict[str, float]:
        """How much each stem of the query counts: rare ones more (inverse document frequency)."""
        weights: dict[str, float] = {}
        for reading in query.readings:
            for term in terms(reading.words):
                cut = term[:LONGEST_TERM]
                weights[cut] = max(weights.get(cut, 0.0), reading.weight)
        frequencies = self._frequencies_of(weights)
        total = self._number_of_entries()
        return {
            term: weight * _rarity(frequencies.get(term, 0), total)
            for term, weight in weights.items()
        }

    def _frequencies_of(self, stems: Iterable[str]) -> dict[str, int]:
        missing = {found for found in stems if found not in self._frequencies}
        if missing:
            counted = SearchTerm.objects.using(self.using).filter(
                term__in=missing, entry__deleted_at=None
            )
            counts = dict(counted.values_list("term").annotate(Count("pk")).order_by())
            self._frequencies |= {found: counts.get(found, 0) for found in missing}
        return {found: number for found, number in self._frequencies.items() if number}

    def _words_from(self, letter: str) -> list[str]:
        """The words of the index that begin with a letter."""
        found = SearchWord.objects.using(self.using)
        found = found.filter(word__gte=letter, word__lt=chr(ord(letter) + 1))
        return list(found.values_list("word", flat=True))

    def _nearest_known(self, word: str, vocabulary: Sequence[str]) -> dict[str, str]:
        """The word with the fewest mistakes; of several, the one in the most entries."""
        apart = alike(word, vocabulary)
        entries = self.known(apart)
        nearest = min(
            (other for other in apart if other in entries),
            key=lambda other: (apart[other], -entries[other]),
            default=None,
        )
        return {word: nearest} if nearest else {}

    def _number_of_entries(self) -> int:
        key = f"search:entries:{self.using}"
        return cache.get_or_set(key, self._entries().count, COUNT_SECONDS) or 1


def _one_of_each_thing(
    entries: "QuerySet[SearchEntry]", *order: "str | OrderBy"
) -> "QuerySet[SearchEntry]":
    """Of the parts of each thing the first in this order."""
    of_thing = [F("content_type_id"), F("object_id")]
    nth = Window(RowNumber(), partition_by=of_thing, order_by=list(order))
    return entries.annotate(nth=nth).filter(nth=1)


def _parts(
    entry: SearchEntry, values: Mapping[str, float], query: Query, frequencies: Mapping[str, int]
) -> Iterator[ScorePart]:
    """What each stem adds to the score of an entry, and where it stands there."""
    fields = ((Where.TITLE, entry.title), (Where.LEAD, entry.lead), (Where.BODY, entry.body))
    found = {where: {term[:LONGEST_TERM] for term in terms(words(text))} for where, text in fields}
    for term, value in values.items():
        where = tuple(place for place, stems in found.items() if term in stems)
        yield ScorePart(How.FORM, value, word_of(term, query), where, frequencies.get(term))


def _rarity(entries: int, total: int) -> float:
    return math.log(1 + max(total - entries + 0.5, 0.5) / (entries + 0.5))
