"""Which kinds of things a query names by what they are called."""

from collections.abc import Iterable
from functools import cache

from django.conf import settings
from django.utils import translation

from search.analysis import terms, words
from search.registry import labels
from search.stemming import stem
from search.understanding import Part, Query

# What is said of things on which readers can act now; that is no subject of its own.
_OPEN = frozenset(
    map(stem, ("открит", "отворен", "текущ", "активен", "open", "current", "ongoing"))
)


def kinds_named(query: Query) -> frozenset[str]:
    """Kinds that are all a query asks for: «консултации», «открити консултации»."""
    if not query.readings or query.phrases:
        return frozenset()
    parts = query.readings[0].parts
    return frozenset(kind for kind, stems in _names() if _is_named(stems, parts))


@cache
def _names() -> frozenset[tuple[str, frozenset[str]]]:
    """The stems of each kind's name, in each language: the same as long as the process runs."""
    found = set()
    for language, _ in settings.LANGUAGES:
        with translation.override(language):
            found |= {(kind, frozenset(terms(words(label)))) for kind, label in labels().items()}
    return frozenset(found)


def _is_named(name: frozenset[str], parts: Iterable[Part]) -> bool:
    """Whether each part of a query, in some wording, is of the name, and not all only «open»."""
    named = False
    for part in parts:
        wordings = (terms(part.words), *(other.terms() for other in part.others))
        fitting = [set(found) for found in wordings if name | _OPEN >= set(found)]
        if not fitting:
            return False
        named = named or any(found & name for found in fitting)
    return named
