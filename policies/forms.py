"""The form by which a citizen says what they observed of a measure."""

from pathlib import PurePath
from typing import Any
from uuid import uuid4

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import FileExtensionValidator
from django.utils.translation import gettext_lazy as _

from policies.enums import Verdict
from policies.models.observations import TEXT_MAX
from policies.photos import without_traces
from zaedno.comments.fields import PublicName
from zaedno.core.citizen_text import CitizenText
from zaedno.core.echo import BoundedEchoMixin
from zaedno.core.files import check_document
from zaedno.core.media_forms import check_image
from zaedno.core.models import Settlement
from zaedno.core.named import name_here
from zaedno.core.plain_errors import PlainErrorsMixin
from zaedno.core.spam import SpamGuardMixin

MEGABYTE = 1024 * 1024
LARGEST_FILE = 5 * MEGABYTE
PHOTO_KINDS = ("jpg", "jpeg", "png", "webp")
DOCUMENT_KINDS = ("pdf", "docx", "odt", "txt")


class SettlementField(forms.ModelChoiceField):
    """The town and the villages, by their names in the language of the reader."""

    def label_from_instance(self, obj: Any) -> str:
        """The name of a settlement."""
        return str(name_here(obj))


class ObservationForm(PlainErrorsMixin, BoundedEchoMixin, SpamGuardMixin, forms.Form):
    """What somebody outside the administration says of a measure."""

    use_required_attribute = False

    verdict = forms.ChoiceField(
        label=_("Is the promise kept?"),
        choices=Verdict.choices,
        widget=forms.RadioSelect,
    )
    text = CitizenText(
        label=_("What did you see?"),
        max_length=TEXT_MAX,
        help_text=_("When and where, and how you know it. Please do not name other people."),
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    settlement = SettlementField(
        label=_("Settlement"),
        queryset=Settlement.objects.none(),
        required=False,
        empty_label=_("not chosen"),
    )
    place = CitizenText(
        label=_("Where exactly"),
        max_length=160,
        required=False,
        help_text=_("Street, square or another mark. Not your home address."),
    )
    photo = forms.FileField(
        label=_("Photo"),
        required=False,
        help_text=_(
            "JPEG, PNG or WebP, up to 5 MB. Place and time are taken out of the file. Please show "
            "no faces and no number plates."
        ),
        validators=[
            FileExtensionValidator(
                PHOTO_KINDS, message=_("Please choose a photo in JPEG, PNG or WebP.")
            )
        ],
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )
    photo_description = CitizenText(
        label=_("What the photo shows"),
        max_length=255,
        required=False,
        help_text=_("One sentence for people who cannot see it. Needed if you add a photo."),
    )
    document = forms.FileField(
        label=_("Document"),
        required=False,
        help_text=_("PDF, DOCX, ODT or TXT, up to 5 MB. It must hold no personal data."),
        validators=[
            FileExtensionValidator(
                DOCUMENT_KINDS, message=_("Please choose a document in PDF, DOCX, ODT or TXT.")
            )
        ],
        widget=forms.FileInput(attrs={"accept": ".pdf,.docx,.odt,.txt"}),
    )
    author = PublicName(
        label=_("Name"),
        max_length=80,
        help_text=_("Shown with your observation. You choose what to write here."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    organisation = PublicName(
        label=_("Organisation"),
        max_length=120,
        required=False,
        help_text=_("If you speak for one."),
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        help_text=_("Not shown. You receive a link by which you confirm the observation."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the settlements of today."""
        super().__init__(*args, **kwargs)
        field = self.fields["settlement"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = Settlement.objects.filter(locale__language_code="bg")

    def clean_photo(self) -> Any:
        """Refuse what is too large, and take out what the camera wrote."""
        photo = self.cleaned_data["photo"]
        if not isinstance(photo, UploadedFile):
            return ""
        _check_size(photo)
        check_image(photo)
        return without_traces(photo)

    def clean_document(self) -> Any:
        """Refuse what is too large or not what its name says, and forget its name."""
        document = self.cleaned_data["document"]
        if not isinstance(document, UploadedFile):
            return ""
        _check_size(document)
        check_document(document)
        document.name = f"{uuid4().hex}{PurePath(document.name or '').suffix.lower()}"
        return document

    def clean(self) -> dict[str, Any]:
        """A photo comes with its description."""
        cleaned = super().clean()
        if cleaned.get("photo") and not cleaned.get("photo_description"):
            self.add_error(
                "photo_description",
                _("Please describe the photo in one sentence, and choose the file once more."),
            )
        return cleaned

    def facts(self) -> dict[str, Any]:
        """What was answered, without the guard's own fields."""
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in self.guard_fields
        }


def _check_size(file: UploadedFile) -> None:
    if (file.size or 0) > LARGEST_FILE:
        raise forms.ValidationError(_("The file is larger than 5 MB. Please choose a smaller one."))
