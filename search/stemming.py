"""Light stemmers: the forms of one word meet in one stem, which nobody ever sees.

Bulgarian marks the definite article and the plural at the end of nouns and adjectives, and moves
some vowels and consonants when it does so («данък – данъци», «местен – местни», «място – места»).
The rules undo that in order: article, number and gender, then the sounds that moved. A stem only
has to be the same for forms of one word; it need not be a word.

A dictionary comes first: the stem is that of the form under which a word stands in it, which the
rules alone cannot know («деца – дете», «взема – взел»). A word that it does not know has its stem
by the rules, which agree with the dictionary for most.
"""

import re
from functools import lru_cache

from simplemma.strategies import DictionaryLookupStrategy

SHORTEST_STEM = 3
_DICTIONARY = DictionaryLookupStrategy()
_LETTERS = str.maketrans("ѝё", "ие")
_VOWELS = "аеийоуъюя"

# The article, longest first; what follows the bar stays.
_ARTICLES = (
    ("овете", ""), ("евете", ""), ("ищата", "ищ"), ("ията", ""), ("ието", ""), ("иите", ""),
    ("ият", ""), ("ите", ""), ("ата", ""), ("ята", ""), ("ото", ""), ("ето", ""), ("ете", ""),
    ("тта", "т"), ("щта", "щ"), ("жта", "ж"), ("чта", "ч"), ("шта", "ш"), ("вта", "в"),
    ("ът", ""), ("ят", ""),
)  # fmt: skip
_PLURALS = (
    ("вам", "в"),
    ("вям", "в"),
    ("ваме", "в"),
    ("вяме", "в"),
    ("ове", ""),
    ("еве", ""),
    ("ава", "ав"),
    ("ават", "ав"),
    ("яват", "ав"),
)
_VOWEL_ENDING = re.compile(rf"(?:[ие]?[{_VOWELS}])$")
_CONSONANT = "бвгджзйклмнпрстфхцчшщ"

# Verbs that are made from other words, of which the dictionary joins only some forms: «планирам»,
# «планирани», «планираха», «планиране», «публикувайте».
_VERB = re.compile(
    r"(.{2,}(?:ир|ув))а(?:[мтйшхл]|ме|те|йте|л[аои]|ха|хме|хте|не|н|н[аои]|н(?:ата|ото|ите|ия|ият|ето))?$"
)

# Sounds that move between forms: the first that fits, after the ending is gone.
_ALTERNATIONS = (
    (re.compile(r"(.{3}[ая])нин$"), r"\1н"),  # гражданин – граждани
    (re.compile(rf"([{_CONSONANT}])ец$"), r"\1к"),  # бежанец – бежанци
    (re.compile(r"ц$"), "к"),  # правилници – правилник
    (re.compile(r"з$"), "г"),  # подлози – подлог
    (re.compile(rf"([{_CONSONANT}])ър$"), r"\1р"),  # център – центрове
    (re.compile(rf"([{_CONSONANT}]{{1,3}})ен$"), r"\1"),  # местен – местни
    (re.compile(r"енн$"), ""),  # електронен – електронни, обществен – обществени
    (re.compile(rf"([{_CONSONANT}])н$"), r"\1"),
)

_ENGLISH_IRREGULAR = {
    "children": "child", "people": "person", "men": "man", "women": "woman", "feet": "foot",
    "teeth": "tooth", "criteria": "criterion", "analyses": "analysis", "bases": "basis",
    "crises": "crisis", "indices": "index", "lives": "life", "wives": "wife", "knives": "knife",
    "went": "go", "gone": "go", "paid": "pay", "built": "build", "held": "hold", "made": "make",
    "met": "meet", "spent": "spend", "taught": "teach", "bought": "buy", "sold": "sell",
    "written": "write", "wrote": "write", "chosen": "choose", "chose": "choose", "gave": "give",
    "given": "give", "took": "take", "taken": "take", "began": "begin", "begun": "begin",
    "led": "lead", "sent": "send", "kept": "keep", "left": "leave", "found": "find",
}  # fmt: skip
_ENGLISH = (
    (re.compile(r"(?:'s|')$"), ""),
    (re.compile(r"sses$"), "ss"),
    (re.compile(r"(?:ies|ied|y)$"), "i"),
    (re.compile(r"(?<![su])(?<!\bnew)s$"), ""),
    (re.compile(r"e$"), ""),
    (re.compile(r"(?<=[a-z]{3})(?:ing|ed)$"), ""),
    (re.compile(r"([bdfgmnprt])\1$"), r"\1"),
)


def load_dictionary() -> None:
    """Read the dictionary now: it takes half a second, which the first search would take longer."""
    is_in_dictionary("община")


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The stem of a normalised word of either language; numbers and short words are their own."""
    if len(word) < SHORTEST_STEM or any(letter.isdigit() for letter in word):
        return word
    if word.isascii():
        word = _ENGLISH_IRREGULAR.get(word, word)
        return _english(word) if len(word) > SHORTEST_STEM else word
    word = base_form(word)
    return _bulgarian(word) if len(word) > SHORTEST_STEM else word


def is_in_dictionary(word: str) -> bool:
    """Whether a word in small letters is one that the Bulgarian dictionary has."""
    return _DICTIONARY.get_lemma(word, "bg") is not None


@lru_cache(maxsize=100_000)
def base_form(word: str) -> str:
    """The form under which a dictionary has a normalised word; itself, if it is in none."""
    if len(word) < SHORTEST_STEM:
        return word
    if word.isascii():
        # English needs no dictionary: its stems join few words that are not forms of one.
        return stem(word)
    found = (_DICTIONARY.get_lemma(word, "bg") or word).lower().translate(_LETTERS)
    return found if found.isalpha() and len(found) >= SHORTEST_STEM else word


def _bulgarian(word: str) -> str:
    if verb := _VERB.match(word):
        return verb[1]
    found = _without(word, _ARTICLES)
    if found == word:
        found = _without(word, _PLURALS)
    if found == word or found[-1] in _VOWELS:
        found = _without_vowel(found)
    for sound, kept in _ALTERNATIONS:
        changed = sound.sub(kept, found)
        if changed != found:
            found = changed if len(changed) >= SHORTEST_STEM else found
            break
    return found.replace("я", "е")


def _without(word: str, endings: tuple[tuple[str, str], ...]) -> str:
    for ending, kept in endings:
        if word.endswith(ending) and len(word) - len(ending) + len(kept) >= SHORTEST_STEM:
            return word[: -len(ending)] + kept
    return word


def _without_vowel(word: str) -> str:
    shorter = _VOWEL_ENDING.sub("", word)
    if len(shorter) >= SHORTEST_STEM:
        return shorter
    return word[:-1] if word[-1] in _VOWELS and len(word) > SHORTEST_STEM else word


def _english(word: str) -> str:
    for ending, kept in _ENGLISH:
        shorter = ending.sub(kept, word)
        if len(shorter) >= SHORTEST_STEM:
            word = shorter
    return word
