"""Fields for the words of citizens: plain text, without characters that deceive a reader."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# Marks that reverse the order of what follows, so that a text reads differently than it is.
_BIDI_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")
# Zero-width characters and control characters other than the tab and the line break.
_INVISIBLE = re.compile("[\u200b-\u200f\u2060-\u2064\ufeff\x01-\x08\x0b\x0c\x0e-\x1f\x7f]")


class CitizenText(forms.CharField):
    """Text of a citizen; what cannot be seen is dropped, what turns text around is refused."""

    def to_python(self, value: Any) -> str:
        """Count and keep what a reader sees."""
        text = str(super().to_python(value) or "").replace("\r\n", "\n").replace("\r", "\n")
        if _BIDI_CONTROLS.search(text):
            raise ValidationError(
                _("Please remove the invisible marks that change the direction of the text.")
            )
        seen = _INVISIBLE.sub("", text).strip()
        return seen if isinstance(self.widget, forms.Textarea) else " ".join(seen.split("\n"))
