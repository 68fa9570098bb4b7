"""How much of what was typed a refused form gives back."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.formats import number_format
from django.utils.translation import gettext as _

# Several times the longest answer that any form takes: enough to shorten it without loss.
LONGEST_ECHO = 20_000


class BoundedEchoMixin(forms.Form):
    """Refuses an answer that no person writes, and gives back only its beginning, saying so."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Cut what is far too long before anything looks at it."""
        super().__init__(*args, **kwargs)
        self.cut: list[str] = []
        if isinstance(self.data, QueryDict):
            self.cut = _far_too_long(self.data)
            self.data = _shortened(self.data, self.cut)

    def clean(self) -> dict[str, Any]:
        """Say at each answer that was cut how much of it is still there."""
        cleaned = super().clean() or self.cleaned_data
        for name in self.cut:
            if name in self.fields:
                # Its other mistakes would speak of a length that was not sent.
                self.errors.pop(name, None)
                self.add_error(name, _sentence())
        return cleaned


def _far_too_long(data: QueryDict) -> list[str]:
    return [
        name for name, values in data.lists() if any(len(value) > LONGEST_ECHO for value in values)
    ]


def _shortened(data: QueryDict, names: list[str]) -> QueryDict:
    if not names:
        return data
    shorter = data.copy()
    for name in names:
        shorter.setlist(name, [value[:LONGEST_ECHO] for value in data.getlist(name)])
    return shorter


def _sentence() -> str:
    kept = number_format(LONGEST_ECHO, use_l10n=True, force_grouping=True)
    return _(
        "This is far too long and was not sent. Only its first %(count)s characters are left here."
    ) % {"count": kept}
