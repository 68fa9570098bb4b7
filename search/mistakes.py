"""Typing mistakes: which words may have one, and what was meant instead."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import accumulate, compress

from search.analysis import STOP_WORDS
from search.remembering import Known
from search.similarity import apart
from search.stemming import is_in_dictionary
from search.transliteration import spellings

SHORTEST_CORRECTED = 4
# Longer ones are no words; to look for what is like them, or like many, takes too long.
LONGEST_CORRECTED = 30
MOST_LETTERS_CORRECTED = 80
MOST_CORRECTED = 6
MOST_SOUNDS = 2

# Finds words of the index that look like others.
Similar = Callable[[Iterable[str]], dict[str, str]]


def meant_instead(asked: Iterable[str], *, known: Known, similar: Similar) -> Mapping[str, str]:
    """Of some words those that the index does not know, with the most similar that it does.

    A word of the dictionary is no mistake («суша» is not «сума»): what stands nowhere is said to.
    """
    possible = [word for word in asked if may_be_mistyped(word) and word not in STOP_WORDS]
    entries = known(possible)
    unknown = [word for word in dict.fromkeys(possible) if not entries.get(word)]
    unknown = [word for word in unknown if not _is_a_word(word)]
    spelt = {word: [word, *_sounds_of(word)] for word in few(unknown)}
    better = similar([spelling for some in spelt.values() for spelling in some]) if spelt else {}
    nearest = {word: _nearest(some, better) for word, some in spelt.items()}
    return {word: other for word, other in nearest.items() if other}


def _is_a_word(word: str) -> bool:
    """Whether a word is one of the dictionary, or in Latin letters most likely sounds like one."""
    return any(is_in_dictionary(one) for one in (word, *_sounds_of(word)[:1]))


def may_be_mistyped(word: str) -> bool:
    """Whether a word is neither too short to say what was meant nor too long to be one."""
    return SHORTEST_CORRECTED <= len(word) <= LONGEST_CORRECTED and word.isalpha()


def few(mistyped: Sequence[str]) -> list[str]:
    """Of words to correct the first few, which are not too long together."""
    fitting = (letters <= MOST_LETTERS_CORRECTED for letters in accumulate(map(len, mistyped)))
    return list(compress(mistyped, fitting))[:MOST_CORRECTED]


def _sounds_of(word: str) -> list[str]:
    """What a word in Latin letters most likely is in Cyrillic, mistake and all («budjet»)."""
    return spellings(word)[:MOST_SOUNDS] if word.isascii() else []


def _nearest(spelt: Sequence[str], better: Mapping[str, str]) -> str | None:
    """Of what was found for the spellings of a word, what is nearest to one of them."""
    found = [(apart(one, better[one]), better[one]) for one in spelt if one in better]
    return min(found)[1] if found else None
