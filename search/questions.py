"""A question that lasts: words, filters and language, with all the addresses that it has."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256

from django.http import QueryDict
from django.urls import reverse
from django.utils import translation
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from search import narrowing
from search.backends.base import Order, Scope
from search.facets import Filters, facets


@dataclass(frozen=True)
class Question:
    """What somebody looks for.

    Attributes:
        text: as it was typed.
        language: of who asks.
        filters: chosen values by facet.
        exactly: for these words and no others.
    """

    text: str
    language: str
    filters: Filters = field(default_factory=dict)
    exactly: bool = False

    @property
    def scope(self) -> Scope:
        """Among what is looked."""
        return Scope(language=self.language, filters=self.filters)

    @cached_property
    def parameters(self) -> Sequence[tuple[str, str]]:
        """The question as it stands in an address, always in the same order."""
        words = [("q", self.text)] if self.text else []
        chosen = [(name, value) for name in sorted(self.filters) for value in self.kept()[name]]
        exact = [(narrowing.EXACT, "1")] if self.exactly else []
        return [*words, *exact, *chosen]

    @property
    def number(self) -> int:
        """The same number for the same question, whoever asks."""
        words = urlencode([("language", self.language), *self.parameters])
        return int(sha256(words.encode()).hexdigest()[:14], 16)

    def address(self, view: str = "search:search", *, newest_first: bool = False) -> str:
        """Where it is answered, on the site, in its language."""
        with translation.override(self.language):
            return f"{reverse(view)}?{self.query(newest_first=newest_first)}"

    def query(self, *, newest_first: bool = False) -> str:
        """The part of an address behind the question mark."""
        order = [(narrowing.ORDER, Order.DATE.value)] if newest_first else []
        return urlencode([*self.parameters, *order])

    def title(self) -> str:
        """The question in words of the active language."""
        named = facets()
        chosen = [
            f"{named[name].label}: {', '.join(sorted(named[name].names(values).values()))}"
            for name, values in self.filters.items()
            if name in named
        ]
        words = _("“%(query)s”") % {"query": self.text}
        return f"{words} ({'; '.join(chosen)})" if chosen else words

    def kept(self) -> Mapping[str, list[str]]:
        """The filters as they can be kept."""
        return {name: sorted(values) for name, values in self.filters.items()}


def question_in(address: QueryDict, *, language: str) -> Question:
    """The question of an address; filters that do not exist are as if they were not named."""
    text = " ".join(narrowing.text_in(address).split())
    filters = narrowing.filters_in(address)
    return Question(text, language, filters, exactly=narrowing.exactly_in(address))
