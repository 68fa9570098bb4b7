"""The form by which a unit answers a comment, or changes its answer."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zaedno.comments.enums import Disposition
from zaedno.comments.fields import CitizenText
from zaedno.comments.models import LANGUAGES, LONGEST_COMMENT, CitizenComment
from zaedno.comments.services.answers import Answer
from zaedno.comments.services.deciding import seen_mark
from zaedno.comments.services.dispositions import asks_disposition
from zaedno.core.models import Unit


class AnswerForm(forms.Form):
    """What a unit says to a comment."""

    unit = forms.ModelChoiceField(
        label=_("Unit that answers"),
        queryset=Unit.objects.none(),
        empty_label=_("Please choose"),
        help_text=_("Readers see the answer in its name."),
    )
    disposition = forms.ChoiceField(
        label=_("What becomes of the proposal"),
        choices=[("", _("Please choose")), *Disposition.choices],
        help_text=_("Readers see it beside the answer. It is also in the open data (API)."),
    )
    text = CitizenText(
        label=_("Answer"),
        max_length=LONGEST_COMMENT,
        help_text=_("Plain text. It is public at once; the author receives it by e-mail."),
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    language = forms.ChoiceField(
        label=_("Language of the answer"),
        choices=LANGUAGES,
        help_text=_("The language in which you write."),
    )

    # How the answer stood when it was shown: `seen_mark`.
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, comment: CitizenComment, **kwargs: Any) -> None:
        """Offer the units of today; what becomes of a proposal is asked in consultations."""
        super().__init__(*args, **kwargs)
        unit = self.fields["unit"]
        if isinstance(unit, forms.ModelChoiceField):
            unit.queryset = Unit.objects.filter(locale__language_code="bg")
        if not asks_disposition(comment):
            del self.fields["disposition"]

    def answer(self) -> Answer:
        """What was filled in."""
        return Answer(
            text=self.cleaned_data["text"],
            unit=self.cleaned_data["unit"],
            disposition=self.cleaned_data.get("disposition", ""),
            language=self.cleaned_data["language"],
        )

    def show_again(self, said: CitizenComment) -> None:
        """Keep what was typed, beside the answer as it has become meanwhile."""
        typed = {name: self.data.get(name, "") for name in self.fields}
        self.data = {**typed, "seen": seen_mark(said)}


def as_it_stands(comment: CitizenComment, said: CitizenComment | None) -> dict[str, Any]:
    """What the form begins with: the answer that is to be changed, or the comment's language."""
    if said is None:
        return {"language": comment.language}
    return {
        "unit": said.unit_id,
        "disposition": said.disposition,
        "text": said.comment,
        "language": said.language,
        "seen": seen_mark(said),
    }
