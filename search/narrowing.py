"""The filters of the page of results: what is chosen, what can be chosen, and their addresses."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.http import urlencode

from search.analysis import words
from search.backends.base import Counts, Order
from search.facets import Facet, Filters, facets
from zaedno.core.validation import LONGEST_QUERY

ORDER = "order"
EXACT = "exact"
PAGE = "page"
MOST_CHOSEN = 20
SHOWN_AT_ONCE = 10
MOST_SINGLE_WORDS = 8


@dataclass(frozen=True)
class Choice:
    """A value to choose, or a chosen one to let go; the address does it."""

    label: str
    url: str
    count: int = 0
    chosen: bool = False


@dataclass(frozen=True)
class Group:
    """The choices of one facet."""

    name: str
    label: str
    choices: Sequence[Choice]

    @property
    def chosen(self) -> bool:
        """Whether anything is chosen in it."""
        return any(choice.chosen for choice in self.choices)

    @property
    def first(self) -> Sequence[Choice]:
        """The choices that are shown at once: the first ones, and all that are chosen."""
        shown = self.choices[:SHOWN_AT_ONCE]
        return [*shown, *(one for one in self.choices[SHOWN_AT_ONCE:] if one.chosen)]

    @property
    def others(self) -> Sequence[Choice]:
        """Those that a reader asks for."""
        return [one for one in self.choices[SHOWN_AT_ONCE:] if not one.chosen]


def text_in(address: QueryDict) -> str:
    """The words that an address asks for, as many as are looked for."""
    return address.get("q", "")[:LONGEST_QUERY].strip()


def filters_in(address: QueryDict) -> Filters:
    """The filters of an address; values and facets that do not exist are as if not named."""
    asked = {name: address.getlist(name)[:MOST_CHOSEN] for name in facets() if name in address}
    known = {name: frozenset(facets()[name].names(values)) for name, values in asked.items()}
    return {name: values for name, values in known.items() if values}


def order_in(address: QueryDict) -> Order:
    """The order that an address asks for, or else by relevance."""
    asked = address.get(ORDER, "")
    return Order(asked) if asked in Order.values else Order.RELEVANCE


def exactly_in(address: QueryDict) -> bool:
    """Whether an address asks for its words and no others."""
    return address.get(EXACT) == "1"


def groups(address: QueryDict, filters: Filters, counts: Counts) -> list[Group]:
    """What the results can be narrowed by; a facet with one value for all of them says nothing."""
    found = [
        _group(address, facet, filters.get(name, frozenset()), counts.get(name, {}))
        for name, facet in facets().items()
    ]
    return [group for group in found if len(group.choices) > 1 or group.chosen]


def chips(address: QueryDict, filters: Filters) -> list[Choice]:
    """What is chosen, each with the address of the results without it."""
    return [
        Choice(f"{facet.label}: {label}", _toggled(address, name, value), chosen=True)
        for name, facet in facets().items()
        for value, label in sorted(facet.names(filters.get(name, ())).items())
    ]


def orders(address: QueryDict, order: Order) -> list[Choice]:
    """The orders that there are, each with its address."""
    return [
        Choice(str(each.label), _with(address, ORDER, [each.value]), chosen=each == order)
        for each in Order
    ]


def single_words(text: str, known: Iterable[str]) -> list[Choice]:
    """Searches for each of several words alone, for those that are known; without filters."""
    found = list(dict.fromkeys(word for word in words(text) if word in known))
    return [Choice(word, f"?{urlencode({'q': word})}") for word in found[:MOST_SINGLE_WORDS]]


def kept_with_other_words(filters: Filters, order: Order) -> list[tuple[str, str]]:
    """What stays when other words are looked for: filters, and an order that is not the usual."""
    ordered = [] if order == Order.RELEVANCE else [(ORDER, order.value)]
    return [(name, value) for name in filters for value in sorted(filters[name])] + ordered


def without_filters(address: QueryDict) -> str:
    """The address of the same question without any filter."""
    bare = address.copy()
    for name in (*facets(), PAGE):
        bare.pop(name, None)
    return f"?{bare.urlencode()}"


def address_with(address: QueryDict, **parameters: str) -> str:
    """The present address with other parameters, at the first page; empty ones are left out."""
    changed = address.copy()
    changed.pop(PAGE, None)
    for name, value in parameters.items():
        changed.pop(name, None)
        if value:
            changed[name] = value
    return f"?{changed.urlencode()}"


def _group(
    address: QueryDict, facet: Facet, chosen: frozenset[str], counts: Mapping[str, int]
) -> Group:
    numbers = {**dict.fromkeys(chosen, 0), **counts}
    names = facet.names(numbers)
    choices = [
        Choice(label, _toggled(address, facet.name, value), numbers[value], value in chosen)
        for value, label in _in_order(facet, names.items(), numbers)
    ]
    return Group(facet.name, str(facet.label), choices)


def _in_order(
    facet: Facet, names: Iterable[tuple[str, str]], numbers: Mapping[str, int]
) -> list[tuple[str, str]]:
    if facet.newest_first:
        return sorted(names, reverse=True)
    return sorted(names, key=lambda named: (-numbers[named[0]], named[1]))


def _toggled(address: QueryDict, name: str, value: str) -> str:
    """The present address with a value chosen, or without it where it is chosen already."""
    values = set(address.getlist(name)) ^ {value}
    return _with(address, name, sorted(values))


def _with(address: QueryDict, name: str, values: list[str]) -> str:
    """The present address with other values of a parameter, at the first page."""
    changed = address.copy()
    changed.pop(PAGE, None)
    changed.setlist(name, values)
    return f"?{changed.urlencode()}"
