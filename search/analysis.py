"""From text to the words that are compared: one clean-up for what is indexed and what is asked.

Both backends get text that has passed ``normalise``; so a word typed with a stress mark, a soft
hyphen or a Latin «o» among Cyrillic letters is the same word everywhere.
"""

import re
import unicodedata
from collections.abc import Iterable

from search.numbers import apart, date_words
from search.stemming import base_form, stem

# Raised when the same text gives other words or stems than before.
ANALYSIS_VERSION = 2

# Marks that are written inside words but are not letters of them: stress, soft hyphen, zero widths.
_MARKS = "\u0300\u0301\u00ad\u200b\u200c\u200d\u2060\ufeff"
_LETTERS = str.maketrans("ѝё", "ие", _MARKS)
_TO_CYRILLIC = str.maketrans("aeocpxyktmhbi", "аеосрхуктмнви")
_TO_LATIN = str.maketrans("аеосрхуктмнви", "aeocpxyktmhbi")
_WORD = re.compile(r"[^\W_]+")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_LATIN = re.compile(r"[a-z]")
_MIXED = re.compile(r"(?<!\w)(?=\w*?[\u0400-\u04ff])(?=\w*?[a-z])\w+")
# «children's» is «children».
_POSSESSIVE = re.compile(r"(?<=[a-z])['’]s(?!\w)")
# «e-услуги» with a Latin e: one letter before a hyphen has the script of the word after it.
_MIXED_BY_HYPHEN = re.compile(r"(?<!\w)[aeocpxykmi](?=[-‐‑–][\u0400-\u04ff])")

_STOP_WORDS = """
    а ако ала бе без беше би бил била били било в вас ви все всеки всички във върху г ги го да
    дали до докато дори е ето за защо и из или им има иска й как каква какво като как кога
    когато което които кой който която към ли ме между ми мой може му на над най нас не нещо ни ние
    но някои о обаче от около освен по под поради после пред преди през при с са само се си след
    със също т тази така те тези ти то това този той тук тя тях у че я
    a an and are as at be by for from has have he in is it its of on or that the their this to was
    were which will with
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())


def normalise(text: str) -> str:
    """Lower-case text in one form: composed, without stress marks, look-alike letters set right."""
    clean = unicodedata.normalize("NFC", text)
    # A grave accent on «и» composes to a letter of its own, on other vowels it stays a mark.
    clean = clean.lower().translate(_LETTERS)
    if not _LATIN.search(clean):
        return clean
    clean = _POSSESSIVE.sub("", _MIXED.sub(_in_one_script, clean))
    return _MIXED_BY_HYPHEN.sub(lambda found: found.group().translate(_TO_CYRILLIC), clean)


def _in_one_script(match: re.Match[str]) -> str:
    """A word of two scripts in the one of which it has more letters that cannot be mistaken."""
    word = match.group()
    cyrillic, latin = word.translate(_TO_CYRILLIC), word.translate(_TO_LATIN)
    if not _LATIN.search(cyrillic):
        return cyrillic
    return latin if not _CYRILLIC.search(latin) else word


def words(text: str) -> list[str]:
    """The words of a text in their order, normalised; numbers are words."""
    return _WORD.findall(apart(normalise(text)))


def words_and_dates(text: str) -> tuple[list[str], list[str]]:
    """The words of a text, and those that its dates add."""
    clean = normalise(text)
    return _WORD.findall(apart(clean)), date_words(clean)


def all_words(text: str) -> list[str]:
    """The words of a text, and after them those that its dates add."""
    found, of_dates = words_and_dates(text)
    return found + of_dates


def spaced(text: str) -> str:
    """The words with one space on each side of each: a phrase is found in it as it is."""
    return f" {' '.join(all_words(text))} "


def terms(found: Iterable[str]) -> list[str]:
    """Stems of the words that carry meaning."""
    return [stem(word) for word in found if word not in STOP_WORDS]


def bases(found: Iterable[str]) -> list[str]:
    """Dictionary forms of the words that carry meaning."""
    return [base_form(word) for word in found if word not in STOP_WORDS]


def has_cyrillic(text: str) -> bool:
    """Whether any letter is Cyrillic."""
    return _CYRILLIC.search(text) is not None
