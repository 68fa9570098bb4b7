"""The stream that is the body of most pages."""

from wagtail import blocks

from zaedno.core.blocks.media import DocumentsBlock, FigureBlock, LinkBlock
from zaedno.core.blocks.text import HeadingBlock, ParagraphBlock, QuoteBlock


class BodyBlock(blocks.StreamBlock):
    """Headings, text, quotations, images, documents and calls to action in any order."""

    heading = HeadingBlock()
    paragraph = ParagraphBlock()
    quote = QuoteBlock()
    figure = FigureBlock()
    documents = DocumentsBlock()
    link = LinkBlock()
