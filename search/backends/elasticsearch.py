"""Search by Elasticsearch 9, on an index of our own behind an alias."""

from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from django.core.cache import cache
from django.utils import timezone
from elasticsearch import ApiError, Elasticsearch, NotFoundError, TransportError

from search.analysis import all_words, bases, terms, words
from search.backends import counting
from search.backends.base import (
    Counts,
    Order,
    Ranking,
    Scope,
    SearchBackend,
    SearchUnavailable,
)
from search.backends.elasticsearch_query import build
from search.backends.mapping import MAPPINGS, SETTINGS
from search.models import SearchEntry
from search.similarity import likeliest, nearest, variants
from search.stemming import stem
from search.understanding import Query

WRITE_SECONDS = 10.0
COUNT_SECONDS = 60
VERSION_CONFLICT = 409
NOT_THERE = 404

SUGGESTER = {
    "field": "everything",
    "suggest_mode": "always",
    "max_edits": 2,
    "prefix_length": 1,
    "min_word_length": 4,
    "size": 20,
}

P = ParamSpec("P")
R = TypeVar("R")
B = TypeVar("B", bound="ElasticsearchBackend")


class IndexMissing(SearchUnavailable):
    """There is no index behind the alias."""


def _told_as_unavailable(
    ask: Callable[Concatenate[B, P], R],
) -> Callable[Concatenate[B, P], R]:
    """Turn every way in which a node can fail into ``SearchUnavailable``."""

    @wraps(ask)
    def asking(self: B, *args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return ask(self, *args, **kwargs)
        except NotFoundError as error:
            raise IndexMissing(str(error)) from error
        except (ApiError, TransportError) as error:
            raise SearchUnavailable(str(error)) from error

    return asking


def connect(url: str, *, seconds: float) -> Elasticsearch:
    """A client that gives up in time and asks once: the fallback is quicker than a second try."""
    return Elasticsearch(url, request_timeout=seconds, max_retries=0, retry_on_timeout=False)


class ElasticsearchBackend(SearchBackend):
    """Search by Elasticsearch."""

    name = "elasticsearch"

    def __init__(self, client: Elasticsearch, *, alias: str) -> None:
        """Search in the index behind an alias."""
        self.client = client
        self.writer = client.options(request_timeout=WRITE_SECONDS)
        self.alias = alias

    # What is found

    @_told_as_unavailable
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

    @_told_as_unavailable
    def size(self) -> int:
        """The number of entries, as it was within the last minute."""
        key = f"search:entries:{self.alias}"
        found = cache.get(key)
        if found is None:
            found = self.client.count(index=self.alias)["count"]
            cache.set(key, found, COUNT_SECONDS)
        return found

    @_told_as_unavailable
    def similar(self, words: Iterable[str]) -> dict[str, str]:
        """The most similar word of the index that begins nearly the same."""
        asked = {word: variants(word) for word in words}
        text = " ".join(dict.fromkeys(variant for some in asked.values() for variant in some))
        if not text:
            return {}
        answer = self.client.search(
            index=self.alias, size=0, suggest={"like": {"text": text, "term": SUGGESTER}}
        )
        entries: dict[str, int] = {}
        for found in answer["suggest"]["like"]:
            entries |= {option["text"]: option["freq"] for option in found["options"]}
        vocabulary = list(entries)
        likely = {word: likeliest(nearest(word, vocabulary), entries) for word in asked}
        return {word: best for word, best in likely.items() if best}

    def rank(self, query: Query, scope: Scope, *, offset: int, limit: int) -> Ranking:
        """Entries by score, those in the reader's language first."""
        ids, counts = self.search_ids(query, scope, offset=offset, limit=limit)
        return Ranking([int(found) for found in ids], counts)

    @_told_as_unavailable
    def search_ids(
        self, query: Query, scope: Scope, *, offset: int, limit: int
    ) -> tuple[list[str], Counts]:
        """The ids that Elasticsearch has for what ranks best, and the counts by facet."""
        if not query.readings:
            return [], {}
        answer = self.client.search(
            index=self.alias,
            query=build(query, scope.language, today=timezone.localdate()),
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

    @_told_as_unavailable
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

    @_told_as_unavailable
    def write(self, entries: Sequence[SearchEntry], *, index: str | None = None) -> set[int]:
        """Bring entries up to date in the index; return the ids of those it refused.

        A newer state that is already there stays: each write carries the moment of its row.
        """
        if not entries:
            return set()
        operations = [line for entry in entries for line in _operation(entry)]
        answer = self.writer.bulk(
            operations=operations, index=index or self.alias, require_alias=index is None
        )
        outcomes = [next(iter(item.values())) for item in answer["items"]]
        _refuse_missing_index(outcomes)
        return {int(o["_id"]) for o in outcomes if not _is_settled(o["status"])}

    @_told_as_unavailable
    def exists(self) -> bool:
        """Whether there is an index behind the alias."""
        return bool(self.writer.indices.exists_alias(name=self.alias))

    @_told_as_unavailable
    def is_current(self) -> bool:
        """Whether the index behind the alias was made for this version of the product."""
        found = self.writer.indices.get_mapping(index=self.alias).body.values()
        return all(index["mappings"].get("_meta") == MAPPINGS["_meta"] for index in found)

    @_told_as_unavailable
    def create_index(self, name: str) -> None:
        """Make an empty index that nobody searches yet."""
        self.writer.indices.create(index=name, settings=SETTINGS, mappings=MAPPINGS)

    @_told_as_unavailable
    def put_in_place(self, name: str) -> None:
        """Let searches go to an index, in one step, and delete those that served before."""
        old = [index for index in self._indices() if index != name]
        remove: list[dict[str, Any]] = [{"remove_index": {"index": index}} for index in old]
        self.writer.indices.update_aliases(
            actions=[{"add": {"index": name, "alias": self.alias}}, *remove]
        )

    @_told_as_unavailable
    def refresh(self, index: str | None = None) -> None:
        """Make what was written findable now."""
        self.writer.indices.refresh(index=index or self.alias)

    @_told_as_unavailable
    def drop(self) -> None:
        """Delete every index of ours, also those that a killed rebuild left."""
        for index in self._indices():
            self.writer.indices.delete(index=index, ignore_unavailable=True)

    @_told_as_unavailable
    def all_ids(self) -> set[str]:
        """The ids of all that is in the index, read in slices."""
        found: set[str] = set()
        after: list[Any] | None = None
        point = self.writer.open_point_in_time(index=self.alias, keep_alive="1m")["id"]
        try:
            while True:
                page = self.writer.search(
                    pit={"id": point, "keep_alive": "1m"},
                    sort=["_shard_doc"],
                    size=5_000,
                    source=False,
                    track_total_hits=False,
                    search_after=after,
                )
                hits = page["hits"]["hits"]
                if not hits:
                    return found
                found.update(hit["_id"] for hit in hits)
                after = hits[-1]["sort"]
        finally:
            self.writer.close_point_in_time(id=point)

    @_told_as_unavailable
    def forget(self, ids: Iterable[str]) -> None:
        """Delete documents that no row stands for."""
        operations = [{"delete": {"_id": found}} for found in ids]
        if operations:
            self.writer.bulk(operations=operations, index=self.alias, require_alias=True)

    def _indices(self) -> list[str]:
        found = self.writer.indices.get(index=f"{self.alias}-*", allow_no_indices=True)
        return list(found)


def document(entry: SearchEntry) -> dict[str, Any]:
    """An entry as it is kept in the index."""
    title_stems = " ".join(terms(all_words(entry.title)))
    return {
        "language": entry.language,
        "date": entry.date.isoformat() if entry.date else None,
        "facets": counting.keywords(entry.facets),
        "fades": entry.fades,
        "open_from": entry.open_from,
        "open_until": entry.open_until,
        "title": " ".join(words(entry.title)),
        "lead": " ".join(words(entry.lead)),
        "body": " ".join(words(entry.body)),
        "title_bases": " ".join(bases(entry.title)),
        "title_stems": title_stems,
        "bases": " ".join(bases(f"{entry.title}\n{entry.lead}\n{entry.body}")),
        "stems": " ".join([title_stems, *terms(all_words(f"{entry.lead}\n{entry.body}"))]),
    }


def _operation(entry: SearchEntry) -> Iterable[dict[str, Any]]:
    version = int(entry.changed_at.timestamp() * 1_000_000)
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


def _sort(order: Order) -> list[Any]:
    if order == Order.DATE:
        return [{"date": {"order": "desc", "missing": "_last"}}, "_score", "_doc"]
    return ["_score", "_doc"]
