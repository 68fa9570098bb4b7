"""Words that a stranger may have typed, for a mail to an address that nobody has confirmed.

Whoever comments names any address they like. What we mail there must be of no use to somebody who
wants to advertise or deceive: a beginning that is recognised, and nothing to press.
"""

import re

LONGEST_BEGINNING = 200
# Mail programs make links of addresses by themselves, with or without "https://".
_SCHEME = re.compile(r"\s*:\s*//")
_AT = re.compile(r"\s*[@\uff20]\s*")
_DOT_BEFORE_A_LETTER = re.compile(r"([.\u3002\uff0e\uff61])(?=[^\W\d_])")


def harmless_beginning(text: str) -> str:
    """The first words, on one line, in which no program finds an address to link to."""
    words = " ".join(text.split())
    if len(words) > LONGEST_BEGINNING:
        words = f"{words[:LONGEST_BEGINNING].rstrip()}…"
    words = _SCHEME.sub(": //", words)
    words = _AT.sub(" @ ", words)
    return _DOT_BEFORE_A_LETTER.sub(r"\1 ", words)
