"""Images and documents, with what accessibility and search need to know of them."""

from django.db import models
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from wagtail.api import APIField
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image


class CustomImage(AbstractImage):
    """An image; its description is required, so that no page shows it without words."""

    description_en = models.CharField(
        _("description in English"),
        max_length=255,
        blank=True,
        help_text=_("Read on the English pages. Where it is empty, the Bulgarian one is read."),
    )

    # Where copies were read together with the image, Wagtail looks for them here.
    prefetched_renditions: "list[CustomRendition]"

    admin_form_fields = (*Image.admin_form_fields, "description_en")

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")
        permissions = [("choose_image", "Can choose image")]

    @property
    def default_alt_text(self) -> str:
        """The description in the reader's language; never the title, which is for editors."""
        if translation.get_language() == "en" and self.description_en:
            return self.description_en
        return self.description


class CustomRendition(AbstractRendition):
    """A copy of an image in the size and format that a page uses."""

    image = models.ForeignKey(CustomImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_per_filter"
            )
        ]


class CustomDocument(AbstractDocument):
    """A file for readers to download."""

    language = models.CharField(
        _("language"),
        max_length=2,
        choices=[("bg", _("Bulgarian")), ("en", _("English"))],
        default="bg",
        help_text=_(
            "Language of the text in the file: search shows it to readers of this language."
        ),
    )

    admin_form_fields = (*Document.admin_form_fields, "language")
    api_fields = [APIField("language")]

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions = [("choose_document", "Can choose document")]

    def clean(self) -> None:
        """Check the kind of file, unless the form has refused the file already."""
        if self.file:
            super().clean()
