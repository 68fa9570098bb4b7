"""The form by which a citizen comments."""

import time
from typing import Any

from django import forms
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext_lazy as _
from django_comments.forms import CommentForm as LibraryCommentForm

from zaedno.comments.fields import CitizenText
from zaedno.comments.models import LONGEST_COMMENT, LONGEST_NAME
from zaedno.core.echo import BoundedEchoMixin
from zaedno.core.spam import LONGEST_READING_SECONDS
from zaedno.core.validation import LARGEST_ID


class CommentForm(BoundedEchoMixin, LibraryCommentForm):
    """A comment on a page.

    The library signs page and time into the form; here they are checked together, so that a
    reader whose form has grown old gets a fresh one with all that was written.
    """

    use_required_attribute = False
    guard_fields = ("honeypot",)

    name = CitizenText(
        label=_("Name"),
        max_length=LONGEST_NAME,
        help_text=_("Shown with your comment. You choose what to write here."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        help_text=_("Not shown. You receive a link by which you confirm the comment."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    comment = CitizenText(
        label=_("Comment"),
        max_length=LONGEST_COMMENT,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    reply_to = forms.IntegerField(
        required=False,
        initial=0,
        min_value=0,
        max_value=LARGEST_ID,
        widget=forms.HiddenInput(attrs={"data-reply-field": ""}),
    )
    honeypot = forms.CharField(
        required=False,
        label=_("Leave this field empty"),
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )
    content_type = forms.CharField(required=False, widget=forms.HiddenInput)
    object_pk = forms.CharField(required=False, widget=forms.HiddenInput)
    timestamp = forms.CharField(required=False, widget=forms.HiddenInput)
    security_hash = forms.CharField(required=False, widget=forms.HiddenInput)
    # Switches the library's field off: a name that links elsewhere invites advertising.
    url = None

    field_order = ("name", "email", "comment", "honeypot")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Give the text its counter and the name under which a draft is kept."""
        super().__init__(*args, **kwargs)
        attrs = self.fields["comment"].widget.attrs
        # A browser would cut a long text without a word; the counter and the check say so.
        attrs.pop("maxlength", None)
        attrs.update(
            {
                "data-maxlength": LONGEST_COMMENT,
                "data-counter-left": _("%(count)s characters left"),
                "data-counter-over": _("%(count)s characters too many"),
                "data-draft-key": draft_key(self.target_object.pk),
                "data-draft-restored": _("This is what you wrote here before."),
            }
        )

    def question_fields(self) -> list[forms.BoundField]:
        """The fields that a person fills in."""
        return [field for field in self.visible_fields() if field.name not in self.guard_fields]

    def clean_timestamp(self) -> str:
        """Leave the check to `clean`."""
        return str(self.cleaned_data["timestamp"])

    def clean_security_hash(self) -> str:
        """Leave the check to `clean`."""
        return str(self.cleaned_data["security_hash"])

    def clean_honeypot(self) -> str:
        """Leave the check to `clean`."""
        return str(self.cleaned_data["honeypot"])

    def clean(self) -> dict[str, Any]:
        """Refuse what a machine sent; what a person typed stays in the form."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("honeypot"):
            raise forms.ValidationError(_("Please leave the last field empty and send again."))
        if not self._was_shown_lately():
            self.data = {**self._typed(), **self.generate_security_data()}
            raise forms.ValidationError(
                _("The form was open for very long. What you wrote is here: please send it again.")
            )
        return cleaned

    def _typed(self) -> dict[str, Any]:
        """What was sent, one value for each field."""
        return {name: self.data.get(name, "") for name in self.fields}

    def _was_shown_lately(self) -> bool:
        """Whether this form was made here, for this page, within the last day."""
        stamp = self.cleaned_data.get("timestamp", "")
        signature = self.cleaned_data.get("security_hash", "")
        if not constant_time_compare(self.initial_security_hash(stamp), signature):
            return False
        return time.time() - int(stamp) <= LONGEST_READING_SECONDS


def draft_key(page_id: int) -> str:
    """The name under which the reader's own device keeps an unfinished comment."""
    return f"comment-{page_id}"
