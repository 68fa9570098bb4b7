"""Blocks of images, documents and links."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock, ImageChooserBlock

from zaedno.core.serializers import (
    DocumentFacts,
    PageFacts,
    document_facts,
    image_facts,
    page_facts,
)


class PictureBlock(ImageBlock):
    """An image with its alternative text, readable by programs with its copies."""

    def __init__(self, required: bool = True, **kwargs: Any) -> None:
        """Say at each part what belongs there; Wagtail's parts say nothing."""
        super().__init__(required=required, **kwargs)
        explained = {
            "image": ImageChooserBlock(
                required=required,
                label=_("Image"),
                help_text=_("Choose one, or upload a new one with its description."),
            ),
            "decorative": blocks.BooleanBlock(
                required=False,
                label=_("Only decoration"),
                help_text=_("Tick it if a reader who cannot see the image misses nothing."),
            ),
            "alt_text": blocks.CharBlock(
                required=False,
                label=_("Alternative text"),
                help_text=_("What the image shows, in one sentence. It is read aloud."),
            ),
        }
        for name, child in explained.items():
            child.set_name(name)
            self.child_blocks[name] = child

    def get_api_representation(self, value: Any, context: Any = None) -> dict[str, Any] | None:
        """The image's public facts instead of a bare number."""
        if value is None:
            return None
        alt = "" if value.decorative else value.contextual_alt_text
        return {**image_facts(value), "alt": alt}


class PageBlock(blocks.PageChooserBlock):
    """A link to a page of the site."""

    def get_api_representation(self, value: Any, context: Any = None) -> PageFacts | None:
        """The page in a few words; nothing of a page that is not public."""
        return page_facts(value) if value else None


class FigureBlock(blocks.StructBlock):
    """An image with its alternative text and caption."""

    image = PictureBlock(
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

    def get_api_representation(self, value: Any, context: Any = None) -> DocumentFacts | None:
        """The document's public facts; nothing of one that is kept from the public."""
        return document_facts(value) if value else None


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
    page = PageBlock(
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
