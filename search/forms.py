"""The form by which somebody saves a search."""

from django import forms
from django.utils.translation import gettext_lazy as _

from zaedno.core.echo import BoundedEchoMixin
from zaedno.core.plain_errors import PlainErrorsMixin
from zaedno.core.spam import SpamGuardMixin


class SaveSearchForm(PlainErrorsMixin, BoundedEchoMixin, SpamGuardMixin, forms.Form):
    """Whose mailbox news go to; what is looked for stands in the address."""

    use_required_attribute = False

    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        help_text=_("Not shown to anyone. You receive a link by which you confirm it."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
