"""What a reader means: from typed text to the words and phrases that are looked for.

A query in Latin letters whose words are not known is read as Bulgarian typed without a Cyrillic
keyboard; a word that is not known is read as the nearest one that is. What was typed is searched
for as well, with less weight. Parts that can be said in other words are looked for in those too.
"""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Protocol

from search.abbreviations import abbreviations_of
from search.analysis import STOP_WORDS, normalise, terms, words
from search.mistakes import LONGEST_CORRECTED, MOST_CORRECTED, Similar, meant_instead
from search.numbers import days_in, months_in
from search.query_language import parse
from search.remembering import Known, remembering
from search.typing_habits import as_meant
from zaedno.core.validation import LONGEST_QUERY

MOST_WORDS = 32
AS_TYPED = 0.4
SHORTEST_HALF = 3
# How much the digits of a date count where the date itself stands in other words.
DIGITS_OF_DATE = 0.1
DATE_AS_A_WHOLE = 2.0
MOST_NEAR = 16
MOST_WORDINGS_OF_PART = 12
MOST_WORDINGS = 40
USUAL_SIZE = 1_000
# So many words all in capitals are shouted, not abbreviated.
FEWEST_SHOUTED = 3


@dataclass(frozen=True)
class Wording:
    """Other words for a part of a query; several must stand together."""

    words: tuple[str, ...]
    weight: float = 1.0

    def terms(self) -> list[str]:
        """Stems of the words that carry meaning."""
        return terms(self.words) or list(self.words)


@dataclass(frozen=True)
class Part:
    """A piece of a query, and other ways to say the same.

    Attributes:
        words: as typed or as corrected.
        others: other wordings; the best one counts, not their sum.
        weight: how much the words themselves count.
    """

    words: tuple[str, ...]
    others: tuple[Wording, ...] = ()
    weight: float = 1.0


@dataclass(frozen=True)
class Reading:
    """One way to understand a query."""

    words: tuple[str, ...]
    weight: float = 1.0
    parts: tuple[Part, ...] = ()

    def __post_init__(self) -> None:
        """Without other wordings a reading is one part."""
        if not self.parts:
            object.__setattr__(self, "parts", (Part(self.words),))

    def neighbours(self) -> list[tuple[str, str]]:
        """Stems that stand together in the query; those of a date say nothing but the date."""
        said = [word for part in self.parts if part.weight == 1 for word in part.words]
        return list(dict.fromkeys(pairwise(terms(said)[:MOST_NEAR])))


@dataclass(frozen=True)
class Query:
    """What is looked for.

    Attributes:
        readings: ways to understand the query, the likeliest first.
        phrases: normalised words that must stand together; of each group, one phrase suffices.
        excluded: words, by their stem, and phrases that must not be there.
        corrected: the query as it was understood, where that is not what was typed.
        missing: words that stand nowhere, nor does another word for them.
        loosened: the phrases stand nowhere, so their words are looked for.
    """

    readings: tuple[Reading, ...]
    phrases: tuple[tuple[str, ...], ...] = ()
    excluded: tuple[str, ...] = ()
    corrected: str = ""
    missing: tuple[str, ...] = ()
    loosened: bool = False

    def all_words(self) -> list[str]:
        """The words of all readings and other wordings, each once."""
        return list(
            dict.fromkeys(
                word
                for reading in self.readings
                for part in reading.parts
                for found in (part.words, *(other.words for other in part.others))
                for word in found
            )
        )


class Lexicon(Protocol):
    """Knows other words for the same."""

    def listed(self, words: Iterable[str]) -> set[str]:
        """Those of some normalised words for which there may be others."""

    def others(
        self, words: Sequence[str], *, capitals: Mapping[str, str], known: Known
    ) -> Mapping[tuple[int, int], Sequence[Wording]]:
        """Other wordings of pieces of a query, by where each begins and ends.

        Args:
            words: normalised words of the query.
            capitals: those that were typed like an abbreviation, as they were typed.
            known: tells which words the index has.
        """


def understand(
    text: str,
    *,
    known: Known,
    similar: Similar,
    size: int = USUAL_SIZE,
    lexicon: Lexicon | None = None,
    exactly: bool = False,
) -> Query:
    """Read a query.

    Args:
        text: what was typed.
        known: tells which words the index has, and in how many entries.
        similar: finds words of the index that look like unknown ones.
        size: how many entries the index has.
        lexicon: knows other words for the same.
        exactly: take the words as they were typed, and no others.
    """
    text = text[:LONGEST_QUERY].replace("\x00", " ")
    parsed = parse(text)
    typed = tuple(words(parsed.wanted)[:MOST_WORDS])
    if not typed:
        return Query(readings=())
    phrases = tuple(tuple(group) for group in parsed.phrases)
    excluded = tuple(parsed.excluded)
    if exactly:
        return Query((Reading(typed),), phrases, excluded)
    known = remembering(known)
    # One question for most of what is asked about below.
    known({*typed, *_joined_pairs(typed).values(), *(w for _, w in abbreviations_of(typed))})
    meant = as_meant(parsed.wanted, typed, _or_listed(known, lexicon))
    others = _other_wordings(parsed.wanted, meant, known=known, lexicon=lexicon)
    corrected = _corrected(meant, others, known=known, similar=similar)
    if corrected != meant:
        meant = corrected
        others = _other_wordings(parsed.wanted, meant, known=known, lexicon=lexicon)
    parts = _no_more_than_typed(_parts(meant, others), known, size)
    missing = _missing(parts, known)
    reading = Reading(meant, parts=parts)
    if meant == typed:
        said = " ".join(typed) if parsed.turned else ""
        return Query((reading,), phrases, excluded, corrected=said, missing=missing)
    both = (reading, Reading(typed, AS_TYPED))
    return Query(both, phrases, excluded, corrected=" ".join(meant), missing=missing)


def _or_listed(known: Known, lexicon: Lexicon | None) -> Known:
    """The same, but words for which there are others are known too."""
    if lexicon is None:
        return known

    def ask(some: Iterable[str]) -> dict[str, int]:
        wanted = set(some)
        found = known(wanted)
        unknown = wanted - found.keys()
        return found | dict.fromkeys(lexicon.listed(unknown), 1) if unknown else found

    return ask


def _corrected(
    found: tuple[str, ...], others: "Spans", *, known: Known, similar: Similar
) -> tuple[str, ...]:
    """The words, those that the index does not know replaced by the most similar that it does.

    A word for which it knows other wordings is no mistake.
    """
    said_otherwise = {
        word
        for (start, end), wordings in others.items()
        for word in found[start:end]
        if any(_is_known(wording, known) for wording in wordings)
    }
    asked = [word for word in found if word not in said_otherwise]
    better = meant_instead(asked, known=known, similar=similar)
    return tuple(better.get(word, word) for word in found)


def _missing(parts: tuple[Part, ...], known: Known) -> tuple[str, ...]:
    """Words that stand nowhere, where nothing else is looked for in their place."""
    alone = [word for part in parts if not part.others for word in part.words]
    wanted = [word for word in dict.fromkeys(alone) if word not in STOP_WORDS]
    entries = known(wanted)
    return tuple(word for word in wanted if not entries.get(word))


def _is_known(wording: Wording, known: Known) -> bool:
    return len(known(set(wording.words) - STOP_WORDS)) == len(set(wording.words) - STOP_WORDS)


Spans = Mapping[tuple[int, int], Sequence[Wording]]


def _other_wordings(
    wanted: str, meant: tuple[str, ...], *, known: Known, lexicon: Lexicon | None
) -> dict[tuple[int, int], list[Wording]]:
    found: dict[tuple[int, int], list[Wording]] = {}
    capitals = {normalise(typed): typed for typed in _CAPITALS.findall(wanted)}
    if len(meant) > FEWEST_SHOUTED and wanted.isupper():
        capitals = {}
    listed: Spans = {}
    if lexicon:
        listed = lexicon.others(meant, capitals=capitals, known=known)
    for spans in (_dates(wanted, meant), listed, _joined(meant, known)):
        for span, wordings in spans.items():
            found.setdefault(span, []).extend(wordings)
    return found


_CAPITALS = re.compile(r"(?<!\w)[^\W\d_]*[А-ЯA-Z][^\W\d_]*[А-ЯA-Z][^\W\d_]*(?!\w)")


def _dates(wanted: str, meant: tuple[str, ...]) -> Spans:
    """Dates as a whole, in whatever way they are written."""
    clean = normalise(wanted)
    found: dict[tuple[int, int], Sequence[Wording]] = {}
    for as_written, word in (*months_in(clean), *days_in(clean)):
        piece = tuple(words(as_written))
        for start in range(len(meant) - len(piece) + 1):
            if meant[start : start + len(piece)] == piece:
                found[start, start + len(piece)] = [Wording((word,), DATE_AS_A_WHOLE)]
    return found


def _joined_pairs(found: tuple[str, ...]) -> dict[tuple[int, int], str]:
    """Each two words that follow each other, as one."""
    return {
        (at, at + 2): one + other
        for at, (one, other) in enumerate(pairwise(found))
        if one.isalpha() and other.isalnum() and not {one, other} & STOP_WORDS
    }


def _joined(meant: tuple[str, ...], known: Known) -> Spans:
    """Two words as one, and one as two, where the index has them so («онлайн-услуга»)."""
    pairs = _joined_pairs(meant)
    entries = known({*pairs.values(), *meant})
    found: dict[tuple[int, int], Sequence[Wording]] = {
        span: [Wording((word,))] for span, word in pairs.items() if entries.get(word)
    }
    unknown = [(at, word) for at, word in enumerate(meant) if not entries.get(word)]
    halves = {at: list(_halves(word)) for at, word in unknown[:MOST_CORRECTED]}
    of_halves = known({half for some in halves.values() for two in some for half in two})
    for at, some in halves.items():
        both = [two for two in some if all(map(of_halves.get, two))]
        if both:
            best = max(both, key=lambda two: min(of_halves[half] for half in two))
            found[at, at + 1] = [Wording(best)]
    return found


def _halves(word: str) -> Iterable[tuple[str, str]]:
    if word.isalpha() and 2 * SHORTEST_HALF <= len(word) <= LONGEST_CORRECTED:
        for at in range(SHORTEST_HALF, len(word) - SHORTEST_HALF + 1):
            yield word[:at], word[at:]


def _parts(
    meant: tuple[str, ...], others: Mapping[tuple[int, int], Sequence[Wording]]
) -> tuple[Part, ...]:
    """The query in pieces: the longest with other wordings first, then what is between them."""
    taken: list[tuple[int, int]] = []
    for start, end in sorted(others, key=lambda span: (span[0] - span[1], span[0])):
        if all(end <= other_start or other_end <= start for other_start, other_end in taken):
            taken.append((start, end))
    parts: list[Part] = []
    at, left = 0, MOST_WORDINGS
    for start, end in sorted(taken):
        if start > at:
            parts.append(Part(meant[at:start]))
        part = _part(meant[start:end], others[start, end], at_most=left)
        parts.append(part)
        at, left = end, left - len(part.others)
    if at < len(meant):
        parts.append(Part(meant[at:]))
    return tuple(parts)


def _part(piece: tuple[str, ...], wordings: Sequence[Wording], *, at_most: int) -> Part:
    different = [wording for wording in wordings if wording.words != piece]
    different.sort(key=lambda wording: -wording.weight)
    is_date = any(wording.weight == DATE_AS_A_WHOLE for wording in different)
    weight = DIGITS_OF_DATE if is_date else 1.0
    return Part(piece, tuple(different[: min(at_most, MOST_WORDINGS_OF_PART)]), weight)


def rarity(entries: int, size: int) -> float:
    """How much a word counts that so many of all entries have (inverse document frequency)."""
    return math.log(1 + max(size - entries + 0.5, 0.5) / (entries + 0.5))


def _no_more_than_typed(parts: tuple[Part, ...], known: Known, size: int) -> tuple[Part, ...]:
    """The same parts, where no other wording counts more for being longer or rarer."""
    with_others = [part for part in parts if part.others]
    words = {word for part in with_others for other in part.others for word in other.words}
    entries = known({*words, *(word for part in with_others for word in part.words)})

    def worth(found: Sequence[str]) -> float:
        content = [word for word in found if word not in STOP_WORDS]
        return sum(rarity(entries.get(word, 0), size) for word in content)

    def limited(part: Part) -> Part:
        most = worth(part.words)
        others = [
            replace(other, weight=other.weight * min(1.0, most / max(worth(other.words), 0.01)))
            for other in part.others
            if all(word in STOP_WORDS or entries.get(word) for word in other.words)
        ]
        return replace(part, others=tuple(others))

    return tuple(limited(part) if part.others else part for part in parts)
