"""Words that look or sound alike: one or two typing mistakes apart."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from rapidfuzz import process
from rapidfuzz.distance import OSA

from search.stemming import stem

LONG_ENOUGH_FOR_TWO = 7
SHORTEST_STEM_COMPARED = 5
# A word spelt by ear has half a mistake; one that differs only in its ending half a mistake more.
BY_EAR = 0.5
OTHER_ENDING = 0.5
LONGER = 0.1

# Letters that sound alike where they are not stressed, or at the end of a syllable.
_SOUNDS = str.maketrans("уъиюбдзвгжй", "оаеоптсфкше")
_DOUBLED = re.compile(r"(.)\1+")


def nearest(word: str, vocabulary: Sequence[str]) -> dict[str, float]:
    """The words of a vocabulary at one or two mistakes from a word, with how far each is.

    Forms of the word itself are not among them.
    """
    own_stem = stem(word)
    found = {
        other: BY_EAR if sound(other) == sound(word) else distance
        for other, distance in _within(word, vocabulary)
        if other != word
    }
    if len(own_stem) >= SHORTEST_STEM_COMPARED:
        for other, distance in _with_other_endings(word, own_stem, vocabulary):
            found[other] = min(found.get(other, 9.0), distance)
    return {other: distance for other, distance in found.items() if stem(other) != own_stem}


def likeliest(apart: Mapping[str, float], entries: Mapping[str, int]) -> str | None:
    """The nearest word that is known; of several as near, the one in the most entries."""
    known = (word for word in apart if entries.get(word))
    return min(known, key=lambda word: (apart[word], -entries[word]), default=None)


def apart(word: str, other: str) -> float:
    """How many mistakes two words are apart; half a one if they sound alike."""
    return BY_EAR if sound(word) == sound(other) else OSA.distance(word, other)


def lengths(word: str) -> tuple[int, int]:
    """How long words can be that are near to a word."""
    return min(len(stem(word)), len(word)) - 2, len(word) + 3


def beginnings(word: str) -> set[str]:
    """How near words begin: like the word, swapped, or with a letter that is mixed up with it."""
    first, second = word[0], word[1:2]
    return {first, second + first, *(letter + second for letter in _ALIKE.get(first, ""))}


def pieces(word: str) -> set[str]:
    """Pieces of a word of which every near one has at least one: no mistake reaches all of them."""
    root = stem(word)
    whole = [root] if word.startswith(root) else [root, word]
    return {piece for text in whole for piece in _cut(text, _most_mistakes(word) + 1)}


def variants(word: str) -> set[str]:
    """What to ask for where only words with the same first letter are compared."""
    _, *others = sorted(beginnings(word), key=lambda beginning: beginning != word[0])
    return {word, stem(word), *(beginning + word[2:] for beginning in others)}


def sound(word: str) -> str:
    """How a word sounds, roughly: the same for words that are mixed up by ear."""
    return _DOUBLED.sub(r"\1", word.translate(_SOUNDS))


_ALIKE: dict[str, str] = {}
for _one, _other in ("бп", "дт", "зс", "вф", "гк", "жш", "оу", "аъ", "ао", "еи"):
    _ALIKE[_one] = _ALIKE.get(_one, "") + _other
    _ALIKE[_other] = _ALIKE.get(_other, "") + _one


def _cut(text: str, number: int) -> list[str]:
    size = max(len(text) // number, 1)
    cuts = [*range(0, size * number, size), len(text)]
    return [text[start:end] for start, end in pairwise(cuts)]


def _most_mistakes(word: str) -> int:
    return 2 if len(word) >= LONG_ENOUGH_FOR_TWO else 1


def _with_other_endings(
    word: str, root: str, vocabulary: Sequence[str]
) -> Iterator[tuple[str, float]]:
    """Words that begin nearly like the stem of a word, and end as they may.

    Where there are none, a letter that was left out or typed twice may have moved the ending.
    """
    for more in (0, 1, -1):
        begun = [other[: len(root) + more] for other in vocabulary]
        near = _extract(root, begun, at_most=1)
        for _, distance, at in near:
            other = vocabulary[at]
            ending = OTHER_ENDING + LONGER * abs(len(other) - len(word))
            yield other, distance + ending
        if near:
            return


def _within(word: str, vocabulary: Sequence[str]) -> list[tuple[str, float]]:
    at_most = _most_mistakes(word)
    return [(other, distance) for other, distance, _ in _extract(word, vocabulary, at_most=at_most)]


def _extract(word: str, vocabulary: Sequence[str], *, at_most: int) -> list[tuple[str, float, int]]:
    # The library's types know its scorers for sequences of anything, not for text.
    scorer: Any = OSA.distance
    return process.extract(word, vocabulary, scorer=scorer, score_cutoff=at_most, limit=None)
