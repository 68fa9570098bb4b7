"""What a reader means: from typed text to the words and phrases that are looked for.

A query in Latin letters whose words are not known is read as Bulgarian typed without a Cyrillic
keyboard; a word that is not known is read as the nearest one that is. What was typed is searched
for as well, with less weight.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from search.analysis import STOP_WORDS, has_cyrillic, words
from search.transliteration import (
    spellings,
    typed_on_phonetic_layout,
    typed_on_standard_layout,
)
from zaedno.core.validation import LONGEST_QUERY

MOST_WORDS = 32
LONGEST_LATIN_QUERY = 12
SHORTEST_CORRECTED = 4
ENOUGH_KNOWN = 0.6
AS_TYPED = 0.4

_QUOTED = re.compile(r'["„“”«»]([^"„“”«»]+)["„“”«»]')

Known = Callable[[Iterable[str]], dict[str, int]]
Similar = Callable[[Iterable[str]], dict[str, str]]


@dataclass(frozen=True)
class Reading:
    """One way to understand a query."""

    words: tuple[str, ...]
    weight: float = 1.0


@dataclass(frozen=True)
class Query:
    """What is looked for.

    Attributes:
        readings: ways to understand the query, the likeliest first.
        phrases: normalised words that must stand together.
        corrected: the query as it was understood, where that is not what was typed.
    """

    readings: tuple[Reading, ...]
    phrases: tuple[str, ...] = ()
    corrected: str = ""

    def all_words(self) -> list[str]:
        """The words of all readings, each once."""
        return list(dict.fromkeys(word for reading in self.readings for word in reading.words))


def understand(text: str, *, known: Known, similar: Similar) -> Query:
    """Read a query.

    Args:
        text: what was typed.
        known: tells which words the index has, and in how many entries.
        similar: finds words of the index that look like unknown ones.
    """
    text = text[:LONGEST_QUERY]
    typed = tuple(words(text)[:MOST_WORDS])
    phrases = tuple(" ".join(found) for found in map(words, _QUOTED.findall(text)) if found)
    if not typed:
        return Query(readings=())
    meant = _in_bulgarian(text, typed, known)
    meant = _corrected(meant, known=known, similar=similar)
    if meant == typed:
        return Query(readings=(Reading(typed),), phrases=phrases)
    return Query(
        readings=(Reading(meant), Reading(typed, AS_TYPED)),
        phrases=phrases,
        corrected=" ".join(meant),
    )


def _in_bulgarian(text: str, typed: tuple[str, ...], known: Known) -> tuple[str, ...]:
    """The words in Cyrillic, if they were typed in Latin letters and mean nothing so."""
    if has_cyrillic(text) or not any(letter.isalpha() for letter in text):
        return typed
    shorter = typed[:LONGEST_LATIN_QUERY]
    choices = [[*spellings(word), typed_on_phonetic_layout(word)] for word in shorter]
    by_keys = tuple(words(typed_on_standard_layout(text))[:LONGEST_LATIN_QUERY])
    entries = known({*typed, *by_keys, *(word for spelt in choices for word in spelt)})
    if _share_known(typed, entries) >= ENOUGH_KNOWN:
        return typed
    by_sound = tuple(
        max(spelt, key=lambda word: entries.get(word, 0)) if not word.isdigit() else word
        for word, spelt in zip(shorter, choices, strict=True)
    )
    return max((typed, by_sound, by_keys), key=lambda found: _share_known(found, entries))


def _share_known(found: tuple[str, ...], entries: dict[str, int]) -> float:
    """Share of the letters that stand in known words."""
    letters = sum(map(len, found))
    return sum(len(word) for word in found if entries.get(word)) / letters if letters else 0.0


def _corrected(found: tuple[str, ...], *, known: Known, similar: Similar) -> tuple[str, ...]:
    """The words, those that the index does not know replaced by the most similar that it does."""
    asked = [word for word in found if len(word) >= SHORTEST_CORRECTED and word.isalpha()]
    asked = [word for word in asked if word not in STOP_WORDS]
    entries = known(asked)
    unknown = [word for word in asked if not entries.get(word)]
    better = similar(unknown) if unknown else {}
    return tuple(better.get(word, word) for word in found)
