"""Search by Elasticsearch 9, on an index of our own behind an alias."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from search.analysis import normalise, terms, words
from search.backends import counting
from search.backends.base import (
    Counts,
    Order,
    Ranking,
    Scope,
    SearchBackend,
)
from search.backends.elasticsearch_indices import ElasticsearchIndices
from search.backends.node import IndexMissing, connect, told_as_unavailable
from search.models import SearchEntry
from search.similarity import alike
from search.stemming import stem
from search.understanding import Query, Reading

__all__ = ["ElasticsearchBackend", "IndexMissing", "connect", "document", "moment_of", "version_of"]

OTHER_LANGUAGE_LAST = 1_000.0
# Of one request to write: Elasticsearch refuses a hundred megabytes.
LONGEST_REQUEST = 2_000_000
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
VERSION_CONFLICT = 409
NOT_THERE = 404

# Our stems decide; the exact word and Lucene's stem settle what they leave equal (measured with
# search_eval: more weight on these costs questions by subject and English ones).
AS_WRITTEN = [
    *("title^0.5", "title.forms^0.5", "lead^0.3", "lead.forms^0.4"),
    *("body^0.2", "body.forms^0.3"),
]


class ElasticsearchBackend(ElasticsearchIndices, SearchBackend):
    """Search by Elasticsearch."""

    name = "elasticsearch"

    # What is found

    @told_as_unavailable
    def known(self, words: Iterable[str]) -> dict[str, int]:
        """Words whose stem some entry has: the term statistics of a text made of the stems."""
        stems = {word: stem(word) for word in words}
        if not stems:
            return {}
        answer = self.client.termvectors(
            index=self.alias,
            doc={"stems": " ".join(dict.fromkeys(stems.values()))},
            fields=["stems"],
            term_statistics=True,
            field_statistics=False,
            positions=False,
            offsets=False,
            payloads=False,
        )
        found = answer["term_vectors"].get("stems", {}).get("terms", {})
        counts = {term: facts.get("doc_freq", 0) for term, facts in found.items()}
        return {word: counts[term] for word, term in stems.items() if counts.get(term)}

    @told_as_unavailable
    def similar(self, words: Iterable[str]) -> dict[str, str]:
        """The word with the fewest mistakes; of several, the one in the most entries."""
        text = " ".join(words)
        if not text:
            return {}
        suggester = {
            "field": "everything",
            "suggest_mode": "always",
            "max_edits": 2,
            "prefix_length": 1,
            "min_word_length": 4,
            "size": 10,
        }
        answer = self.client.search(
            index=self.alias, size=0, suggest={"like": {"text": text, "term": suggester}}
        )
        found: dict[str, str] = {}
        for asked in answer["suggest"]["like"]:
            entries = {option["text"]: option["freq"] for option in asked["options"]}
            apart = alike(asked["text"], entries)
            if apart:
                found[asked["text"]] = min(apart, key=lambda word: (apart[word], -entries[word]))
        return found

    def rank(self, query: Query, scope: Scope, *, offset: int, limit: int) -> Ranking:
        """Entries by score, those in the reader's language first."""
        ids, counts = self.search_ids(query, scope, offset=offset, limit=limit)
        return Ranking([int(found) for found in ids], counts)

    @told_as_unavailable
    def search_ids(
        self, query: Query, scope: Scope, *, offset: int, limit: int
    ) -> tuple[list[str], Counts]:
        """The ids that Elasticsearch has for what ranks best, and the counts by facet."""
        if not query.readings:
            return [], {}
        answer = self.client.search(
            index=self.alias,
            query=_query(query, scope.language),
            aggs=counting.aggregations(scope),
            sort=_sort(scope.order),
            from_=offset,
            size=limit,
            source=False,
            track_total_hits=False,
            post_filter=counting.chosen(scope.filters),
        )
        ids = [hit["_id"] for hit in answer["hits"]["hits"]]
        return ids, counting.counts(answer["aggregations"])

    @told_as_unavailable
    def suggest(self, words: Sequence[str], *, language: str, limit: int) -> list[int]:
        """Entries whose title has the words, the last perhaps unfinished."""
        if not words:
            return []
        text = " ".join(words)
        beginning = {"title.beginnings": {"query": text, "operator": "and"}}
        answer = self.client.search(
            index=self.alias,
            query={
                "bool": {
                    "filter": [{"term": {"language": language}}],
                    "must": [{"match": beginning}],
                    "should": [{"match_phrase_prefix": {"title": {"query": text}}}],
                }
            },
            size=limit,
            source=False,
            track_total_hits=False,
        )
        return [int(hit["_id"]) for hit in answer["hits"]["hits"]]

    # What is written

    @told_as_unavailable
    def write(
        self, entries: Sequence[SearchEntry], *, index: str | None = None, alias: str = ""
    ) -> set[int]:
        """Bring entries up to date in the index; return the ids of those it refused.

        A newer state that is already there stays: each write carries the moment of its row.

        Args:
            entries: what to write, or to delete.
            index: an index by its own name, instead of one behind an alias.
            alias: another than the one that is searched.

        Raises:
            IndexMissing: there is no index behind the alias.
        """
        refused: set[int] = set()
        for operations in _requests(entries):
            answer = self.writer.bulk(
                operations=operations,
                index=index or alias or self.alias,
                require_alias=index is None,
            )
            outcomes = [next(iter(item.values())) for item in answer["items"]]
            _refuse_missing_index(outcomes)
            refused |= {int(o["_id"]) for o in outcomes if not _is_settled(o["status"])}
        return refused


def document(entry: SearchEntry) -> dict[str, Any]:
    """An entry as it is kept in the index."""
    title, lead, body = (normalise(text) for text in (entry.title, entry.lead, entry.body))
    title_stems = " ".join(terms(words(title)))
    return {
        "entry": entry.pk,
        "language": entry.language,
        "date": entry.date.isoformat() if entry.date else None,
        "facets": counting.keywords(entry.facets),
        "title": title,
        "lead": lead,
        "body": body,
        "title_stems": title_stems,
        "stems": " ".join([title_stems, *terms(words(f"{lead}\n{body}"))]),
    }


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


def _query(query: Query, language: str | None) -> dict[str, Any]:
    """The whole query: the best reading, all phrases, the reader's language before others."""
    readings = [_reading(reading) for reading in query.readings]
    phrases = [_phrase(phrase) for phrase in query.phrases]
    asked: dict[str, Any] = {"must": [{"dis_max": {"queries": readings}}], "filter": phrases}
    if language:
        same = {"filter": {"term": {"language": language}}, "boost": OTHER_LANGUAGE_LAST}
        asked["should"] = [{"constant_score": same}]
    return {"bool": asked}


def _sort(order: Order) -> list[Any]:
    if order == Order.DATE:
        return [{"date": {"order": "desc", "missing": "_last"}}, "_score", "_doc"]
    return ["_score", "_doc"]


def _reading(reading: Reading) -> dict[str, Any]:
    text = " ".join(reading.words)
    stems = " ".join(terms(reading.words)) or text
    return {
        "bool": {
            "should": [
                {"match": {"title_stems": {"query": stems, "boost": 2.0}}},
                {"match": {"stems": {"query": stems, "boost": 2.0}}},
                {"multi_match": {"query": text, "type": "most_fields", "fields": AS_WRITTEN}},
                {"match_phrase": {"title": {"query": text, "slop": 2, "boost": 0.5}}},
            ],
            "boost": reading.weight,
        }
    }


def _phrase(phrase: str) -> dict[str, Any]:
    return {"multi_match": {"query": phrase, "type": "phrase", "fields": ["title", "lead", "body"]}}
