"""In which of our languages a text is."""

import re
from collections.abc import Iterable
from itertools import islice

_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_LATIN = re.compile(r"[A-Za-z]")
ENOUGH_LETTERS = 20
LOOKED_AT = 20


def language_of(texts: Iterable[str]) -> str:
    """``bg`` or ``en`` by the letters of the first pages; empty where there are too few."""
    beginning = "\n".join(islice(texts, LOOKED_AT))
    cyrillic, latin = len(_CYRILLIC.findall(beginning)), len(_LATIN.findall(beginning))
    if cyrillic + latin < ENOUGH_LETTERS:
        return ""
    return "bg" if cyrillic >= latin / 2 else "en"
