"""The form by which somebody follows a topic without commenting."""

from django import forms
from django.utils.translation import gettext_lazy as _

from zaedno.core.echo import BoundedEchoMixin
from zaedno.core.plain_errors import PlainErrorsMixin
from zaedno.core.spam import SpamGuardMixin


class FollowForm(PlainErrorsMixin, BoundedEchoMixin, SpamGuardMixin, forms.Form):
    """Whose mailbox news go to."""

    use_required_attribute = False

    topic = forms.CharField(max_length=120, widget=forms.HiddenInput)
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        help_text=_("Not shown to anyone. You receive a link by which you confirm it."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
