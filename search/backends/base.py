"""The port of search: what is asked, what is answered, and what a backend has to be able to do."""

import datetime
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.db import models
from django.db.models.expressions import Combinable
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from search.backends.explanation import Explanation
from search.facets import KIND, Filters
from search.models import SearchEntry
from search.promotions import Promoted
from search.terms import Term
from search.understanding import Query

# Nobody reads further, and Elasticsearch refuses beyond ten thousand.
REACHABLE = 1_000

Counts = Mapping[str, Mapping[str, int]]


class SearchUnavailable(Exception):
    """The backend gave no answer in its time, or one that is of no use."""


class Order(models.TextChoices):
    """In which order results stand."""

    RELEVANCE = "relevance", _("by relevance")
    DATE = "date", _("newest first")


@dataclass(frozen=True)
class Scope:
    """Among what is looked, and what comes first.

    Attributes:
        language: of the reader; results in it come first. None: no language comes first.
        filters: chosen values of facets: one of each facet's must fit.
        order: by date, the reader's language does not come first.
        among: ids of the entries among which is looked. None: all.
        counted: whether the values of facets among the results are asked for.
    """

    language: str | None = None
    filters: Filters = field(default_factory=dict)
    order: Order = Order.RELEVANCE
    among: Sequence[int] | None = None
    counted: bool = True

    def without(self, facet: str) -> "Scope":
        """The same without the choice in a facet."""
        others = {name: values for name, values in self.filters.items() if name != facet}
        return replace(self, filters=others)


@dataclass(frozen=True)
class SearchRequest:
    """What a reader asks.

    Attributes:
        text: exactly what was typed.
        exactly: look for these words and no others.
        offset: how many results to pass over first.
        limit: how many to give.
    """

    text: str
    scope: Scope = Scope()
    exactly: bool = False
    offset: int = 0
    limit: int = 10


@dataclass(frozen=True)
class Ranking:
    """What a backend found: entries in their order, and how many there are of each value.

    Each thing stands there once, by the part that fits best, and counts once.

    Attributes:
        facets: by facet and value; each facet is counted as if nothing were chosen in it.
    """

    ids: Sequence[int] = ()
    facets: Counts = field(default_factory=dict)

    def total(self, filters: Filters) -> int:
        """How many entries were found: each has one kind."""
        chosen = filters.get(KIND)
        kinds = self.facets.get(KIND, {})
        return sum(n for kind, n in kinds.items() if chosen is None or kind in chosen)


@dataclass(frozen=True)
class Thing:
    """Something that search has an entry of."""

    content_type_id: int
    object_id: int
    language: str

    @property
    def entry(self) -> models.Q:
        """Which entry is that of the whole thing."""
        return models.Q(content_type=self.content_type_id, object_id=self.object_id, part="")


@dataclass(frozen=True)
class Likeness:
    """Entries that are like a thing; not read yet, so that they can be part of another question.

    Attributes:
        entries: those that may be.
        degree: how much, as an annotation of them.
    """

    entries: "models.QuerySet[SearchEntry]"
    degree: Combinable


@dataclass(frozen=True)
class Hit:
    """One result as it is shown; its texts are safe HTML with the found words in <mark>.

    Attributes:
        beside_html: what was found beside the text, such as the area, where the text has nothing.
        part_label: where in the thing the passage stands; empty where the title says it.
        term: until when readers can act there, where they can for some days only.
    """

    title_html: SafeString
    passage_html: SafeString
    beside_html: SafeString
    url: str
    kind: str
    kind_label: str
    part_label: str
    language: str
    date: "datetime.date | None"
    term: Term | None
    entry: SearchEntry


@dataclass(frozen=True)
class SearchAnswer:
    """A page of results.

    Attributes:
        total: number of results under the filters.
        facets: number of results by facet and value; in each facet, whatever is chosen in it.
        backend: name of the one that answered.
        degraded: the one that should have answered could not.
        corrected: what was searched for instead of what was typed; empty when it was the same.
        promoted: what editors put before the results.
        proposed: what else may have been meant, where little was found.
        missing: words of the query that stand nowhere.
        loosened: no phrase of the query stands anywhere; these are results for its words.
    """

    hits: Sequence[Hit] = ()
    total: int = 0
    facets: Counts = field(default_factory=dict)
    backend: str = ""
    degraded: bool = False
    corrected: str = ""
    promoted: Sequence[Promoted] = ()
    proposed: str = ""
    missing: Sequence[str] = ()
    loosened: bool = False


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
    def rank(self, query: Query, scope: Scope, *, offset: int, limit: int) -> Ranking:
        """Entries for a query, the best first; of each thing the best one."""

    @abstractmethod
    def explain(self, query: Query, scope: Scope, ids: Sequence[int]) -> Mapping[int, Explanation]:
        """Why some entries that were found have the scores by which they stand."""

    @abstractmethod
    def like(self, thing: Thing, *, kinds: Iterable[str], limit: int) -> "Likeness | None":
        """What is about the same as a thing, among some kinds, in its language.

        Costs one query. Nothing is known as long as the thing has no entry.
        """

    @abstractmethod
    def suggest(self, words: Sequence[str], *, language: str, limit: int) -> list[int]:
        """Entries in a language whose title has all the words, the last perhaps unfinished.

        Of each thing one: the whole where its own title has the words. What is open now comes
        first (``search.backends.suggesting``).
        """
