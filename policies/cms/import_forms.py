"""What is asked of whoever brings in or takes out a file."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from wagtail.models import Locale

from policies.models import ImportKind, PolicyPage
from policies.permissions import user_can_import
from policies.spreadsheets.writing import FileFormat
from zaedno.core.models import Unit

ACCEPTED = ".xlsx,.csv"


def _originals() -> Any:
    return PolicyPage.objects.originals().order_by("title").defer_streamfields()


class ImportForm(forms.Form):
    """A file, what it holds, and who made it."""

    kind = forms.ChoiceField(label=gettext_lazy("What the file holds"), choices=ImportKind.choices)
    file = forms.FileField(
        label=pgettext_lazy("of a computer", "File"),
        help_text=gettext_lazy("Excel (.xlsx) or CSV, up to 20 000 rows and 10 MB."),
        widget=forms.FileInput({"accept": ACCEPTED}),
    )
    unit = forms.ModelChoiceField(
        label=gettext_lazy("Unit that made the file"),
        queryset=Unit.objects.none(),
        help_text=gettext_lazy("Whoever approves the progress sees it."),
    )
    policy: forms.ModelChoiceField = forms.ModelChoiceField(
        label=gettext_lazy("Only of this policy"),
        queryset=PolicyPage.objects.none(),
        required=False,
        empty_label=gettext_lazy("of those that the file names"),
        help_text=gettext_lazy("If you choose one, the file needs no column “Policy”."),
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        """Offer the kinds that the user may bring in."""
        super().__init__(*args, **kwargs)
        offered = [choice for choice in ImportKind.choices if user_can_import(user, choice[0])]
        kind: Any = self.fields["kind"]
        kind.choices = offered
        unit: Any = self.fields["unit"]
        unit.queryset = Unit.objects.filter(locale=Locale.get_default())
        policy: Any = self.fields["policy"]
        policy.queryset = _originals()

    def clean_file(self) -> Any:
        """Refuse an empty name, which no list could show."""
        file = self.cleaned_data["file"]
        if not file.name.strip():
            raise forms.ValidationError(_("Give the file a name."))
        return file


class ExportForm(forms.Form):
    """What to take out, and how."""

    kind = forms.ChoiceField(label=gettext_lazy("What to export"), choices=ImportKind.choices)
    file_format = forms.ChoiceField(label=gettext_lazy("Format"), choices=FileFormat.choices)
    policy: forms.ModelChoiceField = forms.ModelChoiceField(
        label=gettext_lazy("Of the policy"),
        queryset=PolicyPage.objects.none(),
        required=False,
        empty_label=gettext_lazy("all policies"),
    )
    with_waiting = forms.BooleanField(
        label=gettext_lazy("With drafts and waiting progress"),
        required=False,
        help_text=gettext_lazy("Otherwise only what is public."),
    )

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        """Offer all policies."""
        super().__init__(data, auto_id="export_%s", **kwargs)
        policy: Any = self.fields["policy"]
        policy.queryset = _originals()
