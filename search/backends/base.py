"""The port of search: what is asked, what is answered, and what a backend has to be able to do."""

import datetime
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.safestring import SafeString

from search.models import SearchEntry
from search.understanding import Query

# Nobody reads further, and Elasticsearch refuses beyond ten thousand.
REACHABLE = 1_000


class SearchUnavailable(Exception):
    """The backend gave no answer in its time, or one that is of no use."""


@dataclass(frozen=True)
class SearchRequest:
    """What a reader asks.

    Attributes:
        text: exactly what was typed.
        language: of the reader; results in it come first. None: no language comes first.
        kinds: keys of the kinds asked for; empty for all.
    """

    text: str
    language: str | None = None
    kinds: frozenset[str] = frozenset()
    page: int = 1
    per_page: int = 10


@dataclass(frozen=True)
class Ranking:
    """What a backend found: entries in their order, and how many there are of each kind.

    The counts are those of the query without its filter by kind.
    """

    ids: Sequence[int]
    facets: Mapping[str, int]


@dataclass(frozen=True)
class Hit:
    """One result as it is shown; both texts are safe HTML with the found words in <mark>."""

    title_html: SafeString
    passage_html: SafeString
    url: str
    kind: str
    kind_label: str
    language: str
    date: "datetime.date | None"
    entry: SearchEntry


@dataclass(frozen=True)
class SearchAnswer:
    """A page of results.

    Attributes:
        total: number of results under the filter by kind.
        facets: number of results of each kind, whatever the filter.
        backend: name of the one that answered.
        degraded: the one that should have answered could not.
        corrected: what was searched for instead of what was typed; empty when it was the same.
    """

    hits: Sequence[Hit] = ()
    total: int = 0
    facets: Mapping[str, int] = field(default_factory=dict)
    backend: str = ""
    degraded: bool = False
    corrected: str = ""


class SearchBackend(ABC):
    """Finds entries. Every method may raise ``SearchUnavailable``."""

    name: str

    @abstractmethod
    def known(self, words: Iterable[str]) -> dict[str, int]:
        """Of some normalised words those that are found at all, with the number of entries."""

    @abstractmethod
    def size(self) -> int:
        """How many entries there are, nearly."""

    @abstractmethod
    def similar(self, words: Iterable[str]) -> dict[str, str]:
        """For words that are not found, the most similar one that is, where there is one."""

    @abstractmethod
    def rank(
        self, query: Query, *, language: str | None, kinds: frozenset[str], offset: int, limit: int
    ) -> Ranking:
        """Entries for a query, the best first."""

    @abstractmethod
    def suggest(self, words: Sequence[str], *, language: str, limit: int) -> list[int]:
        """Entries in a language whose title has all the words, the last perhaps unfinished."""
