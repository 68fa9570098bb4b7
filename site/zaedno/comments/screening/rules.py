"""The rules that a text may break: pure functions, each with its code."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from zaedno.comments.enums import BrokenRule
from zaedno.comments.screening import personal

_LINK = re.compile(
    r"(?:https?://|www\.)\S+|(?<![\w@.-])[\w-]{1,63}\.(?:com|net|org|info|bg|eu|ru|top|xyz)\b"
)
# Latin letters that look Cyrillic hide a word from a list and from nobody who reads.
_LOOK_ALIKE = str.maketrans("aceopxykmthb", "асеорхукмтнв")
_WORD = re.compile(r"[^\W_]+")
_SAME_SIGN = re.compile(r"(\S)\1{7,}")
_FEWEST_LETTERS = 20
_MOST_CAPITALS = 0.7
_SAME_WORD_TIMES = 6
# A held word also holds its forms: "глупак" holds "глупаци", not "глупост".
_LONGEST_ENDING = 4


@dataclass(frozen=True)
class Limits:
    """What an administrator set for all pages."""

    most_links: int
    held_words: tuple[str, ...] = ()


def broken_rules(text: str, limits: Limits) -> list[BrokenRule]:
    """The codes of the rules that the text may break, in the order of the rules."""
    return [code for code, breaks in RULES.items() if breaks(text, limits)]


def is_odd_name(name: str, limits: Limits) -> bool:
    """A name that holds a link, personal data or a held word."""
    strict = replace(limits, most_links=0)
    return any(RULES[rule](name, strict) for rule in RULES_OF_NAMES)


def has_many_links(text: str, limits: Limits) -> bool:
    """More links than the settings allow."""
    return len(_LINK.findall(text.casefold())) > limits.most_links


def has_held_word(text: str, limits: Limits) -> bool:
    """One of the held words, in any of its forms; an entry of several words is sought as it is."""
    words = _unmasked(text)
    joined = f" {' '.join(words)} "
    return any(_is_held(_unmasked(entry), words, joined) for entry in limits.held_words)


def words_of(text: str) -> list[str]:
    """The words in small letters, without marks."""
    return _WORD.findall(text.casefold())


def _unmasked(text: str) -> list[str]:
    return words_of(text.casefold().translate(_LOOK_ALIKE))


def _is_held(entry: Sequence[str], words: Sequence[str], joined: str) -> bool:
    if len(entry) != 1:
        return bool(entry) and f" {' '.join(entry)} " in joined
    return any(_is_form_of(word, entry[0]) for word in words)


def _is_form_of(word: str, held: str) -> bool:
    """The word itself, or it with another ending; short words have no other endings."""
    stem = held if len(held) < 5 else held[:-1]
    return word == held or (
        len(held) >= 4 and word.startswith(stem) and len(word) - len(held) <= _LONGEST_ENDING
    )


def has_repeated_signs(text: str, limits: Limits) -> bool:
    """The same sign or the same word many times in a row."""
    if _SAME_SIGN.search(text):
        return True
    words = words_of(text)
    return any(
        len(set(words[start : start + _SAME_WORD_TIMES])) == 1
        for start in range(len(words) - _SAME_WORD_TIMES + 1)
    )


def has_many_capitals(text: str, limits: Limits) -> bool:
    """Most letters are capitals, in a text that is long enough to be shouting."""
    letters = [sign for sign in text if sign.isalpha()]
    if len(letters) < _FEWEST_LETTERS:
        return False
    return sum(sign.isupper() for sign in letters) > _MOST_CAPITALS * len(letters)


def _has(finds: Callable[[str], bool]) -> Callable[[str, Limits], bool]:
    """A rule that no setting changes."""
    return lambda text, limits: finds(text)


RULES: dict[BrokenRule, Callable[[str, Limits], bool]] = {
    BrokenRule.LINKS: has_many_links,
    BrokenRule.WORDS: has_held_word,
    BrokenRule.REPEATED: has_repeated_signs,
    BrokenRule.CAPITALS: has_many_capitals,
    BrokenRule.EGN: _has(personal.has_egn),
    BrokenRule.IBAN: _has(personal.has_iban),
    BrokenRule.PHONE: _has(personal.has_phone),
    BrokenRule.EMAIL: _has(personal.has_email),
}
RULES_OF_NAMES = (
    *(BrokenRule.LINKS, BrokenRule.WORDS, BrokenRule.EGN, BrokenRule.IBAN),
    *(BrokenRule.PHONE, BrokenRule.EMAIL),
)
