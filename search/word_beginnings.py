"""Beginnings of words, as they are typed: which ones there are, and which ones are alike.

The words of the rows are asked, with either backend: Elasticsearch suggests whole words only.
"""

from collections import Counter
from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet
from django.db.models.functions import Length

from search.analysis import STOP_WORDS
from search.backends.database_rows import LONGEST_TERM
from search.models import SearchWord
from search.remembering import Known
from search.similarity import beginnings, likeliest, nearest, pieces
from search.stemming import stem

MOST_ASKED = 400
MOST_CORRECTED = 2
SHORTEST_COMPLETED = 4
MOST_COMPLETIONS = 50
# How much longer or shorter than what was typed what was meant may be, the likeliest first.
OTHER_LENGTHS = (0, 1, -1)
# The ORM takes a millisecond to write each of these down, the database a microsecond to answer.
_NEXT_WORD = "(SELECT MIN(word) FROM search_searchword WHERE word >= %s)"


def known(found: Iterable[str]) -> dict[str, int]:
    """Of some beginnings those with which any word begins."""
    asked = [word for word in dict.fromkeys(found) if word not in STOP_WORDS][:MOST_ASKED]
    if not asked:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join([_NEXT_WORD] * len(asked))}", asked)
        following = cursor.fetchone()
    pairs = zip(asked, following, strict=True)
    return {word: 1 for word, other in pairs if other and other.startswith(word)}


def all_known(found: Iterable[str]) -> bool:
    """Whether each of some beginnings begins a word: if not, no title has them all."""
    asked = {word[:LONGEST_TERM] for word in found} - STOP_WORDS
    return known(asked).keys() == asked


def similar(found: Iterable[str]) -> dict[str, str]:
    """For beginnings with which no word begins, the most similar one with which some do."""
    asked = list(found)[:MOST_CORRECTED]
    there = known(asked)
    alike = {word: _most_similar(word) for word in asked if word not in there}
    return {word: other for word, other in alike.items() if other}


def completed(found: Iterable[str], *, known: Known) -> dict[str, str]:
    """For words that may be unfinished, the most frequent word that begins so.

    Args:
        found: words that stand nowhere.
        known: tells which words are found, and in how many entries.
    """
    longer = {word: _longer(word) for word in found if len(word) >= SHORTEST_COMPLETED}
    entries = known(other for some in longer.values() for other in some)
    best = {
        word: max(some, key=lambda other: (entries.get(other, 0), -len(other)), default="")
        for word, some in longer.items()
    }
    return {word: other for word, other in best.items() if entries.get(other)}


def _longer(word: str) -> list[str]:
    """The shortest words that begin with a word and are not forms of it."""
    rows = _beginning_with(word, Q()).order_by(Length("word"))[:MOST_COMPLETIONS]
    return [other for (other,) in rows if stem(other) != stem(word)]


def _most_similar(word: str) -> str | None:
    has_piece = reduce(or_, [Q(word__contains=piece) for piece in pieces(word)])
    ranges = [_beginning_with(first, has_piece) for first in beginnings(word)]
    # One range of the index each: joined by OR they may be read from end to end.
    rows = ranges[0].union(*ranges[1:])
    vocabulary = [other for (other,) in rows]
    for more in OTHER_LENGTHS:
        cut = Counter(other[: len(word) + more] for other in vocabulary)
        if best := likeliest(nearest(word, list(cut)), cut):
            return best
    return None


def _beginning_with(first: str, condition: Q) -> "QuerySet[SearchWord, tuple[Any, ...]]":
    after = first[:-1] + chr(ord(first[-1]) + 1)
    return SearchWord.objects.filter(condition, word__gte=first, word__lt=after).values_list("word")
