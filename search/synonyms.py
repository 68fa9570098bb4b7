"""Words of the same meaning: groups that editors keep, found in a query by their stems."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from search.abbreviations import looks_like_one
from search.analysis import STOP_WORDS, normalise, words
from search.stemming import is_in_dictionary, stem
from search.understanding import Wording

INITIAL_LIST = Path(__file__).parent / "data" / "synonyms.txt"
LONGEST_EXPRESSION = 120
MOST_WORDS = 12
MOST_OTHERS = 40
ONE_WAY = "=>"

# How much words of the same meaning count beside those that were typed.
SAME_MEANING = 0.8
SAME_NAME = 1.0

Key = tuple[str, ...]


@dataclass(frozen=True)
class Group:
    """Expressions of the same meaning.

    Attributes:
        expression: the first of them.
        others: the rest.
        one_way: only who looks for the first finds the others too.
    """

    expression: str
    others: tuple[str, ...]
    one_way: bool = False


def read_groups(text: str) -> Iterator[Group]:
    """Groups of a list in the form that the initial one has: a line each, «#» begins a remark."""
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        first, arrow, rest = line.partition(ONE_WAY)
        if not arrow:
            first, _, rest = line.partition(",")
        yield Group(first.strip(), tuple(split(rest)), one_way=bool(arrow))


def initial_groups() -> list[Group]:
    """The groups that every installation begins with."""
    return list(read_groups(INITIAL_LIST.read_text(encoding="utf-8")))


def split(text: str) -> list[str]:
    """Expressions of a list with commas or one on each line."""
    found = (piece.strip() for piece in text.replace("\n", ",").split(","))
    return list(dict.fromkeys(piece for piece in found if piece))


def check_group(expression: str, others: str) -> None:
    """Refuse a group that can never be found in a query.

    Raises:
        ValidationError: says which field is wrong, and why.
    """
    _check_expression("expression", expression)
    found = split(others)
    for other in found:
        _check_expression("others", other)
    if not {*map(normalise, found)} - {normalise(expression)}:
        raise ValidationError({"others": _("Write at least one other word for the same.")})
    if len(found) > MOST_OTHERS:
        limit = {"limit": MOST_OTHERS}
        raise ValidationError({"others": _("At most %(limit)d others, please.") % limit})


def _check_expression(name: str, text: str) -> None:
    found = words(text)
    if len(text) > LONGEST_EXPRESSION or len(found) > MOST_WORDS:
        raise ValidationError({name: _("“%(text)s” is too long.") % {"text": text[:40]}})
    if not set(found) - STOP_WORDS and not looks_like_one(text):
        message = _("“%(text)s” is not a word that is searched for.")
        raise ValidationError({name: message % {"text": text}})


@dataclass
class Thesaurus:
    """Groups of expressions, ready to be found in queries."""

    groups: Iterable[Group] = ()
    _others: dict[Key, dict[tuple[str, ...], float]] = field(init=False, default_factory=dict)
    _capitals: set[Key] = field(init=False, default_factory=set)

    def __post_init__(self) -> None:
        """Note what stands for what."""
        for group in self.groups:
            expressions = [group.expression, *group.others]
            for found in [group.expression] if group.one_way else expressions:
                others = [other for other in expressions if other != found]
                self._note(found, others, one_way=group.one_way)

    def listed(self, some: Iterable[str]) -> set[str]:
        """Those words that are an expression of a group by themselves, in any form."""
        keys = {word: (stem(word),) for word in some}
        return {w for w, key in keys.items() if key in self._others and key not in self._capitals}

    def others(
        self, found: Sequence[str], capitals: frozenset[str]
    ) -> dict[tuple[int, int], list[Wording]]:
        """Other wordings of pieces of a query, by where each begins and ends."""
        if not self._others:
            return {}
        stems = [stem(word) for word in found]
        spans: dict[tuple[int, int], list[Wording]] = {}
        for start in range(len(found)):
            for end in range(start + 1, min(start + self._longest, len(found)) + 1):
                wordings = self._of(found[start:end], stems[start:end], capitals)
                if wordings:
                    spans[start, end] = wordings
        return spans

    def _of(
        self, found: Sequence[str], stems: Sequence[str], capitals: frozenset[str]
    ) -> list[Wording]:
        every = tuple(stems)
        content = tuple(s for s, word in zip(stems, found, strict=True) if word not in STOP_WORDS)
        keys = {every}
        if len(content) > 1 and found[0] not in STOP_WORDS and found[-1] not in STOP_WORDS:
            keys.add(content)
        if every in self._capitals and not capitals.issuperset(found):
            return []
        return [
            Wording(other, weight)
            for key in keys
            for other, weight in self._others.get(key, {}).items()
        ]

    @cached_property
    def _longest(self) -> int:
        # Function words that a reader adds are not counted among those of the key.
        return max(map(len, self._others), default=0) + 3

    def _note(self, expression: str, others: Iterable[str], *, one_way: bool) -> None:
        found = words(expression)
        if not found:
            return
        every = tuple(map(stem, found))
        content = tuple(stem(word) for word in found if word not in STOP_WORDS)
        if looks_like_one(expression) and _is_a_word(found[0]):
            self._capitals.add(every)
        for key in {every, content} if len(content) > 1 else {every}:
            known = self._others.setdefault(key, {})
            for other in others:
                same_name = not one_way and (looks_like_one(expression) or looks_like_one(other))
                weight = SAME_NAME if same_name else SAME_MEANING
                known[tuple(words(other))] = weight


def _is_a_word(word: str) -> bool:
    """Whether an abbreviation in small letters is a word of the language («МИГ», «ЗА»)."""
    return word in STOP_WORDS or is_in_dictionary(word)
