"""Bulgarian typed with Latin letters: by the official rules, by habit, on the wrong keyboard."""

from collections.abc import Iterator
from itertools import combinations

MOST_SPELLINGS = 80

# What a group of Latin letters may stand for, the likeliest first; longer groups are tried first.
_SOUNDS: dict[str, tuple[str, ...]] = {
    "sht": ("щ",), "6t": ("щ",), "st": ("ст", "щ"), "sh": ("ш", "сх"), "ch": ("ч",), "zh": ("ж",),
    "ts": ("ц", "тс"), "tz": ("ц",), "dj": ("дж",), "yu": ("ю",), "ju": ("ю",), "iu": ("ю",),
    "ya": ("я",), "ja": ("я",), "ia": ("ия", "я"), "iya": ("ия",), "iq": ("ия",), "q": ("я",),
    "6": ("ш", "щ"), "4": ("ч",), "a": ("а", "ъ"), "b": ("б",), "v": ("в",), "w": ("в",),
    "g": ("г",), "d": ("д",), "e": ("е",), "z": ("з",), "i": ("и", "й"), "y": ("й", "ъ", "и"),
    "j": ("ж", "й"), "k": ("к",), "l": ("л",), "m": ("м",), "n": ("н",), "o": ("о",), "p": ("п",),
    "r": ("р",), "s": ("с",), "t": ("т",), "u": ("у", "ъ"), "f": ("ф",), "h": ("х",),
    "c": ("ц", "к"), "x": ("х", "кс"),
}  # fmt: skip
_LONGEST = max(map(len, _SOUNDS))

# Bulgarian layouts: what the keys of a Latin one, in order, give on each. The standard one (БДС)
# has letters on keys that carry signs; the phonetic one is there in its old and in its new form.
_LATIN_KEYS = "qwertyuiop[]asdfghjkl;'zxcvbnm,./`\\"
_SHIFTED = str.maketrans('{}:"<>?~|', "[];',./`\\")
LAYOUTS = {
    "standard": ",уеишщксдзц;ьяаожгтнвмчюйъэфхпрлб(„",
    "phonetic": "явертъуиопшщасдфгхйкл;'зьцжбнм,./чю",
    "new phonetic": "чшертъуиопящасдфгхйкл;'зжцвбнм,./юь",
}
_ON_LAYOUT = {name: str.maketrans(_LATIN_KEYS, keys) for name, keys in LAYOUTS.items()}
_KEYS_OF = {name: str.maketrans(keys, _LATIN_KEYS) for name, keys in LAYOUTS.items()}


def spellings(word: str) -> list[str]:
    """What a word in Latin letters may be in Cyrillic, the likeliest first."""
    sounds = [_SOUNDS.get(group, (group,)) for group in _groups(word)]
    plain = [choices[0] for choices in sounds]
    found = dict.fromkeys(["".join(plain)])
    others = [(at, other) for at, choices in enumerate(sounds) for other in choices[1:]]
    for number in (1, 2):
        for changes in combinations(others, number):
            if len(found) >= MOST_SPELLINGS:
                return list(found)
            letters = list(plain)
            for at, other in changes:
                letters[at] = other
            found.setdefault("".join(letters))
    return list(found)


def _groups(word: str) -> Iterator[str]:
    at = 0
    while at < len(word):
        size = next((n for n in range(_LONGEST, 1, -1) if word[at : at + n] in _SOUNDS), 1)
        yield word[at : at + size]
        at += size


def typed_on(keys: str, layout: str) -> str:
    """What the keys of a Latin layout would have given on a Bulgarian one."""
    return keys.translate(_SHIFTED).lower().translate(_ON_LAYOUT[layout])


def keys_of(text: str, layout: str) -> str:
    """What the keys that gave a text on a Bulgarian layout would have given on a Latin one."""
    return text.lower().translate(_KEYS_OF[layout])
