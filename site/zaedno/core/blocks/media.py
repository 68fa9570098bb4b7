"""Blocks of images, documents and links."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock


class FigureBlock(blocks.StructBlock):
    """An image with its alternative text and caption."""

    image = ImageBlock(
        label=_("Image"),
        help_text=_("Say in the alternative text what a person who cannot see it must know."),
    )
    caption = blocks.CharBlock(
        label=_("Caption"), required=False, help_text=_("What is seen, and who made the image.")
    )

    class Meta:
        icon = "image"
        label = _("Image")
        group = _("Media")
        description = _("One image across the text, with a caption.")
        template = "components/blocks/figure.html"


class DocumentBlock(DocumentChooserBlock):
    """A document in a list, readable by programs with its title, address and size."""

    def get_api_representation(self, value: Any, context: Any = None) -> dict[str, Any] | None:
        """The document's public facts instead of a bare number."""
        if value is None:
            return None
        return {"id": value.pk, "title": value.title, "url": value.url, "size": value.file_size}


class DocumentsBlock(blocks.ListBlock):
    """Documents to download."""

    def __init__(self, **kwargs: Any) -> None:
        """A list of documents."""
        super().__init__(DocumentBlock(label=_("Document")), **kwargs)

    class Meta:
        icon = "doc-full"
        label = _("Documents")
        group = _("Media")
        description = _("Files to download, with their type and size.")
        help_text = _("Choose accessible files; the title is what readers see.")
        template = "components/blocks/documents.html"


class LinkBlock(blocks.StructBlock):
    """A link that stands out as the next step."""

    text = blocks.CharBlock(
        label=_("Text"), max_length=80, help_text=_("What happens next: “Give your opinion”.")
    )
    page = blocks.PageChooserBlock(
        label=_("Page"), required=False, help_text=_("A page of this site, or leave empty.")
    )
    url = blocks.URLBlock(
        label=_("Address elsewhere"), required=False, help_text=_("Only when no page is chosen.")
    )

    class Meta:
        icon = "link"
        label = _("Call to action")
        group = _("Media")
        description = _("A button to the page where the reader can act.")
        template = "components/blocks/link.html"
        preview_value = {"text": "Кажете мнението си", "url": "https://example.org/"}
