"""How things that pages point to are told to programs: snippets, images, documents, pages.

Each field says precisely what it returns, because the API's description is made of it.
"""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from rest_framework.fields import Field
from typing_extensions import TypedDict
from wagtail.models import Page

from zaedno.core.visibility import is_public, public_documents

if TYPE_CHECKING:
    from zaedno.core.models import CustomDocument, CustomImage
    from zaedno.core.models.snippets import Named


class NamedFacts(TypedDict):
    """A snippet: its id, and its name in the language of the page."""

    id: int
    name: str


class RenditionFacts(TypedDict):
    """A copy of an image in a size and format that pages use."""

    url: str
    width: int
    height: int
    format: str


class ImageFacts(TypedDict):
    """An image: what it shows, where it is, and in which sizes."""

    id: int
    alt: str
    url: str
    width: int
    height: int
    renditions: list[RenditionFacts]


class DocumentFacts(TypedDict):
    """A file to download."""

    id: int
    title: str
    url: str
    size: int | None
    language: str


class PageFacts(TypedDict):
    """A page that another points to."""

    id: int
    title: str
    url: str | None


def absolute(url: str) -> str:
    """An address on this site with its host, for programs that run elsewhere."""
    return url if "://" in url else f"{settings.SITE_URL}{url}"


def image_facts(image: "CustomImage") -> ImageFacts:
    """An image with the copies that there are; none is made because somebody asks."""
    return {
        "id": image.pk,
        "alt": image.default_alt_text,
        "url": absolute(image.file.url),
        "width": image.width,
        "height": image.height,
        "renditions": [
            {
                "url": absolute(copy.url),
                "width": copy.width,
                "height": copy.height,
                "format": copy.file.name.rpartition(".")[2],
            }
            for copy in sorted(image.renditions.all(), key=lambda copy: (copy.width, copy.pk))
        ],
    }


def document_facts(document: "CustomDocument") -> DocumentFacts | None:
    """A document's facts; None of one that is kept from the public."""
    if not public_documents(type(document).objects.filter(pk=document.pk)).exists():
        return None
    return {
        "id": document.pk,
        "title": document.title,
        "url": absolute(document.url),
        "size": document.file_size,
        "language": document.language,
    }


def absolute_url(page: Page) -> str | None:
    """Where a reader sees a page; None where it is under no site."""
    url = page.get_url()
    return absolute(url) if url else None


def page_facts(page: Page) -> PageFacts | None:
    """A page in a few words; None of one that is not public."""
    return _facts(page) if is_public(page) else None


def _facts(page: Page) -> PageFacts:
    return {"id": page.pk, "title": page.title, "url": absolute_url(page)}


class NamedField(Field):
    """A snippet by id and name."""

    def to_representation(self, value: "Named") -> NamedFacts:
        """Id and name."""
        return {"id": value.pk, "name": value.name}


class ImageField(Field):
    """An image with its copies."""

    def to_representation(self, value: "CustomImage") -> ImageFacts:
        """The image's facts."""
        return image_facts(value)


class FlagField(Field):
    """Yes or no, where a page knows it only by asking itself."""

    def to_representation(self, value: bool) -> bool:
        """Yes or no."""
        return value


class DayField(Field):
    """A day, where a page knows it only by asking itself."""

    def to_representation(self, value: date) -> date:
        """The day itself."""
        return value


class PagesField(Field):
    """Public pages that a page names."""

    def to_representation(self, value: Iterable[Page]) -> list[PageFacts]:
        """The pages in a few words; whoever gives them has left out what is not public."""
        return [_facts(page) for page in value]
