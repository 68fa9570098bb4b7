"""A field for the words of citizens: plain text of which a reader sees every sign."""

import re
import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# More marks above one letter than any language has only cover the lines around it.
MOST_MARKS_ON_A_LETTER = 3

# Marks that reverse the order of what follows, so that a text reads differently than it is.
_BIDI_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")
# Control characters other than the tab and the line break.
_CONTROLS = "\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"
# What Unicode lets a program draw as nothing (Default_Ignorable_Code_Point), and what fonts draw
# as a blank: the Braille pattern without dots, a place for an object, a note without a head.
_DRAWN_AS_NOTHING = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff"
    "\u2800\ufff9-\ufffc\U0001d159"
)
_INVISIBLE = re.compile(f"[{_CONTROLS}{_DRAWN_AS_NOTHING}]")
_JOINER, _AS_PICTURE = "\u200d", "\ufe0f"
_MODIFIERS = "\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"


class CitizenText(forms.CharField):
    """Text of a citizen; what cannot be seen is dropped, what turns text around is refused."""

    def to_python(self, value: Any) -> str:
        """Count and keep what a reader sees."""
        text = str(super().to_python(value) or "").replace("\r\n", "\n").replace("\r", "\n")
        if _BIDI_CONTROLS.search(text):
            raise ValidationError(
                _("Please remove the invisible marks that change the direction of the text.")
            )
        seen = visible(text)
        return seen if isinstance(self.widget, forms.Textarea) else " ".join(seen.split())


def visible(text: str) -> str:
    """The text as a reader sees it; empty when there is nothing to see.

    Pictures keep what joins them (a family) and makes them colourful (a heart); nowhere else is a
    joiner needed in the languages of the site.
    """
    seen = _with_few_marks(_INVISIBLE.sub(_kept, text)).strip()
    return seen if any(unicodedata.category(sign)[0] in "LNPS" for sign in seen) else ""


def _kept(found: re.Match[str]) -> str:
    """An invisible sign where a picture needs it."""
    before, after = found.string[: found.start()][-2:], found.string[found.end() :][:1]
    if found[0] == _AS_PICTURE and _is_picture(before[-1:]):
        return _AS_PICTURE
    if found[0] == _JOINER and _is_picture(after) and _ends_with_picture(before):
        return _JOINER
    return ""


def _ends_with_picture(text: str) -> bool:
    last = text[-1:]
    return _is_picture(text[-2:-1] if last == _AS_PICTURE else last)


def _is_picture(sign: str) -> bool:
    if not sign or _INVISIBLE.match(sign):
        return False
    return unicodedata.category(sign) == "So" or sign in _MODIFIERS


def _with_few_marks(text: str) -> str:
    """Letters with no more marks than a language has."""
    kept, marks = [], 0
    for sign in text:
        marks = marks + 1 if unicodedata.category(sign) in ("Mn", "Me") else 0
        if marks <= MOST_MARKS_ON_A_LETTER:
            kept.append(sign)
    return "".join(kept)
