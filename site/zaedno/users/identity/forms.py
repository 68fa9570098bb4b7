"""What is asked of a citizen who signs in: an address, then a code."""

from allauth.account.adapter import get_adapter
from allauth.account.forms import ConfirmLoginCodeForm, RequestLoginCodeForm
from allauth.core import context, ratelimit
from django import forms
from django.utils.translation import gettext_lazy as _

from zaedno.core.mailboxes import mailbox_of
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

    def clean_email(self) -> str:
        """Count the codes of a mailbox, whatever stands after a plus sign; the view finds whose."""
        email = str(self.cleaned_data["email"])
        action = "request_login_code"
        if not ratelimit.consume(context.request, action=action, key=mailbox_of(email)):
            raise get_adapter().validation_error("too_many_login_attempts")
        return email


class CodeForm(PlainErrorsMixin, ConfirmLoginCodeForm):
    """The code from the mail."""

    use_required_attribute = False

    code = forms.CharField(
        label=_("Code from the e-mail"),
        max_length=LONGEST_CODE,
        help_text=_("Capital and small letters make no difference, nor does the dash."),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "spellcheck": "false"}),
    )
