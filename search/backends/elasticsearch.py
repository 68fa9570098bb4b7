"""Search by Elasticsearch 9, on an index of our own behind an alias."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from django.core.cache import cache
from django.db.models import Case, Value, When
from django.utils import timezone

from search.analysis import bases, terms, words, words_and_dates
from search.backends import counting
from search.backends.base import (
    Likeness,
    Order,
    Ranking,
    Scope,
    SearchBackend,
    SearchUnavailable,
    Thing,
)
from search.backends.elasticsearch_explaining import explanation
from search.backends.elasticsearch_indices import ElasticsearchIndices
from search.backends.elasticsearch_query import build, suggestion
from search.backends.explanation import Explanation
from search.backends.node import IndexMissing, connect, told_as_unavailable
from search.backends.suggesting import in_order
from search.facets import KIND
from search.models import SearchEntry
from search.similarity import likeliest, nearest, variants
from search.stemming import stem
from search.understanding import Query

__all__ = ["ElasticsearchBackend", "IndexMissing", "connect", "document", "moment_of", "version_of"]

COUNT_SECONDS = 60
# Of one request to write: Elasticsearch refuses a hundred megabytes.
LONGEST_REQUEST = 2_000_000
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
WAIT_FOR_SHARD = "5s"
OVERLOADED = 429
NO_SHARD = 503
VERSION_CONFLICT = 409
NOT_THERE = 404
# A page waits no longer to learn which others are like it.
LIKE_SECONDS = 0.08
LIKE_CHARACTERS = 5_000
# Of those whose title has the words so many are put in the order of suggestions.
MOST_CANDIDATES = 300

# Numbers of entries come from a column; to read the ids of 300 hits takes twenty times as long.
ONLY_ENTRIES: dict[str, Any] = {
    "source": False,
    "stored_fields": "_none_",
    "docvalue_fields": ["entry"],
}

SUGGESTER = {
    "field": "everything",
    "suggest_mode": "always",
    "max_edits": 2,
    "prefix_length": 1,
    "min_word_length": 4,
    "size": 20,
}


class ElasticsearchBackend(ElasticsearchIndices, SearchBackend):
    """Search by Elasticsearch."""

    name = "elasticsearch"

    # What is found

    @told_as_unavailable
    def known(self, words: Iterable[str]) -> dict[str, int]:
        """Words whose stem some entry has."""
        stems = {word: stem(word) for word in words}
        counts = self._occurring(("stems", "about_stems"), dict.fromkeys(stems.values()))
        return {word: counts[term] for word, term in stems.items() if term in counts}

    @told_as_unavailable
    def size(self) -> int:
        """The number of entries, as it was within the last minute."""
        key = f"search:entries:{self.alias}"
        found = cache.get(key)
        if found is None:
            found = int(self.client.count(index=self.alias, preference="_local")["count"])
            cache.set(key, found, COUNT_SECONDS)
        return found

    @told_as_unavailable
    def similar(self, words: Iterable[str]) -> dict[str, str]:
        """The most similar word of the index that begins nearly the same."""
        asked = {word: variants(word) for word in words}
        text = " ".join(dict.fromkeys(variant for some in asked.values() for variant in some))
        if not text:
            return {}
        answer = self._search(size=0, suggest={"like": {"text": text, "term": SUGGESTER}})
        found = answer["suggest"]["like"]
        # It gives what is like a variant, not the variant itself.
        options = {option["text"] for like in found for option in like["options"]}
        vocabulary = list(options.union(*asked.values()))
        apart = {word: nearest(word, vocabulary) for word in asked}
        # The dictionary of the index still has the words of what was deleted.
        entries = self._occurring(
            ("everything",), {like for some in apart.values() for like in some}
        )
        return {word: best for word in asked if (best := likeliest(apart[word], entries))}

    @told_as_unavailable
    def rank(self, query: Query, scope: Scope, *, offset: int, limit: int) -> Ranking:
        """Entries by score, those in the reader's language first."""
        if not query.readings:
            return Ranking()
        answer = self._search(
            query=self._public(_among(scope.among, _built(query, scope))),
            aggs=counting.aggregations(scope),
            collapse={"field": counting.THING},
            sort=_sort(scope.order),
            from_=offset,
            size=limit,
            post_filter=counting.chosen(scope.filters),
        )
        found = [_entry(hit) for hit in answer["hits"]["hits"]]
        return Ranking(found, counting.counts(answer["aggregations"]))

    @told_as_unavailable
    def explain(self, query: Query, scope: Scope, ids: Sequence[int]) -> Mapping[int, Explanation]:
        """What Elasticsearch itself says of the scores."""
        if not query.readings:
            return {}
        answer = self._search(
            query=_built(query, scope),
            post_filter={"ids": {"values": [str(pk) for pk in ids]}},
            explain=True,
            size=len(ids),
        )
        hits = answer["hits"]["hits"]
        return {_entry(hit): explanation(hit["_explanation"], query) for hit in hits}

    @told_as_unavailable
    def like(self, thing: Thing, *, kinds: Iterable[str], limit: int) -> Likeness | None:
        """Entries that have most of the words by which the thing differs from others."""
        entry = SearchEntry.objects.current().filter(thing.entry, part="").defer("words").first()
        if entry is None:
            return None
        answer = self.client.options(request_timeout=LIKE_SECONDS).search(
            index=self.alias,
            query=self._public(
                {
                    "bool": {
                        "must": [_like(entry, self.alias)],
                        "must_not": [{"ids": {"values": [str(entry.pk)]}}],
                        "filter": [
                            {"term": {"is_whole": True}},
                            {"term": {"language": thing.language}},
                            {"terms": {counting.FIELD: counting.keywords({KIND: kinds})}},
                        ],
                    }
                }
            ),
            size=limit,
            track_total_hits=False,
            **ONLY_ENTRIES,
        )
        ids = [_entry(hit) for hit in answer["hits"]["hits"]]
        places = [When(pk=pk, then=Value(float(-place))) for place, pk in enumerate(ids)]
        entries = SearchEntry.objects.current().filter(pk__in=ids, part="")
        return Likeness(entries, Case(*places, default=Value(float(-limit))))

    @told_as_unavailable
    def suggest(self, words: Sequence[str], *, language: str, limit: int) -> list[int]:
        """Entries whose title has the words, the last perhaps unfinished."""
        if not words:
            return []
        today = timezone.localdate()
        query = suggestion(words, language, today=today)
        answer = self._search(query=self._public(query), size=MOST_CANDIDATES)
        ids = [_entry(hit) for hit in answer["hits"]["hits"]]
        # The rows say the rest: how long a title is, and which thing is the whole of a part.
        entries = in_order(SearchEntry.objects.current().filter(pk__in=ids), words, today=today)
        return list(entries.values_list("pk", flat=True)[:limit])

    def _search(self, **asked: Any) -> Any:
        """Ask; the node that is asked answers from its own copy, whatever others do."""
        return self.client.search(
            index=self.alias,
            track_total_hits=False,
            preference="_local",
            allow_partial_search_results=False,
            **ONLY_ENTRIES,
            **asked,
        )

    def _public(self, query: dict[str, Any]) -> dict[str, Any]:
        """A query that does not find what the index has yet to forget."""
        if not self.without:
            return query
        ids = {"ids": {"values": [str(pk) for pk in self.without]}}
        return {"bool": {"must": [query], "must_not": [ids]}}

    def _occurring(self, fields: Sequence[str], terms: Iterable[str]) -> dict[str, int]:
        """Of some terms those that documents have, with their number.

        The statistics of the index itself count what was deleted until its files are merged.
        """
        asked = list(terms)
        if not asked:
            return {}
        filters = [
            {"bool": {"should": [{"term": {field: term}} for field in fields]}} for term in asked
        ]
        answer = self._search(
            size=0,
            query=self._public({"match_all": {}}),
            aggs={"terms": {"filters": {"filters": filters}}},
        )
        counts = [bucket["doc_count"] for bucket in answer["aggregations"]["terms"]["buckets"]]
        return {term: count for term, count in zip(asked, counts, strict=True) if count}

    # What is written

    @told_as_unavailable
    def write(
        self, entries: Sequence[SearchEntry], *, index: str | None = None, alias: str = ""
    ) -> set[int]:
        """Bring entries up to date in the index; return the ids of those it refused.

        A newer state that is already there stays: each write carries the moment of its row. What
        is deleted cannot be found any more when this ends, for then its row may go.

        Args:
            entries: what to write, or to delete.
            index: an index by its own name, instead of one behind an alias.
            alias: another than the one that is searched.

        Raises:
            IndexMissing: there is no index behind the alias.
            SearchUnavailable: the node cannot take anything now.
        """
        refused: set[int] = set()
        deletes = index is None and any(entry.deleted_at for entry in entries)
        for operations in _requests(entries):
            answer = self.writer.bulk(
                operations=operations,
                index=index or alias or self.alias,
                require_alias=index is None,
                refresh=deletes,
                timeout=WAIT_FOR_SHARD,
            )
            outcomes = [next(iter(item.values())) for item in answer["items"]]
            _refuse_missing_index(outcomes)
            _refuse_overload(outcomes)
            refused |= {int(o["_id"]) for o in outcomes if not _is_settled(o["status"])}
        return refused


def document(entry: SearchEntry) -> dict[str, Any]:
    """An entry as it is kept in the index."""
    texts = (entry.title, f"{entry.part_of}\n{entry.lead}", entry.body, entry.about)
    found = [words_and_dates(text) for text in texts]
    title, lead, body, about = (written for written, _ in found)
    stems = [terms(written + days) for written, days in found]
    title_stems, lead_stems, body_stems, about_stems = stems
    title_bases = bases(title)
    return {
        counting.THING: f"{entry.content_type_id}-{entry.object_id}",
        "is_whole": not entry.part,
        "entry": entry.pk,
        "language": entry.language,
        "date": entry.date.isoformat() if entry.date else None,
        "facets": counting.keywords(entry.facets),
        "fades": entry.fades,
        "open_from": entry.open_from,
        "open_until": entry.open_until,
        "title": " ".join(title),
        "lead": " ".join(lead),
        "body": " ".join(body),
        "about": " ".join(about),
        "about_stems": " ".join(about_stems),
        "title_bases": " ".join(title_bases),
        "title_stems": " ".join(title_stems),
        "bases": " ".join([*title_bases, *bases(lead), *bases(body)]),
        "stems": " ".join([*title_stems, *lead_stems, *body_stems]),
    }


def _entry(hit: Mapping[str, Any]) -> int:
    """The number of the entry that was found.

    Raises:
        SearchUnavailable: the index was not made by this product.
    """
    try:
        return int(hit["fields"]["entry"][0])
    except KeyError as error:
        raise SearchUnavailable("the index has another mapping: a hit is no entry") from error


def version_of(moment: datetime) -> int:
    """The version that a state of a row has in the index: microseconds, exactly."""
    return (moment - EPOCH) // timedelta(microseconds=1)


def moment_of(version: int) -> datetime:
    """The moment that a version stands for."""
    return EPOCH + timedelta(microseconds=version)


def _requests(entries: Iterable[SearchEntry]) -> Iterator[list[dict[str, Any]]]:
    """The operations that bring entries up to date, in pieces that fit one request."""
    operations: list[dict[str, Any]] = []
    length = 0
    for entry in entries:
        operations += _operation(entry)
        length += len(entry.lead) + len(entry.body)
        if length > LONGEST_REQUEST:
            yield operations
            operations, length = [], 0
    if operations:
        yield operations


def _operation(entry: SearchEntry) -> Iterable[dict[str, Any]]:
    version = version_of(entry.changed_at)
    about = {"_id": str(entry.pk), "version": version, "version_type": "external_gte"}
    if entry.deleted_at:
        yield {"delete": about}
    else:
        yield {"index": about}
        yield document(entry)


def _is_settled(status: int) -> bool:
    return status < 300 or status in (VERSION_CONFLICT, NOT_THERE)


def _refuse_missing_index(outcomes: Sequence[dict[str, Any]]) -> None:
    for outcome in outcomes:
        if outcome.get("error", {}).get("type") == "index_not_found_exception":
            raise IndexMissing(outcome["error"]["reason"])


def _refuse_overload(outcomes: Sequence[dict[str, Any]]) -> None:
    for outcome in outcomes:
        if outcome["status"] in (OVERLOADED, NO_SHARD):
            raise SearchUnavailable(str(outcome["error"].get("reason")))


def _built(query: Query, scope: Scope) -> dict[str, Any]:
    return build(query, scope.language, today=timezone.localdate())


def _like(entry: SearchEntry, index: str) -> dict[str, Any]:
    """By its text, not by its id: the node may not have heard of the entry yet."""
    title = words(entry.title)
    text = f"{entry.lead}\n{entry.body[:LIKE_CHARACTERS]}"
    doc = {"title_stems": " ".join(terms(title)), "stems": " ".join(terms([*title, *words(text)]))}
    return {
        "more_like_this": {
            "fields": ["title_stems", "stems"],
            "like": [{"_index": index, "doc": doc}],
            "min_term_freq": 1,
            "min_doc_freq": 2,
            "max_query_terms": 12,
            "minimum_should_match": "30%",
        }
    }


def _among(ids: Sequence[int] | None, query: dict[str, Any]) -> dict[str, Any]:
    if ids is None:
        return query
    return {"bool": {"must": [query], "filter": [{"ids": {"values": [str(pk) for pk in ids]}}]}}


def _sort(order: Order) -> list[Any]:
    if order == Order.DATE:
        return [{"date": {"order": "desc", "missing": "_last"}}, "_score", "_doc"]
    return ["_score", "_doc"]
