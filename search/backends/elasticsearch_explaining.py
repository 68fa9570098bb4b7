"""Reads what Elasticsearch says of a score: a tree whose leaves are words in fields."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from search.backends.explanation import Explanation, How, ScorePart, Where, explained, word_of
from search.stemming import base_form, stem
from search.understanding import Query

Node = Mapping[str, Any]

_WEIGHT = re.compile(r"weight\((?P<what>.*) in \d+\)")
_TERM = re.compile(
    r'(?P<field>[a-z_]+(?:\.[a-z_]+)?):(?P<phrase>")?(?P<words>[^"\s)]+(?:[^")]*(?="))?)'
)
_FUNCTIONS = "function score, product of:"
_FADING = "Function for field"
_DOCUMENTS = "n, number of documents containing"
_WHERE = {
    "title": Where.TITLE,
    "lead": Where.LEAD,
    "body": Where.BODY,
    "about": Where.ABOUT,
}


def explanation(node: Node, query: Query) -> Explanation:
    """A score as Elasticsearch explains it, in our words."""
    parts = [part for part in _parts(node) if not _is_language(part)]
    language = sum(part.value for part in _parts(node) if _is_language(part))
    return explained(node["value"] - language, _named(parts, query))


def _parts(node: Node) -> Iterator[ScorePart]:
    """What adds to the value of a node, and together is it."""
    description, value = node["description"], node["value"]
    if not value:
        return
    weight = _WEIGHT.match(description)
    if weight:
        yield _part(weight["what"], value, node)
    elif description.startswith("ConstantScore(") and "facets:" in description:
        yield ScorePart(How.OPEN, value)
    elif description.startswith("ConstantScore("):
        yield _part(description, value, node)
    elif description.startswith(_FUNCTIONS):
        yield from _timely(node)
    elif description.startswith("max of"):
        yield from _parts(max(node["details"], key=lambda each: each["value"]))
    else:
        yield from _scaled([part for each in _details(node) for part in _parts(each)], value)


def _timely(node: Node) -> Iterator[ScorePart]:
    """What the words add, and what is added to that because it is open, or new."""
    words, factors = _details(node)
    yield from _parts(words)
    for each in _walk(factors):
        if each["description"].startswith(_FUNCTIONS):
            fades = any(leaf["description"].startswith(_FADING) for leaf in _walk(each))
            yield ScorePart(How.NEW if fades else How.OPEN, words["value"] * each["value"])


def _walk(node: Node) -> Iterator[Node]:
    yield node
    for each in _details(node):
        yield from _walk(each)


def _details(node: Node) -> Sequence[Node]:
    return node.get("details") or ()


def _scaled(parts: Sequence[ScorePart], value: float) -> Iterator[ScorePart]:
    """The parts in their proportions, so that they make the value: something may multiply them."""
    known = sum(part.value for part in parts)
    for part in parts:
        yield replace(part, value=part.value * value / known)


def _part(what: str, value: float, node: Node) -> ScorePart:
    found = _TERM.search(what)
    if found is None:
        return ScorePart(How.OTHER, value)
    field, _, variant = found["field"].partition(".")
    where = _WHERE.get(field.partition("_")[0], Where.ANYWHERE)
    how = How.FORM if variant or field not in _WHERE else How.EXACT
    if found["phrase"]:
        how = How.NEAR
    if field == "language":
        how = How.OTHER
    return ScorePart(how, value, found["words"], (where,), _documents(node))


def _documents(node: Node) -> int | None:
    """In how many entries the word is."""
    found = (each for each in _walk(node) if each["description"].startswith(_DOCUMENTS))
    return next((int(each["value"]) for each in found), None)


def _is_language(part: ScorePart) -> bool:
    return part.how == How.OTHER and bool(part.words)


def _named(parts: Iterable[ScorePart], query: Query) -> Iterator[ScorePart]:
    """The same by the words of the query; what was not typed is other words for the same."""
    typed = {word for reading in query.readings for word in reading.words}
    typed |= {*map(stem, typed), *map(base_form, typed)}
    for part in parts:
        words = [word_of(term, query) for term in part.words.split()]
        own = not words or typed & {*words, *part.words.split()}
        yield replace(part, how=part.how if own else How.WORDING, words=" ".join(words))
