"""What else a reader may have meant, where what was typed is known but found little."""

import re
from collections.abc import Mapping

from search.analysis import STOP_WORDS, normalise
from search.mistakes import MOST_CORRECTED, Similar, few, may_be_mistyped
from search.remembering import Known
from search.stemming import is_in_dictionary
from search.typing_habits import by_sound
from search.understanding import Query

# A word in so few entries may be a mistake for one that is so much more frequent.
RARE = 2
MORE_FREQUENT = 5
_WORD = re.compile(r"[^\W_]+")


def frequent_words(text: str, query: Query, *, known: Known, similar: Similar) -> str:
    """The same query with more frequent words that look like rare ones of it, if there are any.

    A word of the dictionary is no mistake, however rare it is here, unless it stands nowhere.
    """
    asked = query.readings[0].words if query.readings else ()
    asked = tuple(filter(may_be_mistyped, asked))[:MOST_CORRECTED]
    entries = known(asked)
    asked = tuple(word for word in asked if word not in STOP_WORDS)
    odd = [word for word in asked if not (entries.get(word) and is_in_dictionary(word))]
    rare = [word for word in odd if entries.get(word, 0) <= RARE]
    better = similar(dict.fromkeys(few(rare))) if rare else {}
    often = known(better.values())
    return _with(
        {
            word: other
            for word, other in better.items()
            if often.get(other, 0) >= MORE_FREQUENT * max(entries.get(word, 0), 1)
        },
        text,
    )


def cyrillic_words(text: str, query: Query, *, known: Known) -> str:
    """The same query in Cyrillic, where it is typed in Latin letters and all of it is known so.

    English texts have «park», Bulgarian ones «парк»: who typed the one may want the other.
    """
    typed = query.readings[0].words if query.readings else ()
    return _with(by_sound(typed, known), text)


def _with(better: Mapping[str, str], text: str) -> str:
    """A text with other words in the place of some, or nothing where that changes nothing."""
    replaced = _WORD.sub(lambda found: better.get(normalise(found.group()), found.group()), text)
    return replaced if replaced != text else ""
