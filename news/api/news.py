"""News for programs, with their images."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Literal

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja import Query, Router, Schema
from pydantic import Field

from news.models import NewsPage
from news.querysets import NewsPageQuerySet
from zaedno.api.listing import Collection, Links, Listing, listing, page_items
from zaedno.api.queries import AboutSubject, Year
from zaedno.api.schemas import SubjectItem, subject
from zaedno.core.serializers import image_facts
from zaedno.core.visibility import public_pages

router = Router(tags=["news"])


class Rendition(Schema):
    """A copy of an image in a size and format."""

    url: str
    width: int
    height: int
    format: str


class Image(Schema):
    """An image with its alternative text and its copies."""

    id: int
    alt: str
    url: str
    width: int
    height: int
    renditions: list[Rendition]


class NewsItem(SubjectItem):
    """A news item in a list."""

    date: date
    image: Image | None


class NewsQuery(AboutSubject):
    """What a list of news can be asked."""

    year: int | None = Year
    order: Literal["date", "-date", "title", "-title"] = Field(
        "-date", description="The newest first, if nothing is said."
    )

    def conditions(self) -> dict[str, Any]:
        """The year of the date shown to readers."""
        return {**super().conditions(), "date__year": self.year}


def find(query: NewsQuery, closed: Sequence[str]) -> NewsPageQuerySet:
    """The public news that were asked for, with their images."""
    found = public_pages(NewsPage.objects.all(), closed=closed)
    found = found.select_related("area", "unit", "image", "locale")
    return query.narrow(found.prefetch_related("image__renditions").defer_streamfields())


def describe(pages: Sequence[NewsPage], links: Links) -> Iterable[Mapping[str, Any]]:
    """News as items."""
    return page_items(pages, links, _own)


def _own(page: NewsPage) -> dict[str, Any]:
    image = image_facts(page.image) if page.image else None
    return {**subject(page), "date": page.date, "image": image}


NEWS = Collection(
    name="news",
    title=_("News"),
    description=_("What happened and what will."),
    query=NewsQuery,
    item=NewsItem,
    find=find,
    describe=describe,
)


@router.get(
    "/",
    response=Listing[NewsItem],
    url_name="list_news",
    operation_id="news_list",
    summary="List news",
)
def list_news(request: HttpRequest, query: Query[NewsQuery]) -> dict[str, Any]:
    """Public news."""
    return listing(query, NEWS)
