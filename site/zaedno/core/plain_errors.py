"""What a citizen reads at a field that was filled in wrongly: what to do, in our own words."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

# By the kind of field, the special before the general; each has the words of all that it is.
_SENTENCES: list[tuple[type[forms.Field], dict[str, Any]]] = [
    (forms.Field, {"required": _("Please fill this in.")}),
    (
        forms.CharField,
        {
            "max_length": _(
                "This is too long: %(show_value)d characters. At most %(limit_value)d fit here."
            ),
            "null_characters_not_allowed": _(
                "There is a sign here that cannot be kept. Please take it out."
            ),
        },
    ),
    (
        forms.EmailField,
        {"invalid": _("Please check the e-mail address. It should look like name@example.org.")},
    ),
    (
        forms.URLField,
        {"invalid": _("Please check the address. It should look like https://example.org.")},
    ),
    (
        forms.IntegerField,
        {"invalid": _("Please write a number."), "max_digits": _("This number is too long.")},
    ),
    (
        forms.DecimalField,
        {
            "max_decimal_places": _("This number is too long."),
            "max_whole_digits": _("This number is too long."),
        },
    ),
    (
        forms.DateField,
        {"invalid": _("Please choose a day from the calendar, or write it like 2026-05-24.")},
    ),
    (
        forms.DateTimeField,
        {"invalid": _("Please write day and time like 2026-05-24 14:30.")},
    ),
    (
        forms.ChoiceField,
        {
            "required": _("Please choose an answer."),
            "invalid_choice": _("Please choose one of the answers that are offered."),
            "invalid_list": _("Please choose from the answers that are offered."),
        },
    ),
    (forms.BooleanField, {"required": _("Please tick this box.")}),
    (
        forms.FileField,
        {
            "required": _("Please choose a file."),
            "empty": _("The file is empty. Please choose another one."),
            "missing": _("Please choose a file."),
            "invalid": _("Please choose a file."),
        },
    ),
]


class PlainErrorsMixin(forms.Form):
    """Says at each field what to do, in the place of the framework's own sentences."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Give each field its sentences."""
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.error_messages.update(sentences_for(field))


def sentences_for(field: forms.Field) -> dict[str, Any]:
    """The sentences for a kind of field, by the code of the mistake."""
    found: dict[str, Any] = {}
    for kind, sentences in _SENTENCES:
        if isinstance(field, kind):
            found |= sentences
    return found
