"""Found words, marked in safe HTML.

The text is cut into pieces, marked or not, and each piece is escaped on its own; markup of a page
or of a reader never reaches the answer as markup.
"""

import re
from collections.abc import Iterator

from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from search.analysis import STOP_WORDS, normalise
from search.stemming import stem
from search.understanding import Query

PASSAGE_LENGTH = 260
LONGEST_SCANNED = 60_000
_WORD = re.compile(r"[^\W_]+(?:[\u0300\u0301\u00ad][^\W_]*)*")


class Highlighter:
    """Marks the words of one query."""

    def __init__(self, query: Query) -> None:
        """Mark words whose stem is that of a word of the query."""
        self._stems = {stem(word) for word in query.all_words() if word not in STOP_WORDS}

    def whole(self, text: str) -> SafeString:
        """All of a short text."""
        return format_html_join("", "{}{}{}", self._marked(text))

    def passage(self, lead: str, body: str) -> SafeString:
        """The piece with the most different found words; the beginning if there is none."""
        text = " ".join(_joined(lead, body)[:LONGEST_SCANNED].split())
        start, end = _around(text, self._best_start(text))
        piece = text[start:end].strip()
        before, after = "… " if start else "", " …" if end < len(text) else ""
        return self.whole(f"{before}{piece}{after}")

    def _marked(self, text: str) -> Iterator[tuple[str, str | SafeString, str | SafeString]]:
        at = 0
        for start, end in self._found(text):
            yield text[at:start], MARK, SafeString("")
            yield text[start:end], SafeString(""), END_MARK
            at = end
        yield text[at:], "", ""

    def _found(self, text: str) -> Iterator[tuple[int, int]]:
        for match in _WORD.finditer(text):
            if stem(normalise(match.group())) in self._stems:
                yield match.span()

    def _best_start(self, text: str) -> int:
        """Where the passage with the most different stems begins; equal ones, the first."""
        found = [(start, stem(normalise(text[start:end]))) for start, end in self._found(text)]
        best, best_start, last = 0, 0, 0
        for first, (start, _) in enumerate(found):
            last = max(last, first)
            while last < len(found) and found[last][0] < start + PASSAGE_LENGTH - 40:
                last += 1
            different = len({word for _, word in found[first:last]})
            if different > best:
                best, best_start = different, start
        return best_start


MARK, END_MARK = SafeString("<mark>"), SafeString("</mark>")


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
