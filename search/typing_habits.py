"""Bulgarian typed without a Bulgarian keyboard, or on the wrong one: which words were meant."""

from collections.abc import Iterator, Mapping

from search.analysis import STOP_WORDS, has_cyrillic, words
from search.remembering import Known
from search.stemming import is_in_dictionary
from search.transliteration import LAYOUTS, keys_of, spellings, typed_on

LONGEST_QUERY_READ = 12
ENOUGH_KNOWN = 0.6
# Another keyboard is believed only if it makes much more of the query known.
CLEARLY_BETTER = 0.3
# Shorter words are known by chance: a few keys give one in nearly any layout.
SHORTEST_BY_KEYS = 4
# Names are in no dictionary.
LONG_ENOUGH_BY_KEYS = 6

Words = tuple[str, ...]


def as_meant(text: str, typed: Words, known: Known) -> Words:
    """The words that were meant: those typed, or what they are in other letters.

    Args:
        text: what was typed, without signs of the query language.
        typed: its words.
        known: tells which words the index has, and in how many entries.
    """
    if not any(letter.isalpha() for letter in text):
        return typed
    if not has_cyrillic(text):
        return _of_latin(text, typed, known)
    if any(map(_is_latin, typed)):
        return _of_both(typed, known)
    return _of_cyrillic(text, typed, known)


def by_sound(typed: Words, known: Known) -> Mapping[str, str]:
    """Words in Latin letters with what each is by its sound, if all of them are known so."""
    sounds = {word: _sounds_of(word) for word in typed if _is_latin(word)}
    if not sounds or len(sounds) > LONGEST_QUERY_READ:
        return {}
    entries = known({spelt for found in sounds.values() for spelt in found})
    meant = {word: _most_frequent(found, entries) for word, found in sounds.items()}
    content = [word for word in meant.values() if word not in STOP_WORDS]
    return meant if content and all(map(entries.get, content)) else {}


def _of_latin(text: str, typed: Words, known: Known) -> Words:
    """Latin letters: by sound, or by the keys of a Bulgarian layout, if they mean nothing so."""
    shorter = typed[:LONGEST_QUERY_READ]
    by_keys = list(_on_layouts(text))
    sounds = {word: _sounds_of(word) for word in shorter}
    every = {word for found in (typed, *by_keys, *sounds.values()) for word in found}
    entries = known(every)
    if _share_known(typed, entries) >= ENOUGH_KNOWN:
        return typed
    heard = tuple(_most_frequent(sounds[word], entries) for word in shorter)

    def likelihood(found: Words) -> tuple[float, int]:
        # Keys that give a word mean it, not the small words that the signs between them leave.
        return _share_known(found, entries), -len(found)

    return max((typed, heard, *by_keys), key=likelihood)


def _of_both(typed: Words, known: Known) -> Words:
    """Both scripts: a Latin word that means nothing is read by its sound."""
    sounds = {word: _sounds_of(word) for word in typed[:LONGEST_QUERY_READ] if _is_latin(word)}
    entries = known({word for found in (sounds, *sounds.values()) for word in found})
    better = {
        word: spelt
        for word, found in sounds.items()
        if not entries.get(word) and entries.get(spelt := _most_frequent(found, entries))
    }
    return tuple(better.get(word, word) for word in typed)


def _of_cyrillic(text: str, typed: Words, known: Known) -> Words:
    """Cyrillic letters that mean nothing: keys of a Latin layout, or of another Bulgarian one."""
    shorter = typed[:LONGEST_QUERY_READ]
    if _share_known(shorter, known(shorter)) >= ENOUGH_KNOWN:
        return typed
    by_keys = [
        tuple(words(found)[:LONGEST_QUERY_READ])
        for layout in LAYOUTS
        for keys in [keys_of(text, layout)]
        for found in (keys, *(typed_on(keys, other) for other in LAYOUTS if other != layout))
    ]
    entries = known({word for found in (shorter, *by_keys) for word in found})

    # A mistake looks like another word on other keys: its stem alone proves nothing.
    entries = {word: number for word, number in entries.items() if _is_a_word(word)}

    def share(found: Words) -> float:
        return _share_known(found, entries, shortest=SHORTEST_BY_KEYS)

    best = max(by_keys, key=share)
    enough = max(ENOUGH_KNOWN, _share_known(shorter, entries) + CLEARLY_BETTER)
    return best if share(best) >= enough else typed


def _on_layouts(text: str) -> Iterator[Words]:
    for layout in LAYOUTS:
        yield tuple(words(typed_on(text, layout))[:LONGEST_QUERY_READ])


def _sounds_of(word: str) -> list[str]:
    return [word] if word.isdigit() else spellings(word)


def _most_frequent(spelt: list[str], entries: Mapping[str, int]) -> str:
    return max(spelt, key=lambda word: (word in STOP_WORDS, entries.get(word, 0)))


def _is_latin(word: str) -> bool:
    return word.isascii() and word.isalnum() and not word.isdigit()


def _is_a_word(word: str) -> bool:
    return word.isascii() or is_in_dictionary(word) or len(word) >= LONG_ENOUGH_BY_KEYS


def _share_known(found: Words, entries: Mapping[str, int], *, shortest: int = 1) -> float:
    """Share of the letters that stand in known words that are not too short to prove anything."""
    letters = sum(map(len, found))
    proving = {word for word in found if entries.get(word) and len(word) >= shortest}
    stand = sum(len(word) for word in found if word in proving or word in STOP_WORDS)
    return stand / letters if letters else 0.0
