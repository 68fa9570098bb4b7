"""The forms by which a citizen comments, and later changes the words."""

import time
from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.crypto import constant_time_compare
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django_comments.forms import CommentForm as LibraryCommentForm

from zaedno.comments.enums import NameForm, Stance
from zaedno.comments.fields import PublicName
from zaedno.comments.models import LONGEST_COMMENT, LONGEST_NAME, LONGEST_ORGANISATION
from zaedno.comments.modes import rules_of
from zaedno.comments.names import settlement_choices
from zaedno.comments.screening import sentences
from zaedno.comments.services.submitting import Attributed
from zaedno.core.citizen_text import CitizenText
from zaedno.core.echo import BoundedEchoMixin
from zaedno.core.plain_errors import PlainErrorsMixin
from zaedno.core.spam import LONGEST_READING_SECONDS
from zaedno.core.validation import LARGEST_ID


class WarnedMixin(forms.Form):
    """Tells the writer which rules the words may break; sent again as they are, they are taken.

    The tick stands for the rules that were shown with it, and for no other: when a later text may
    break one more, the writer is told of that too.
    """

    send_anyway = forms.BooleanField(required=False, label=_("Send it anyway"))
    # The codes of the rules that the writer was told of.
    warned = forms.CharField(required=False, widget=forms.HiddenInput)

    warning_sentences: list[str | Promise]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Nobody is warned before anything was sent."""
        super().__init__(*args, **kwargs)
        self.warning_sentences = []

    def needs_warning(self, warnings: Sequence[str]) -> bool:
        """Whether the writer has to be told first; then the form comes back with the sentences."""
        told = self.cleaned_data.get("warned", "").split(",")
        accepted = told if self.cleaned_data.get("send_anyway") else []
        if set(warnings) <= set(accepted):
            return False
        self.warning_sentences = list(sentences(warnings))
        self.data = {**self._typed(), "send_anyway": "", "warned": ",".join(warnings)}
        return True

    def _typed(self) -> dict[str, Any]:
        """What was sent, one value for each field."""
        return {name: self.data.get(name, "") for name in self.fields}


class CommentForm(PlainErrorsMixin, BoundedEchoMixin, WarnedMixin, LibraryCommentForm):
    """A comment on a page.

    The library signs page and time into the form; here they are checked together, so that a
    reader whose form has grown old gets a fresh one with all that was written.
    """

    use_required_attribute = False
    guard_fields = ("honeypot", "send_anyway")

    name = PublicName(
        label=_("Name"),
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    name_form = forms.ChoiceField(
        label=_("What readers see with your comment"),
        choices=NameForm,
        initial=NameForm.FULL,
        required=False,
        widget=forms.RadioSelect,
    )
    settlement = forms.TypedChoiceField(
        label=_("Settlement"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=_("If you chose “citizen of my settlement”."),
        widget=forms.Select(attrs={"data-shown-for": "name_form=settlement"}),
    )
    organisation = PublicName(
        label=_("Organisation"),
        required=False,
        max_length=LONGEST_ORGANISATION,
        help_text=_("If you chose “on behalf of an organisation”."),
        widget=forms.TextInput(
            attrs={"autocomplete": "organization", "data-shown-for": "name_form=organisation"}
        ),
    )
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        help_text=_("Not shown. You receive a link by which you confirm the comment."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    stance = forms.ChoiceField(
        label=_("Your stance"), choices=Stance, required=False, widget=forms.RadioSelect
    )
    comment = CitizenText(
        label=_("Comment"),
        max_length=LONGEST_COMMENT,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    follow = forms.BooleanField(
        required=False,
        label=_("Tell me of answers in this conversation"),
        help_text=_("Each message has a link that stops them."),
    )
    reply_to = forms.IntegerField(
        label=_("The comment that you answer"),
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

    field_order = (
        *("name", "name_form", "settlement", "organisation", "email"),
        *("stance", "comment", "follow", "honeypot"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask what the page asks for; give the text its counter and a name for its draft."""
        super().__init__(*args, **kwargs)
        self.rules = rules_of(self.target_object)
        if not self.rules.asks_stance:
            del self.fields["stance"]
        choices = [("", _("choose")), *settlement_choices()]
        cast(forms.ChoiceField, self.fields["settlement"]).choices = choices
        count_characters(self.fields["comment"])
        self.fields["comment"].widget.attrs.update(
            {
                "data-draft-key": draft_key(self.target_object.pk),
                "data-draft-restored": _("This is what you wrote here before."),
            }
        )

    def attributed(self) -> Attributed:
        """How the author wants to be named, and where they stand."""
        chosen = self.cleaned_data
        form = chosen["name_form"] or NameForm.FULL
        return Attributed(
            stance=chosen.get("stance", ""),
            name_form=form,
            settlement_id=chosen["settlement"] if form == NameForm.SETTLEMENT else None,
            organisation=chosen["organisation"] if form == NameForm.ORGANISATION else "",
        )

    def question_fields(self) -> list[forms.BoundField]:
        """The fields that a person fills in."""
        return [field for field in self.visible_fields() if field.name not in self.guard_fields]

    def answer_nothing(self) -> None:
        """Let what was typed be sent as a comment of its own: what it answered is gone."""
        self.data = {**self._typed(), "reply_to": "0"}

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
        self._check_public_name(cleaned)
        if "reply_to" in self.errors:
            self.answer_nothing()
        if cleaned.get("honeypot"):
            raise forms.ValidationError(_("Please leave the last field empty and send again."))
        if not self._was_shown_lately():
            self.data = {**self._typed(), **self.generate_security_data()}
            raise forms.ValidationError(
                _("The form was open for very long. What you wrote is here: please send it again.")
            )
        return cleaned

    def _check_public_name(self, cleaned: dict[str, Any]) -> None:
        form = cleaned.get("name_form")
        if form == NameForm.SETTLEMENT and not cleaned.get("settlement"):
            self.add_error("settlement", _("Please choose your settlement."))
        if form == NameForm.ORGANISATION and not cleaned.get("organisation"):
            self.add_error("organisation", _("Please write the name of the organisation."))

    def _was_shown_lately(self) -> bool:
        """Whether this form was made here, for this page, within the last day."""
        stamp = self.cleaned_data.get("timestamp", "")
        signature = self.cleaned_data.get("security_hash", "")
        if not constant_time_compare(self.initial_security_hash(stamp), signature):
            return False
        return time.time() - int(stamp) <= LONGEST_READING_SECONDS


class EditForm(PlainErrorsMixin, BoundedEchoMixin, WarnedMixin, forms.Form):
    """The words of a comment, for its author to change."""

    use_required_attribute = False

    comment = CitizenText(
        label=_("Comment"),
        max_length=LONGEST_COMMENT,
        widget=forms.Textarea(attrs={"rows": 8}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Give the text its counter."""
        super().__init__(*args, **kwargs)
        count_characters(self.fields["comment"])


def count_characters(field: forms.Field) -> None:
    """Let the reader see how many characters are left."""
    attrs = field.widget.attrs
    # A browser would cut a long text without a word; the counter and the check say so.
    attrs.pop("maxlength", None)
    attrs.update(
        {
            "data-maxlength": LONGEST_COMMENT,
            "data-counter-left": _("%(count)s characters left"),
            "data-counter-over": _("%(count)s characters too many"),
        }
    )


def draft_key(page_id: int) -> str:
    """The name under which the reader's own device keeps an unfinished comment."""
    return f"comment-{page_id}"
