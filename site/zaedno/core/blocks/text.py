"""Blocks of running text."""

from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.api.rich_text import APIRichText
from wagtail.rich_text import RichText

from zaedno.core.plain_text import strip_markup
from zaedno.core.transliteration import latin_slug

RICH_TEXT_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link", "h3", "h4"]


class HeadingValue(blocks.StructValue):
    """A heading, and the name by which links lead to it."""

    @cached_property
    def anchor(self) -> str:
        """Name for ``#`` links, stable while the heading's text is."""
        return latin_slug(self.get("text", ""))


class HeadingBlock(blocks.StructBlock):
    """A heading within a page."""

    text = blocks.CharBlock(
        label=_("Heading"), max_length=160, help_text=_("Short and telling; without a full stop.")
    )

    class Meta:
        icon = "title"
        label = _("Heading")
        group = _("Text")
        description = _("Divides a long page; readers can link to it.")
        template = "components/blocks/heading.html"
        value_class = HeadingValue
        preview_value = {"text": "За кого е платформата"}


class ParagraphBlock(blocks.RichTextBlock):
    """Formatted text."""

    def __init__(self, **kwargs: Any) -> None:
        """Offer the few formats that a plain text needs."""
        kwargs.setdefault("features", RICH_TEXT_FEATURES)
        kwargs.setdefault("help_text", _("Short sentences. Use lists for steps and conditions."))
        super().__init__(**kwargs)

    def get_searchable_content(self, value: RichText) -> list[str]:
        """The words, a line for each paragraph and item."""
        return [strip_markup(value.source)]

    def get_api_representation(
        self, value: RichText, context: dict[str, Any] | None = None
    ) -> dict[str, str]:
        """The text in the format that was asked for, and as plain words beside it."""
        request = (context or {}).get("request")
        asked_for = request.GET.get("rich_text_format") if request else None
        chosen = APIRichText.resolve_format(asked_for)
        return {
            "format": chosen,
            "content": APIRichText.serialize(value.source, format=chosen),
            "text": strip_markup(value.source),
        }

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        group = _("Text")
        description = _("Paragraphs, lists and links.")
        template = "components/blocks/paragraph.html"
        preview_value = "<p>Всеки може да прочете, да попита и да предложи.</p>"


class QuoteBlock(blocks.StructBlock):
    """Somebody's words."""

    text = blocks.TextBlock(
        label=_("Quotation"), help_text=_("The words exactly as they were said.")
    )
    source = blocks.CharBlock(
        label=_("Who said it"), required=False, help_text=_("Name and office, or the document.")
    )

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        group = _("Text")
        description = _("A sentence that stands out, with its source.")
        template = "components/blocks/quote.html"
        preview_value = {
            "text": "Решенията са по-добри, когато се вземат заедно.",
            "source": "Кмет",
        }
