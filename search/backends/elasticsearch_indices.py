"""Our indices in Elasticsearch: made, filled behind the scenes, put in place, compared.

The alias that is searched bears the fingerprint of the mapping: code never asks an index that was
made for another version of it. An index that is being filled stands behind a second alias, so that
changes reach it too.
"""

import copy
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Self

from django.utils import timezone
from elasticsearch import ApiError, Elasticsearch

from search.backends.base import SearchUnavailable
from search.backends.mapping import MAPPINGS, SETTINGS, fingerprint
from search.backends.node import told_as_unavailable

WRITE_SECONDS = 10.0
READY_SECONDS = 30
PAGE = 5_000
# While an index is filled nobody searches it: it is not copied, and not opened again and again.
FILLING = {"auto_expand_replicas": "false", "number_of_replicas": 0, "refresh_interval": "-1"}
FILLED = {"auto_expand_replicas": "0-1", "refresh_interval": None}


@dataclass(frozen=True, order=True)
class Stored:
    """A document of the index: the entry it says it is, its id, and the state it is in."""

    entry: int
    id: str
    version: int


class ElasticsearchIndices:
    """Our indices of one kind."""

    def __init__(self, client: Elasticsearch, *, alias: str) -> None:
        """Indices whose names begin with an alias."""
        self._client = client
        self._deadline: float | None = None
        self.without: Sequence[int] = ()
        self.nodes = len(client.transport.node_pool)
        self.writer = client.options(request_timeout=WRITE_SECONDS)
        self.family = alias
        self.alias = f"{alias}-{fingerprint()}"
        self.next_alias = f"{self.alias}-next"

    @property
    def client(self) -> Elasticsearch:
        """The client for searches, with the time that is left for them.

        Raises:
            SearchUnavailable: no time is left.
        """
        if self._deadline is None:
            return self._client
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise SearchUnavailable("Elasticsearch took longer than it may")
        return self._client.options(request_timeout=left / self.nodes)

    def within(self, seconds: float, *, without: Sequence[int] = ()) -> Self:
        """The same for one question.

        Args:
            seconds: all its searches together end in time.
            without: entries that are as if they were not in the index.
        """
        hurried = copy.copy(self)
        hurried._deadline = time.monotonic() + seconds
        hurried.without = without
        return hurried

    def new_name(self) -> str:
        """A name for another index."""
        return f"{self.alias}-{timezone.now():%Y%m%d%H%M%S%f}"

    def is_ours(self, name: str) -> bool:
        """Whether an index was named for the mapping of this version."""
        return name.startswith(f"{self.alias}-")

    @told_as_unavailable
    def exists(self) -> bool:
        """Whether there is an index behind the alias, with the mapping of this version."""
        if not self.writer.indices.exists_alias(name=self.alias):
            return False
        found = self.writer.indices.get_mapping(index=self.alias)
        return all(_fingerprint_of(index) == fingerprint() for index in found.values())

    @told_as_unavailable
    def trouble(self) -> str:
        """What is wrong with the index as a whole; empty when it is there."""
        if self.exists():
            return ""
        found = self.writer.indices.get(index=f"{self.family}-*", allow_no_indices=True)
        filled = [name for name, index in found.items() if self.next_alias not in index["aliases"]]
        return "made by another version" if filled else "missing"

    @told_as_unavailable
    def others(self) -> list[str]:
        """Our indices that are not searched: unfinished ones, those of other versions."""
        found = self.writer.indices.get(index=f"{self.family}-*", allow_no_indices=True)
        return sorted(
            name for name, index in found.items() if self.alias not in index.get("aliases", {})
        )

    @told_as_unavailable
    def is_in_place(self, name: str) -> bool:
        """Whether this index is the one that is searched."""
        return bool(self.writer.indices.exists_alias(name=self.alias, index=name))

    @told_as_unavailable
    def is_being_filled(self, name: str) -> bool:
        """Whether this index stands where changes reach it, and is not searched yet."""
        return bool(self.writer.indices.exists_alias(name=self.next_alias, index=name))

    @told_as_unavailable
    def create_index(self, name: str) -> None:
        """Make an empty index that nobody searches yet; it is filled through ``next_alias``."""
        mappings = {**MAPPINGS, "_meta": {"fingerprint": fingerprint()}}
        self.writer.indices.create(
            index=name,
            settings={**SETTINGS, **FILLING},
            mappings=mappings,
            aliases={self.next_alias: {}},
        )

    @told_as_unavailable
    def make_ready(self, name: str) -> None:
        """Open a filled index for searches, and give other nodes a little time to copy it."""
        self.writer.indices.put_settings(index=name, settings=FILLED)
        self.refresh(name)
        patient = self.writer.options(request_timeout=READY_SECONDS + WRITE_SECONDS)
        # A cluster in which one node is away stays yellow: one copy has to do then.
        patient.options(ignore_status=408).cluster.health(
            index=name, wait_for_status="green", timeout=f"{READY_SECONDS}s"
        )

    @told_as_unavailable
    def put_in_place(self, name: str) -> None:
        """Let searches go to an index, in one step, and delete all others of ours."""
        self.make_ready(name)
        remove = [{"remove_index": {"index": other}} for other in self._indices() if other != name]
        self.writer.indices.update_aliases(
            actions=[
                {"add": {"index": name, "alias": self.alias}},
                {"remove": {"index": name, "alias": self.next_alias, "must_exist": False}},
                *remove,
            ]
        )

    @told_as_unavailable
    def clean_up(self) -> None:
        """Delete what is not searched."""
        for index in self.others():
            self.writer.indices.delete(index=index, ignore_unavailable=True)

    @told_as_unavailable
    def drop(self) -> None:
        """Delete every index of ours, also those that a killed rebuild left."""
        for index in self._indices():
            self.writer.indices.delete(index=index, ignore_unavailable=True)

    @told_as_unavailable
    def refresh(self, index: str | None = None) -> None:
        """Make what was written findable now."""
        self.writer.indices.refresh(index=index or self.alias)

    @told_as_unavailable
    def count(self) -> int:
        """How many documents the index has that can be found."""
        return int(self.writer.count(index=self.alias)["count"])

    def stored(self) -> Iterator[Stored]:
        """All that is in the index, in the order of entries, as it is at this moment.

        Raises:
            SearchUnavailable: the node does not answer, at the beginning or later.
        """
        point = self._open_point()
        after: list[Any] | None = None
        try:
            while hits := self._page(point, after):
                yield from (Stored(h["sort"][0], h["_id"], h["_version"]) for h in hits)
                after = hits[-1]["sort"]
        finally:
            self._close_point(point)

    @told_as_unavailable
    def forget(self, ids: Iterable[str]) -> None:
        """Delete documents that no row stands for."""
        operations = [{"delete": {"_id": found}} for found in ids]
        if operations:
            self.writer.bulk(operations=operations, index=self.alias, require_alias=True)

    @told_as_unavailable
    def _open_point(self) -> str:
        return str(self.writer.open_point_in_time(index=self.alias, keep_alive="5m")["id"])

    @told_as_unavailable
    def _page(self, point: str, after: list[Any] | None) -> list[dict[str, Any]]:
        answer = self.writer.search(
            pit={"id": point, "keep_alive": "5m"},
            sort=[{"entry": "asc"}],
            size=PAGE,
            source=False,
            version=True,
            track_total_hits=False,
            search_after=after,
        )
        return list(answer["hits"]["hits"])

    def _close_point(self, point: str) -> None:
        try:
            self.writer.close_point_in_time(id=point)
        except (ApiError, OSError):
            # It closes by itself.
            return

    def _indices(self) -> list[str]:
        found = self.writer.indices.get(index=f"{self.family}-*", allow_no_indices=True)
        return list(found)


def _fingerprint_of(index: dict[str, Any]) -> str:
    return str(index["mappings"].get("_meta", {}).get("fingerprint", ""))
