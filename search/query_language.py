"""What may be typed besides words: a phrase in quotes, a minus, an OR.

Nobody needs any of it, and nothing of it can be wrong: a sign that means nothing where it stands is
as if it were not there.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from search.analysis import STOP_WORDS, normalise, words

# A phrase, and a word without meaning, is looked for in all texts: nobody needs many of them.
MOST_GROUPS = 4
MOST_IN_GROUP = 4
MOST_EXCLUDED = 8
MOST_EXCLUDED_PHRASES = 4

_OPENING, _CLOSING = '"„“”«»', '"“”»«„'
_QUOTED = rf"[{_OPENING}](?P<phrase>[^{_OPENING}]*)[{_CLOSING}]"
_TOKEN = re.compile(
    rf"(?P<minus>(?<!\S)[-−–](?=[^\s\d{_OPENING}]|[{_OPENING}]))?(?:{_QUOTED}|(?P<word>[^\s{_OPENING}|]+))"
    r"|(?P<bar>\|+)"
)
_OR = frozenset({"OR", "ИЛИ"})
_AND = frozenset({"AND"})
_NOT = frozenset({"NOT"})


@dataclass
class Parsed:
    """The parts of a query.

    Attributes:
        wanted: text of what is looked for, in the order in which it was typed, phrases too.
        phrases: what must stand together; of each inner list, one suffices. Of more than a few,
            the words are looked for and need not stand together.
        excluded: words and phrases that must not be there, the first few.
        turned: everything was to be excluded, and so is looked for.
    """

    wanted: str = ""
    phrases: list[list[str]] = field(default_factory=list)
    excluded: list[str] = field(default_factory=list)
    turned: bool = False


@dataclass(frozen=True)
class _Item:
    text: str
    is_phrase: bool
    excluded: bool
    is_or: bool = False


def parse(text: str) -> Parsed:
    """Take a query apart; one that only excludes is taken at its words."""
    items = list(_items(text))
    wanted = [item for item in items if not item.excluded]
    if not any(words(item.text) for item in wanted if not item.is_or):
        every = " ".join(item.text for item in items if not item.is_or)
        return Parsed(wanted=every, turned=any(item.excluded for item in items))
    parsed = Parsed(wanted=" ".join(item.text for item in wanted if not item.is_or))
    parsed.phrases = _few_groups(map(_phrases, _alternatives(wanted)))
    parsed.excluded = _few_excluded(
        " ".join(found) for item in items if item.excluded and (found := words(item.text))
    )
    return parsed


def _items(text: str) -> Iterator[_Item]:
    negate = False
    for token in _TOKEN.finditer(text):
        word, phrase = token["word"], token["phrase"]
        if token["bar"] or word in _OR:
            yield _Item("", is_phrase=False, excluded=False, is_or=True)
        elif word in _NOT:
            negate = True
            continue
        elif word not in _AND and normalise(word or phrase or ""):
            yield _Item(word or phrase, phrase is not None, bool(token["minus"]) or negate)
        negate = False


def _alternatives(items: list[_Item]) -> Iterator[list[_Item]]:
    """Items in groups: those with an OR between them stand together."""
    group: list[_Item] = []
    joined = False
    for item in items:
        if item.is_or:
            joined = bool(group)
            continue
        if group and not joined:
            yield group
            group = []
        group.append(item)
        joined = False
    if group:
        yield group


def _phrases(group: list[_Item]) -> list[str]:
    """What of a group must be there: nothing, if one of its words may stand alone for it."""
    found = [" ".join(words(item.text)) for item in group]
    return [text for text in found if text] if any(item.is_phrase for item in group) else []


def _few_groups(groups: Iterable[list[str]]) -> list[list[str]]:
    """The first groups; one with too many alternatives demands none of them."""
    found: list[list[str]] = []
    for group in groups:
        alternatives = list(dict.fromkeys(group))
        if 0 < len(alternatives) <= MOST_IN_GROUP and alternatives not in found:
            found.append(alternatives)
    return found[:MOST_GROUPS]


def _few_excluded(texts: Iterable[str]) -> list[str]:
    found: list[str] = []
    phrases = 0
    for text in dict.fromkeys(texts):
        phrases += (is_phrase := " " in text or text in STOP_WORDS)
        if not is_phrase or phrases <= MOST_EXCLUDED_PHRASES:
            found.append(text)
    return found[:MOST_EXCLUDED]
