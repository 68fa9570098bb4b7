"""The words of rich content, for search, summaries and feeds."""

import html
import re

from django.utils.html import strip_tags
from wagtail.blocks import StreamValue

_ENDS = (*".!?…:;,", "")
_CLOSING = '“”"»’)]'
_BLOCK_END = re.compile(r"</(?:p|li|h[1-6]|td|tr)>|<br\s*/?>", re.IGNORECASE)


def plain_text(stream: StreamValue) -> str:
    """All readable text of a stream, a line for each piece."""
    pieces = stream.stream_block.get_searchable_content(stream)
    return "\n".join(strip_markup(piece) for piece in pieces)


def in_sentences(text: str) -> str:
    """A text whose lines (headings, items, cells) stay apart when it is read in one line."""
    lines = (line.strip() for line in text.splitlines())
    return "\n".join(line if _is_ended(line) else f"{line}." for line in lines if line)


def _is_ended(line: str) -> bool:
    return line.rstrip(_CLOSING)[-1:] in _ENDS


def strip_markup(markup: str) -> str:
    """HTML without its tags; what stood in two paragraphs stays two words apart."""
    return html.unescape(strip_tags(_BLOCK_END.sub("\n", markup))).strip()
