"""What is asked of a citizen who signs in: an address, then a code."""

from allauth.account.forms import ConfirmLoginCodeForm, RequestLoginCodeForm
from django import forms
from django.utils.translation import gettext_lazy as _

from zaedno.core.plain_errors import PlainErrorsMixin

LONGEST_CODE = 40


class AddressForm(PlainErrorsMixin, RequestLoginCodeForm):
    """Where to send the code."""

    use_required_attribute = False

    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        help_text=_("We send you a code. There is no password to remember."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class CodeForm(PlainErrorsMixin, ConfirmLoginCodeForm):
    """The code from the mail."""

    use_required_attribute = False

    code = forms.CharField(
        label=_("Code from the e-mail"),
        max_length=LONGEST_CODE,
        help_text=_("Capital and small letters make no difference, nor does the dash."),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "spellcheck": "false"}),
    )
