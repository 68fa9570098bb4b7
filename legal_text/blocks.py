"""Blocks of legal text."""

from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks

from zaedno.core.blocks import ParagraphBlock
from zaedno.core.transliteration import latin_slug


class ArticleValue(blocks.StructValue):
    """An article and the name by which links lead to it."""

    @cached_property
    def anchor(self) -> str:
        """Name for ``#`` links: «26а» → ``chl-26a``."""
        return f"chl-{latin_slug(self.get('number', ''))}"


class ArticleBlock(blocks.StructBlock):
    """One numbered article."""

    number = blocks.CharBlock(
        label=pgettext_lazy("of an article", "Number"),
        max_length=12,
        help_text=_("Only the number: 1, 26, 26а."),
    )
    heading = blocks.CharBlock(
        label=_("Heading"), required=False, max_length=255, help_text=_("If the article has one.")
    )
    text = ParagraphBlock(
        label=_("Text"), help_text=_("Paragraphs begin with (1), (2); points with 1., 2.")
    )

    class Meta:
        icon = "list-ol"
        label = _("Article")
        group = _("Legal text")
        description = _("A numbered article; readers can link to it.")
        template = "components/blocks/article.html"
        value_class = ArticleValue
        preview_value = {
            "number": "1",
            "heading": "Предмет",
            "text": "<p>(1) Тези правила уреждат работата на платформата.</p>",
        }


class DivisionBlock(blocks.StructBlock):
    """The heading of a chapter or a part."""

    text = blocks.CharBlock(
        label=_("Heading"),
        max_length=255,
        help_text=_("For instance: Глава първа. Общи положения."),
    )

    class Meta:
        icon = "title"
        label = _("Chapter")
        group = _("Legal text")
        description = _("Begins a chapter, a section or a part.")
        template = "components/blocks/division.html"
        preview_value = {"text": "Глава първа. Общи положения"}


class LegalTextBlock(blocks.StreamBlock):
    """Chapters and articles in their order."""

    division = DivisionBlock()
    article = ArticleBlock()

    def clean(self, value: Any) -> Any:
        """Two articles of one number could not be told apart by readers and links."""
        cleaned = super().clean(value)
        numbers = [child.value["number"] for child in cleaned if child.block_type == "article"]
        twice = sorted({number for number in numbers if numbers.count(number) > 1})
        if twice:
            raise blocks.StreamBlockValidationError(
                non_block_errors=[
                    _("These article numbers stand twice: %(numbers)s.")
                    % {"numbers": ", ".join(twice)}
                ]
            )
        return cleaned
