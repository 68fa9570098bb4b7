"""What may have been meant by what was typed so far, where no title has it as it is."""

from collections.abc import Iterable, Iterator

from search import word_beginnings
from search.analysis import has_cyrillic, words
from search.lexicon import SiteLexicon
from search.transliteration import spellings
from search.understanding import Lexicon, Query, understand

MOST_READ = 6
MOST_READINGS = 4
SHORTEST_KNOWN = 3

Words = tuple[str, ...]


def other_readings(text: str) -> Iterator[Words]:
    """Other words for a beginning of a query, the likeliest first; each is found when asked for.

    The same understanding as that of a whole query, but of words that may be unfinished.
    """
    typed = tuple(words(text))
    if not 0 < len(typed) <= MOST_READ:
        return
    given = {typed}
    for query in _understood_by_eye_and_ear(text, typed):
        for reading in _wordings(query)[:MOST_READINGS]:
            if reading not in given:
                given.add(reading)
                yield reading


def _understood_by_eye_and_ear(text: str, typed: Words) -> Iterator[Query]:
    """The text, and then how Latin letters sound, in which a mistake may be found."""
    yield _understood(text, SiteLexicon())
    if not has_cyrillic(text):
        sounds = (word if word.isdigit() else spellings(word)[0] for word in typed)
        yield _understood(" ".join(sounds), None)


def _understood(text: str, lexicon: Lexicon | None) -> Query:
    typed = words(text)
    # No title has this word, whatever longer texts in Latin letters have.
    hidden = set(typed) if len(typed) == 1 and not has_cyrillic(text) else set()

    # On other keys a word may fall apart into letters, and with any letter some word begins.
    shortest = min([SHORTEST_KNOWN, *map(len, typed)])

    def known(found: Iterable[str]) -> dict[str, int]:
        asked = (word for word in found if len(word) >= shortest and word not in hidden)
        return word_beginnings.known(asked)

    return understand(text, known=known, similar=word_beginnings.similar, lexicon=lexicon)


def _wordings(query: Query) -> list[Words]:
    """The words of each reading, and those with one part in other words."""
    found: list[Words] = []
    for reading in query.readings:
        parts = [part.words for part in reading.parts]
        found.append(reading.words)
        found += [
            tuple(word for piece in (*parts[:at], other.words, *parts[at + 1 :]) for word in piece)
            for at, part in enumerate(reading.parts)
            for other in part.others
        ]
    return found
