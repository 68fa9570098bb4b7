"""Words that look or sound alike: one or two typing mistakes apart."""

import re
from collections.abc import Iterable, Mapping, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from search.stemming import stem

LONG_ENOUGH_FOR_TWO = 7
SHORTEST_STEM_COMPARED = 5
# A word spelt by ear has half a mistake; one that differs only in its ending half a mistake more.
BY_EAR = 0.5
OTHER_ENDING = 0.5

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
    if len(own_stem) >= SHORTEST_STEM_COMPARED and own_stem != word:
        for other, distance in _within(own_stem, vocabulary):
            found[other] = min(found.get(other, 9.0), distance + OTHER_ENDING)
    return {other: distance for other, distance in found.items() if stem(other) != own_stem}


def likeliest(apart: Mapping[str, float], entries: Mapping[str, int]) -> str | None:
    """The nearest word that is known; of several as near, the one in the most entries."""
    known = (word for word in apart if entries.get(word))
    return min(known, key=lambda word: (apart[word], -entries[word]), default=None)


def lengths(word: str) -> tuple[int, int]:
    """How long words can be that are near to a word."""
    return min(len(stem(word)), len(word)) - 2, len(word) + 2


def beginnings(word: str) -> set[str]:
    """How near words begin: like the word, swapped, or with a letter that sounds alike."""
    first, second = word[0], word[1:2]
    return {first, second + first, *(letter + second for letter in _ALIKE.get(first, ""))}


def variants(word: str) -> set[str]:
    """What to ask for where only words with the same first letter are compared."""
    _, *others = sorted(beginnings(word), key=lambda beginning: beginning != word[0])
    return {word, stem(word), *(beginning + word[2:] for beginning in others)}


def sound(word: str) -> str:
    """How a word sounds, roughly: the same for words that are mixed up by ear."""
    return _DOUBLED.sub(r"\1", word.translate(_SOUNDS))


_ALIKE: dict[str, str] = {}
for _one, _other in ("бп", "дт", "зс", "вф", "гк", "жш", "оу", "аъ", "еи"):
    _ALIKE[_one], _ALIKE[_other] = _other, _one


def _within(word: str, vocabulary: Iterable[str]) -> list[tuple[str, float]]:
    most = 2 if len(word) >= LONG_ENOUGH_FOR_TWO else 1
    found = process.extract(
        word,
        vocabulary,
        scorer=OSA.distance,  # type: ignore[arg-type]
        score_cutoff=most,
        limit=None,
    )
    return [(other, float(distance)) for other, distance, _ in found]
