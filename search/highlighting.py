"""Found words, marked in safe HTML.

The text is cut into pieces, marked or not, and each piece is escaped on its own; markup of a page
or of a reader never reaches the answer as markup.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from search.analysis import STOP_WORDS, normalise
from search.stemming import stem
from search.understanding import Query

PASSAGE_LENGTH = 260
# A passage is looked for in the beginning; beyond it where that lacks some of the words.
BEGINNING = 5_000
LONGEST_SCANNED = 60_000
_WORD = re.compile(r"[^\W_]+(?:[\u0300\u0301\u00ad][^\W_]*)*")


class Highlighter:
    """Marks the words of one query."""

    def __init__(self, query: Query) -> None:
        """Mark words that were typed, in any form, and other wordings where these stand whole."""
        parts = [part for reading in query.readings for part in reading.parts]
        typed = (word for part in parts for word in part.words)
        wordings = {tuple(other.terms()) for part in parts for other in part.others}
        self._stems = {stem(word) for word in typed if word not in STOP_WORDS}
        self._stems |= {found[0] for found in wordings if len(found) == 1}
        self._wordings = [found for found in wordings if len(found) > 1]
        self._number = len(self._stems.union(*self._wordings))

    def whole(self, text: str) -> SafeString:
        """All of a short text."""
        return format_html_join("", "{}{}{}", self._marked(text))

    def passage(self, lead: str, body: str, *, scanned: int = LONGEST_SCANNED) -> SafeString:
        """The piece with the most different found words; the beginning if there is none.

        Args:
            lead: introduction.
            body: the text.
            scanned: so many letters are looked through.
        """
        text = " ".join(_joined(lead, body)[:scanned].split())
        best, different = self._best_start(text[:BEGINNING])
        if different < self._number and len(text) > BEGINNING:
            best, _ = self._best_start(text)
        start, end = _around(text, best)
        piece = text[start:end].strip()
        before, after = "… " if start else "", " …" if end < len(text) else ""
        return self.whole(f"{before}{piece}{after}")

    def _marked(self, text: str) -> Iterator[tuple[str, str | SafeString, str | SafeString]]:
        at = 0
        for start, end, _ in self._found(text):
            yield text[at:start], MARK, SafeString("")
            yield text[start:end], SafeString(""), END_MARK
            at = end
        yield text[at:], "", ""

    def _found(self, text: str) -> list[tuple[int, int, str]]:
        """Where each word to be marked begins and ends, and its stem."""
        words = ((*match.span(), _term(match.group())) for match in _WORD.finditer(text))
        if not self._wordings:
            return [word for word in words if word[2] in self._stems]
        content = [word for word in words if word[2]]
        marked = self._in_wordings([term for _, _, term in content])
        return [word for at, word in enumerate(content) if at in marked or word[2] in self._stems]

    def _in_wordings(self, terms: Sequence[str]) -> set[int]:
        """Places at which the words of another wording stand together."""
        first = {wording[0] for wording in self._wordings}
        starts = [at for at, term in enumerate(terms) if term in first]
        return {
            place
            for at in starts
            for wording in self._wordings
            if tuple(terms[at : at + len(wording)]) == wording
            for place in range(at, at + len(wording))
        }

    def _best_start(self, text: str) -> tuple[int, int]:
        """Where the passage with the most different stems begins, the first such; and how many."""
        found = [(start, term) for start, _, term in self._found(text)]
        best, best_start, last = 0, 0, 0
        for first, (start, _) in enumerate(found):
            last = max(last, first)
            while last < len(found) and found[last][0] < start + PASSAGE_LENGTH - 40:
                last += 1
            different = len({word for _, word in found[first:last]})
            if different > best:
                best, best_start = different, start
        return best_start, best


MARK, END_MARK = SafeString("<mark>"), SafeString("</mark>")


@lru_cache(maxsize=100_000)
def _term(written: str) -> str:
    """The stem of a word as it is written; none of words without meaning."""
    word = normalise(written)
    return "" if word in STOP_WORDS else stem(word)


def _joined(lead: str, body: str) -> str:
    """Both, one after the other, as two sentences."""
    lead = lead.rstrip()
    ends = not lead or lead[-1] in ".!?…:;"
    return f"{lead}\n{body}" if ends or not body.strip() else f"{lead}.\n{body}"


def _around(text: str, start: int) -> tuple[int, int]:
    """A passage that begins a little before a place, between words."""
    begin = max(start - 40, 0)
    if begin:
        begin = text.find(" ", begin) + 1 or begin
    end = min(begin + PASSAGE_LENGTH, len(text))
    if end < len(text):
        end = max(text.rfind(" ", begin, end), begin + PASSAGE_LENGTH // 2)
    return begin, end
