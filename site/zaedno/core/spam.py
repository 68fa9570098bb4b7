"""A guard against machines that needs no third party and asks nothing of people."""

from typing import Any, cast

from django import forms
from django.core import signing
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

SIGNED_FOR = "zaedno.form"
# Who reads the page in the morning and answers in the evening is no machine.
LONGEST_READING_SECONDS = 24 * 60 * 60


def issue_stamp() -> str:
    """A signed mark of when the form was shown."""
    return signing.dumps("shown", salt=SIGNED_FOR)


class SpamGuardMixin(forms.Form):
    """Adds a field that only machines fill in and a signed mark of when the form was shown."""

    website = forms.CharField(
        required=False,
        label=_("Leave this field empty"),
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )
    stamp = forms.CharField(widget=forms.HiddenInput, required=False, initial=issue_stamp)

    guard_fields = ("website", "stamp")

    def clean(self) -> dict[str, Any]:
        """Refuse what a machine sent; what a person typed stays in the form."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("website"):
            raise forms.ValidationError(_("Please leave the last field empty and send again."))
        if not self._stamp_is_fresh(cleaned.get("stamp", "")):
            renewed = cast(QueryDict, self.data).copy()
            renewed[self.add_prefix("stamp")] = issue_stamp()
            self.data = renewed
            raise forms.ValidationError(
                _("The form was open for very long. What you wrote is here: please send it again.")
            )
        return cleaned

    def question_fields(self) -> list[forms.BoundField]:
        """The visible fields without the guard's own."""
        return [field for field in self.visible_fields() if field.name not in self.guard_fields]

    def _stamp_is_fresh(self, stamp: str) -> bool:
        try:
            signing.loads(stamp, salt=SIGNED_FOR, max_age=LONGEST_READING_SECONDS)
        except signing.BadSignature:
            return False
        return True
