"""Abbreviations and what they stand for, learnt from what is published.

«Закон за движението по пътищата (ЗДвП)» says it outright. Elsewhere the initials say it: a title
with the words «местното самоуправление и местната администрация» spells out «МСМА». Function words
may have a letter or not; a small letter continues the word that the capital before it began.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from search.analysis import terms, words
from search.stemming import is_in_dictionary

SHORTEST, LONGEST = 2, 10
FEWEST_INITIALS, MOST_INITIALS = 3, 8
MOST_WORDS_SPELT = 14
LONGEST_LONG = 200
LONGEST_INITIALS = 160
LONGEST_LEARNT_FROM = 200_000
MOST_LEARNT = 60
# A part of a compound that has its own letter: «административнопроцесуален» – АП.
SHORTEST_COMPOUND = 12

_FUNCTION_WORDS_TEXT = """
    а в във до за и из или към на над но о от по под при с със у
    the a an and of for in on to by
"""
_FUNCTION_WORDS = frozenset(_FUNCTION_WORDS_TEXT.split())
_LETTERS = r"[А-Я][А-Яа-я]{1,9}|[A-Z][A-Za-z]{1,9}"
_IN_BRACKETS = re.compile(
    rf"(?P<before>[^().;:!?\n]{{4,220}})\(\s*[„\"«]?(?P<short>{_LETTERS})[“”\"»]?\s*\)"
)
_SEGMENT = re.compile(r"[^\W\d_a-zа-я][a-zа-я]*")


def segments(short: str) -> list[str]:
    """The letters of an abbreviation with those that continue their word: З, Дв, П."""
    found = _SEGMENT.findall(short)
    return [part.lower() for part in found] if "".join(found) == short else list(short.lower())


def looks_like_one(text: str) -> bool:
    """Whether a word is written like an abbreviation: at least two capitals."""
    return SHORTEST <= len(text) <= LONGEST and sum(map(str.isupper, text)) > 1


def learnt(text: str) -> list[tuple[str, str]]:
    """Abbreviations that a text explains, in small letters, and the words they stand for."""
    found: dict[tuple[str, str], None] = {}
    for match in _IN_BRACKETS.finditer(text[:LONGEST_LEARNT_FROM]):
        short = match["short"]
        long = looks_like_one(short) and _spelt_at_end(segments(short), words(match["before"]))
        if long:
            found[short.lower(), " ".join(long)[:LONGEST_LONG]] = None
    return list(found)[:MOST_LEARNT]


def initials(title: str) -> str:
    """The initials of a title's words, once without those of function words and once with them."""
    found = words(title)
    content = "".join(word[0] for word in found if word not in _FUNCTION_WORDS)
    every = "".join(word[0] for word in found)
    return f"{content[:LONGEST_INITIALS]} {every[:LONGEST_INITIALS]}"


def spelt_out(short: str, titles: Iterable[str]) -> list[str]:
    """What an abbreviation stands for by the initials of titles: the readings that most share.

    Args:
        short: as it was typed; capitals say where words begin.
        titles: normalised, one space between words.
    """
    letters = segments(short)
    counts: Counter[str] = Counter()
    example: dict[str, str] = {}
    for title in dict.fromkeys(titles):
        for found in set(_spelt_anywhere(letters, title.split())):
            key = " ".join(terms(found))
            example.setdefault(key, " ".join(found))
            counts[key] += 1
    total = sum(counts.values())
    return [example[key] for key, number in counts.most_common(2) if number * 2 >= total]


def shortened(found: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Abbreviations that the words of a query may have: where they begin and end, and each."""
    for start, first in enumerate(found):
        if first in _FUNCTION_WORDS:
            continue
        short = ""
        for end, word in enumerate(found[start : start + MOST_WORDS_SPELT], start + 1):
            if word in _FUNCTION_WORDS or not word.isalpha():
                continue
            short += word[0]
            if len(short) >= SHORTEST:
                yield start, end, short


def abbreviations_of(found: Sequence[str]) -> list[tuple[tuple[int, int], str]]:
    """Abbreviations that pieces of a query may have, which are no words themselves."""
    return [
        ((start, end), short)
        for start, end, short in shortened(found)
        if FEWEST_INITIALS < len(short) <= MOST_INITIALS and not is_in_dictionary(short)
    ]


def _spelt_at_end(letters: Sequence[str], before: Sequence[str]) -> list[str]:
    """The last words that the letters spell; none if they do not."""
    for start in range(len(before) - 1, max(len(before) - MOST_WORDS_SPELT, 0) - 1, -1):
        piece = list(before[start:])
        if piece[0] in _FUNCTION_WORDS:
            continue
        if len(piece) + 1 >= min(len(letters), 2) and len(piece) in _spelt_lengths(letters, piece):
            return piece
    return []


def _spelt_anywhere(letters: Sequence[str], found: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for start, first in enumerate(found):
        if first in _FUNCTION_WORDS:
            continue
        piece = found[start : start + MOST_WORDS_SPELT]
        for length in _spelt_lengths(letters, piece):
            if length > 1 and piece[length - 1] not in _FUNCTION_WORDS:
                yield tuple(piece[:length])


def _spelt_lengths(letters: Sequence[str], found: Sequence[str]) -> set[int]:
    """How many of the first words the letters spell, in each way in which they do."""
    # By the word at which one stands: how many letters may have been used up so far.
    used = {0}
    lengths: set[int] = set()
    for at, word in enumerate(found[:MOST_WORDS_SPELT], 1):
        after = {u + taken for u in used for taken in _letters_of(word, letters[u:])}
        if len(letters) in after:
            lengths.add(at)
        if word in _FUNCTION_WORDS:
            after |= used
        used = {u for u in after if u < len(letters)}
        if not used:
            break
    return lengths


def _letters_of(word: str, letters: Sequence[str]) -> Iterator[int]:
    """How many of the letters a word may stand for: one, or more if it is a compound."""
    if not letters or not word.startswith(letters[0]):
        return
    yield 1
    if len(word) >= SHORTEST_COMPOUND and len(letters) > 1:
        at = word.find(f"о{letters[1]}", len(letters[0]))
        if at > 0:
            yield 2
