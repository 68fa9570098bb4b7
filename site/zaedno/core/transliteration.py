"""Bulgarian in Latin letters by the Transliteration Act (Закон за транслитерацията, чл. 6–9)."""

import re

from django.utils.text import slugify

LETTERS = dict(
    zip(
        "абвгдежзийклмнопрстуфхцчшщъьюя",
        re.split(" ", "a b v g d e zh z i y k l m n o p r s t u f h ts ch sh sht a y yu ya"),
        strict=True,
    )
) | {"ѝ": "i", "ё": "e", "ы": "y", "э": "e"}
_TABLE = str.maketrans(LETTERS | {k.upper(): v.capitalize() for k, v in LETTERS.items()})
_IA_AT_END = re.compile(r"ия\b", re.IGNORECASE)


def transliterate(text: str) -> str:
    """Write Bulgarian text in Latin letters: «Левски» → «Levski», «София» → «Sofia»."""
    return _IA_AT_END.sub(_ia, text).translate(_TABLE)


def _ia(ending: re.Match[str]) -> str:
    return "IA" if ending.group().isupper() else "ia"


def latin_slug(text: str, *, max_length: int = 80) -> str:
    """The part of an address that names a page: Latin letters, digits and hyphens."""
    return slugify(transliterate(text))[:max_length].strip("-")
