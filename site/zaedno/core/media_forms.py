"""Forms by which images and documents come in: one page, many at once, or from a chooser."""

from io import BytesIO
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from PIL import Image
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from zaedno.core.files import check_document

UNREADABLE = (OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError)


def check_image(file: UploadedFile) -> None:
    """Refuse with a sentence an image that cannot be read to its last pixel.

    Raises:
        ValidationError: the file is broken, forged, or unpacks to far too much.
    """
    try:
        file.seek(0)
        with Image.open(BytesIO(file.read())) as image:
            image.load()
        file.seek(0)
    except UNREADABLE as error:
        raise _unreadable() from error


def _unreadable() -> ValidationError:
    return ValidationError(
        _("The image cannot be read. Please save it again as JPEG or PNG and upload it."),
        code="invalid_image",
    )


class CheckedImageField(WagtailImageField):
    """An image that can be read to its last pixel.

    Wagtail looks at the beginning only: a broken or forged image would pass, and every page that
    wants a smaller copy of it would fail afterwards.
    """

    def to_python(self, data: Any) -> Any:
        """Refuse with a sentence what the image library cannot read."""
        try:
            file = super().to_python(data)
        except UNREADABLE as error:
            raise _unreadable() from error
        if file is not None:
            check_image(file)
        return file


class ImageForm(BaseImageForm):
    """An image must be described, so that those who cannot see it know what it shows."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask for the description, and read images to their end."""
        super().__init__(*args, **kwargs)
        self._ask_for_description()
        if "file" in self.fields:
            file = self.fields["file"]
            self.fields["file"] = CheckedImageField(
                label=file.label, required=file.required, widget=file.widget
            )

    def _ask_for_description(self) -> None:
        description = self.fields.get("description")
        if description is None:
            return
        description.required = True
        description.help_text = _(
            "One sentence for people who cannot see the image: what it shows, not what it is for."
        )
        description.error_messages["required"] = _(
            "Please describe the image in one sentence: people who cannot see it will hear it."
        )


class DocumentForm(BaseDocumentForm):
    """A document must be what its name says."""

    def clean_file(self) -> Any:
        """Check the content of a new file."""
        file = self.cleaned_data["file"]
        if isinstance(file, UploadedFile):
            check_document(file)
        return file
