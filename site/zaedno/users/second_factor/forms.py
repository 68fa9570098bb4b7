"""The one field of the second step."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from zaedno.users.second_factor import recovery_codes
from zaedno.users.second_factor.services import DIGITS_OF_APP

_SEPARATORS = re.compile(r"[\s\-–.]+")
_APP = re.compile(rf"[0-9]{{{DIGITS_OF_APP}}}")
_EITHER = re.compile(rf"[0-9]{{{DIGITS_OF_APP}}}|[0-9]{{{recovery_codes.LENGTH}}}")


class AppCodeForm(forms.Form):
    """A code that the app shows now."""

    shape = _APP
    wrong_shape = _("Please type the six digits that the app shows.")

    code = forms.CharField(
        label=_("Code from the app"),
        help_text=_("Six digits. The app shows new ones every half minute."),
        max_length=60,
        error_messages={"required": wrong_shape},
        widget=forms.TextInput(
            {
                "autocomplete": "one-time-code",
                "inputmode": "numeric",
                "autocapitalize": "off",
                "spellcheck": "false",
            }
        ),
    )

    def clean_code(self) -> str:
        """Take the digits, however they are grouped.

        Raises:
            ValidationError: there are more, fewer or other characters.
        """
        code = _SEPARATORS.sub("", self.cleaned_data["code"])
        if not self.shape.fullmatch(code):
            raise ValidationError(self.wrong_shape)
        return code


class CodeForm(AppCodeForm):
    """A code from the app, or a recovery code."""

    shape = _EITHER
    wrong_shape = _("Please type the six digits from the app, or a recovery code of 16 digits.")

    def __init__(self, *args: object, **kwargs: object) -> None:
        """Say that either code will do."""
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        code = self.fields["code"]
        code.label = _("Code")
        code.help_text = _(
            "The six digits that the app shows now. Without your phone: one of your recovery codes."
        )
        code.error_messages["required"] = self.wrong_shape
