"""Forms by which people see and erase what is held on them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from zaedno.core.echo import BoundedEchoMixin
from zaedno.core.plain_errors import PlainErrorsMixin
from zaedno.core.spam import SpamGuardMixin


class MyDataForm(PlainErrorsMixin, BoundedEchoMixin, SpamGuardMixin, forms.Form):
    """Whose data are asked for."""

    use_required_attribute = False

    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        help_text=_("The one that you gave when you wrote to us. You receive a link there."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class ErasureForm(PlainErrorsMixin, forms.Form):
    """How much is erased."""

    use_required_attribute = False

    extent = forms.ChoiceField(
        label=_("What shall we erase?"),
        choices=[
            (
                "names",
                _("My name and my address. My published words stay, without a name."),
            ),
            ("words", _("My name, my address and my words.")),
        ],
        widget=forms.RadioSelect,
    )
    sure = forms.BooleanField(label=_("I know that this cannot be undone."))
