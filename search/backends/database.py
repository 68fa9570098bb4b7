"""Search in the database that is there anyway: every installation has it, nothing else is needed.

Each entry has its stems with a weight of the BM25 kind, computed when it is written; a query adds
up the weights of its stems, rarer ones counting more. Only stems are compared, as parameters: no
text of a reader ever meets the syntax of a full-text engine.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import reduce
from operator import or_
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
    OuterRef,
    Q,
    QuerySet,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Length, Substr
from django.utils import timezone

from search.analysis import STOP_WORDS, all_words, terms
from search.backends.base import (
    Counts,
    Likeness,
    Order,
    Ranking,
    Scope,
    SearchBackend,
    Thing,
)
from search.backends.database_rows import LONGEST_TERM
from search.backends.explanation import Explanation, How, ScorePart, Where, explained, word_of
from search.backends.likeness import entries_like
from search.backends.ordering import first_where, one_of_each_thing
from search.backends.scoring import Candidate, Scorer
from search.backends.suggesting import in_order
from search.facets import Filters
from search.kinds import kinds_named
from search.models import SearchEntry, SearchFacet, SearchTerm, SearchWord, open_on
from search.similarity import beginnings, lengths, likeliest, nearest, pieces
from search.stemming import stem
from search.understanding import Part, Query, Wording, rarity

COUNT_SECONDS = 60
MOST_SUGGEST_WORDS = 8
# The first so many of the rough order are put in their final one, by so much of their text.
LOOKED_AT_CLOSELY = 200
READ_CLOSELY = 20_000
LOOKED_AT = ("title_words", "language", "kind", "date", "fades", "open_from", "open_until")
EXPLAINED = ("title", "part_of", "lead", "body", "about")

# The parts of a thing count once. A type has fewer things than fit below the factor.
THING = F("entry__content_type_id") * Value(2**40) + F("entry__object_id")
THINGS = Count(ExpressionWrapper(THING, output_field=BigIntegerField()), distinct=True)


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

    def size(self) -> int:
        """The number of entries, as it was within the last minute."""
        key = f"search:entries:{self.using}"
        return cache.get_or_set(key, self._entries().count, COUNT_SECONDS) or 1

    def similar(self, words: Iterable[str]) -> dict[str, str]:
        """The most similar word of the index that begins nearly the same."""
        wanted = list(words)
        if not wanted:
            return {}
        vocabulary = self._words_like(wanted)
        apart = {word: nearest(word, vocabulary) for word in wanted}
        entries = self.known({other for found in apart.values() for other in found})
        return {word: best for word in wanted if (best := likeliest(apart[word], entries))}

    def rank(self, query: Query, scope: Scope, *, offset: int, limit: int) -> Ranking:
        """Entries by the sum of the weights of their stems."""
        matching = self._matching(query)
        if matching is None:
            return Ranking()
        if scope.among is not None:
            matching = matching.filter(pk__in=scope.among)
        scored = self._scored(self._narrowed(matching, scope.filters), query, scope)
        ids = self._page_of(scored, query, scope, offset=offset, limit=limit)
        return Ranking(ids, self._counts(matching, scope) if scope.counted else {})

    def explain(self, query: Query, scope: Scope, ids: Sequence[int]) -> Mapping[int, Explanation]:
        """What the closer look finds in each entry."""
        scorer = self._scorer(query)
        frequencies = self._frequencies_of(scorer.rarity)
        found: dict[int, Explanation] = {}
        for entry, candidate in self._candidates(ids, scorer, *EXPLAINED):
            gains = scorer.gains(candidate)
            parts = _named(gains, entry, query, frequencies)
            found[entry.pk] = explained(sum(gain.value for gain in gains), parts)
        return found

    def like(self, thing: Thing, *, kinds: Iterable[str], limit: int) -> Likeness | None:
        """Entries that share the weightiest stems."""
        others = self._entries().filter(language=thing.language, kind__in=list(kinds), part="")
        return entries_like(thing, others.exclude(thing.entry))

    def suggest(self, words: Sequence[str], *, language: str, limit: int) -> list[int]:
        """Entries whose title has the words, the last perhaps unfinished."""
        if not words:
            return []
        entries = self._entries().filter(language=language)
        for word in words[:MOST_SUGGEST_WORDS]:
            entries = entries.filter(title_words__contains=f" {word}")
        entries = in_order(entries, words, today=timezone.localdate())
        return list(entries.values_list("pk", flat=True)[:limit])

    def _entries(self) -> "QuerySet[SearchEntry]":
        return SearchEntry.objects.using(self.using).current()

    def _matching(self, query: Query) -> "QuerySet[SearchEntry] | None":
        """Entries that have any of the words or all of another wording, and what must be there."""
        if not query.readings:
            return None
        entries = self._entries()
        for group in query.phrases:
            entries = entries.filter(_any(Q(words__contains=f" {phrase} ") for phrase in group))
        for excluded in query.excluded:
            entries = entries.exclude(pk__in=self._with(excluded))
        stems = {_cut(term) for part in _parts(query) for term in terms(part.words)}
        if not stems:
            return entries if query.phrases else self._spelt(query, entries)
        found = SearchTerm.objects.using(self.using).filter(term__in=stems).values("entry")
        others = [self._with_all(other) for part in _parts(query) for other in part.others]
        return entries.filter(pk__in=found.union(*others) if others else found)

    def _spelt(self, query: Query, entries: "QuerySet[SearchEntry]") -> "QuerySet[SearchEntry]":
        """Entries with all the words of a query that has only words without meaning."""
        return entries.filter(words__contains=f" {' '.join(query.readings[0].words)} ")

    def _with(self, excluded: str) -> "QuerySet[Any]":
        """Entries that have a word in any form, or a phrase as it is."""
        if " " in excluded or excluded in STOP_WORDS:
            return self._entries().filter(words__contains=f" {excluded} ").values("pk")
        found = SearchTerm.objects.using(self.using).filter(term=_cut(stem(excluded)))
        return found.values("entry")

    def _with_all(self, wording: Wording) -> "QuerySet[Any]":
        stems = {_cut(term) for term in wording.terms()}
        found = SearchTerm.objects.using(self.using).filter(term__in=stems).values("entry")
        if len(stems) == 1:
            return found
        return found.annotate(Count("pk")).filter(pk__count=len(stems)).values("entry").order_by()

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
    ) -> "QuerySet[SearchEntry]":
        by_date = scope.order == Order.DATE
        first = {} if by_date else self._whatever_the_score(query, scope)
        newest: list[Any] = [F("date").desc(nulls_last=True), "-score", "pk"]
        order = newest if by_date else [*first, "-score", "-date", "pk"]
        rarities = self._rarity_of(query)
        stems = list(rarities)
        scored = matching.filter(terms__term__in=stems) if stems else matching
        # SQLite would group by all columns, the texts among them, if these were not named.
        scored = scored.annotate(**first).values(
            "pk", "content_type_id", "object_id", "date", *first
        )
        scored = scored.annotate(score=Sum(F("terms__weight") * _importance(query, rarities)))
        return one_of_each_thing(scored, order).order_by(*order)

    def _whatever_the_score(self, query: Query, scope: Scope) -> dict[str, Case]:
        """What comes first: the reader's language, and what is open of a kind that is named."""
        found: dict[str, Case] = {}
        if scope.language:
            found["other_language"] = first_where(Q(language=scope.language))
        if kinds := kinds_named(query):
            open_now = open_on(timezone.localdate())
            found["not_named"] = first_where(open_now & Q(kind__in=kinds))
        return found

    def _page_of(
        self,
        scored: "QuerySet[SearchEntry]",
        query: Query,
        scope: Scope,
        *,
        offset: int,
        limit: int,
    ) -> list[int]:
        """A piece of the list; its beginning is put in order by a closer look."""
        rough = scored.values_list("pk", flat=True)
        if scope.order == Order.DATE or offset >= LOOKED_AT_CLOSELY:
            return list(rough[offset : offset + limit])
        first = self._looked_at_closely(list(rough[:LOOKED_AT_CLOSELY]), query, scope.language)
        found = first[offset : offset + limit]
        if len(found) < limit and len(first) == LOOKED_AT_CLOSELY:
            found += rough[LOOKED_AT_CLOSELY : offset + limit]
        return found

    def _looked_at_closely(
        self, ids: Sequence[int], query: Query, language: str | None
    ) -> list[int]:
        """Some entries in their final order, the reader's language first."""
        scorer = self._scorer(query)
        scores = {
            entry.pk: (not language or entry.language == language, scorer.score(candidate))
            for entry, candidate in self._candidates(ids, scorer)
        }
        return sorted((pk for pk in ids if pk in scores), key=scores.__getitem__, reverse=True)

    def _scorer(self, query: Query) -> Scorer:
        return Scorer(query, self._rarity_of(query), timezone.localdate(), kinds=kinds_named(query))

    def _candidates(
        self, ids: Sequence[int], scorer: Scorer, *fields: str
    ) -> Iterator[tuple[SearchEntry, Candidate]]:
        """Some entries with what a closer look needs of them, and with other fields."""
        weights = self._weights(ids, scorer.rarity)
        beginning = Substr("words", 1, READ_CLOSELY)
        entries = self._entries().filter(pk__in=ids).annotate(beginning=beginning)
        for entry in entries.only(*LOOKED_AT, *fields):
            yield entry, _candidate(entry, entry.beginning, weights[entry.pk], scorer.today)

    def _weights(self, ids: Sequence[int], stems: Iterable[str]) -> dict[int, dict[str, float]]:
        """What each of some stems is worth in each of some entries."""
        found: dict[int, dict[str, float]] = defaultdict(dict)
        rows = SearchTerm.objects.using(self.using).filter(entry__in=ids, term__in=list(stems))
        for entry_id, term, weight in rows.values_list("entry", "term", "weight"):
            found[entry_id][term] = weight
        return found

    def _rarity_of(self, query: Query) -> dict[str, float]:
        """How much each stem of the query counts: rare ones more (inverse document frequency)."""
        stems = {
            _cut(term)
            for part in _parts(query)
            for found in (terms(part.words), *(other.terms() for other in part.others))
            for term in found
        }
        frequencies = self._frequencies_of(stems)
        size = self.size()
        return {term: rarity(frequencies.get(term, 0), size) for term in stems}

    def _frequencies_of(self, stems: Iterable[str]) -> dict[str, int]:
        missing = {found for found in stems if found not in self._frequencies}
        if missing:
            counted = SearchTerm.objects.using(self.using).filter(
                term__in=missing, entry__deleted_at=None
            )
            counts = dict(counted.values_list("term").annotate(Count("pk")).order_by())
            self._frequencies |= {found: counts.get(found, 0) for found in missing}
        return {found: number for found, number in self._frequencies.items() if number}

    def _words_like(self, wanted: Iterable[str]) -> list[str]:
        """Words of the index that begin like some words, are about as long and share a piece."""
        found = [
            self._words_between(beginning, has_piece, lengths(word))
            for word in wanted
            for has_piece in [_any(Q(word__contains=piece) for piece in pieces(word))]
            for beginning in beginnings(word)
        ]
        # One range of the index each: joined by OR they would be read from end to end.
        return [row[0] for row in found[0].union(*found[1:])]

    def _words_between(
        self, beginning: str, has_piece: Q, length: tuple[int, int]
    ) -> "QuerySet[SearchWord, tuple[Any, ...]]":
        after = beginning[:-1] + chr(ord(beginning[-1]) + 1)
        found = SearchWord.objects.using(self.using).alias(length=Length("word"))
        shortest, longest = length
        found = found.filter(has_piece, word__gte=beginning, word__lt=after)
        found = found.filter(length__gte=shortest, length__lte=longest)
        return found.values_list("word")


def _any(conditions: Iterable[Q]) -> Q:
    return reduce(or_, conditions, Q())


def _candidate(
    entry: SearchEntry, text: str, weights: Mapping[str, float], today: date
) -> Candidate:
    return Candidate(
        title=entry.title_words.split(),
        text=text.split(),
        weights=weights,
        day=entry.date,
        fades=entry.fades,
        is_open=entry.is_open(today),
        kind=entry.kind,
    )


def _named(
    gains: Iterable[ScorePart], entry: SearchEntry, query: Query, frequencies: Mapping[str, int]
) -> Iterator[ScorePart]:
    """The same by the words of the query, with where they stand and in how many entries."""
    about = f"{entry.part_of}\n{entry.lead}"
    fields = (
        *((Where.TITLE, entry.title), (Where.LEAD, about), (Where.BODY, entry.body)),
        (Where.ABOUT, entry.about),
    )
    stems = {where: set(map(_cut, terms(all_words(text)))) for where, text in fields}
    for gain in gains:
        words = " ".join(word_of(word, query) for word in gain.words.split())
        if gain.how not in (How.FORM, How.WORDING):
            yield replace(gain, words=words)
            continue
        own = {_cut(term) for term in terms(gain.words.split())} | {_cut(gain.words)}
        where = tuple(place for place, found in stems.items() if own & found)
        yield replace(gain, words=words, where=where, entries=frequencies.get(_cut(gain.words)))


def _parts(query: Query) -> list[Part]:
    return [part for reading in query.readings for part in reading.parts]


def _cut(term: str) -> str:
    return term[:LONGEST_TERM]


def _importance(query: Query, rarities: Mapping[str, float]) -> "Case | Value":
    """How much each stem adds to the first, rough order."""
    weights: dict[str, float] = {}
    for reading in query.readings:
        for part in reading.parts:
            for term in terms(part.words):
                weights[term] = max(weights.get(term, 0.0), reading.weight * part.weight)
            for other in part.others:
                for term in other.terms():
                    weights[term] = max(weights.get(term, 0.0), reading.weight * other.weight)
    cases = [
        When(terms__term=_cut(term), then=Value(weight * rarities.get(_cut(term), 0.0)))
        for term, weight in weights.items()
    ]
    zero = Value(0.0, output_field=FloatField())
    return Case(*cases, default=zero, output_field=FloatField()) if cases else zero
