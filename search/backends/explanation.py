"""Why a result has its score, in the words of the port: the same for every backend."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from search.stemming import base_form, stem
from search.understanding import Query

SHORTEST_STEM = 3
NEGLIGIBLE = 0.005


class How(TextChoices):
    """In what manner something of the query is in an entry."""

    FORM = "form", _("in any form")
    EXACT = "exact", _("exactly as it was typed")
    SAME_WORD = "same_word", _("the word itself, not only one of its family")
    WORDING = "wording", _("other words for the same")
    NEAR = "near", _("the words stand together")
    WHOLE_TITLE = "whole_title", _("what was typed is the whole title")
    OPEN = "open", _("open now")
    NEW = "new", _("newer ones come first")
    OTHER = "other", _("other rules of the order")


class Where(TextChoices):
    """In what part of an entry it is."""

    TITLE = "title", _("in the title")
    LEAD = "lead", _("in the introduction")
    BODY = "body", _("in the text")
    ABOUT = "about", _("in the kind, unit, area, date or a heading")
    ANYWHERE = "anywhere", _("anywhere in the page")


@dataclass(frozen=True)
class ScorePart:
    """One thing that adds to a score.

    Attributes:
        value: how much it adds.
        words: of the query.
        where: where in the entry they are.
        entries: how many entries have the word; a rare one counts more.
    """

    how: How
    value: float
    words: str = ""
    where: tuple[Where, ...] = ()
    entries: int | None = None


@dataclass(frozen=True)
class Explanation:
    """Why an entry has its score.

    Attributes:
        score: without what the reader's language adds, which comes before all else.
        parts: what makes it, the most important first; together they are the score.
    """

    score: float
    parts: Sequence[ScorePart]


def explained(score: float, parts: Iterable[ScorePart]) -> Explanation:
    """An explanation with equal parts added up; what they leave open is told as other rules."""
    sums: dict[tuple[How, str, tuple[Where, ...], int | None], float] = defaultdict(float)
    for part in parts:
        sums[part.how, part.words, part.where, part.entries] += part.value
    rest = score - sum(sums.values())
    if abs(rest) > NEGLIGIBLE:
        sums[How.OTHER, "", (), None] += rest
    found = [
        ScorePart(how, value, words, where, entries)
        for (how, words, where, entries), value in sums.items()
        if abs(value) > NEGLIGIBLE
    ]
    return Explanation(score, sorted(found, key=lambda part: -part.value))


def word_of(term: str, query: Query) -> str:
    """The word of a query for which a stem or base form stands, or else that itself."""
    words = query.all_words()
    of_stem = (word for word in words if term in (word, stem(word), base_form(word)))
    alike = (word for word in words if len(term) >= SHORTEST_STEM and word.startswith(term))
    return next(of_stem, None) or next(alike, term)
