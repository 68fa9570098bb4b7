"""StreamField blocks that all page types share."""

from zaedno.core.blocks.body import BodyBlock
from zaedno.core.blocks.media import DocumentBlock, DocumentsBlock, FigureBlock, LinkBlock
from zaedno.core.blocks.text import RICH_TEXT_FEATURES, HeadingBlock, ParagraphBlock, QuoteBlock

__all__ = [
    "RICH_TEXT_FEATURES",
    "BodyBlock",
    "DocumentBlock",
    "DocumentsBlock",
    "FigureBlock",
    "HeadingBlock",
    "LinkBlock",
    "ParagraphBlock",
    "QuoteBlock",
]
