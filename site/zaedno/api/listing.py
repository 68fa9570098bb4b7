"""Lists of public things: found, narrowed, cut to a page and described in few queries."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from ninja import Schema
from wagtail.models import Page

from zaedno.api.queries import DEFAULT_LOCALE, ListQuery, LocaleCode
from zaedno.core.serializers import absolute, absolute_url
from zaedno.core.visibility import public_pages, restricted_paths

ItemT = TypeVar("ItemT")
QueryT = TypeVar("QueryT", bound=ListQuery)


class Listing(Schema, Generic[ItemT]):
    """A part of a list, and how long the whole is."""

    count: int
    items: list[ItemT]


class Links:
    """Addresses for the answer to one request, and the paths that are closed to the public.

    Attributes:
        locale: the language of names, where a thing is no page with a language of its own.
    """

    def __init__(self, locale: LocaleCode | None = None) -> None:
        self.closed = tuple(restricted_paths())
        self.locale = locale or DEFAULT_LOCALE

    def url(self, page: Page) -> str | None:
        """Where a reader sees the page."""
        return absolute_url(page)

    def api_url(self, page_id: int) -> str:
        """Where a program reads the page."""
        return absolute(reverse("wagtailapi_v3:detail_page", kwargs={"page_id": page_id}))

    def page_link(self, page: Page) -> dict[str, Any]:
        """A page in a few words."""
        return {
            "id": page.pk,
            "title": page.title,
            "url": self.url(page),
            "api_url": self.api_url(page.pk),
        }


@dataclass(frozen=True)
class Collection(Generic[QueryT]):
    """A list that the API gives by pages as JSON, and whole as open data.

    Attributes:
        name: its name in addresses.
        title: its name for readers.
        description: what one item is.
        query: what may be asked.
        item: the shape of an item.
        find: the public things that were asked for, in order; takes the paths closed to the public.
        describe: some of them as items.
    """

    name: str
    title: Promise
    description: Promise
    query: type[QueryT]
    item: type[Schema]
    find: Callable[[QueryT, Sequence[str]], QuerySet[Any]]
    describe: Callable[[Sequence[Any], Links], Iterable[Mapping[str, Any]]]


def listing(query: QueryT, collection: Collection[QueryT]) -> dict[str, Any]:
    """The part of a collection that was asked for."""
    links = Links(query.locale)
    found = collection.find(query, links.closed)
    rows = list(found[query.offset : query.offset + query.limit])
    return {"count": found.count(), "items": list(collection.describe(rows, links))}


def page_items(
    pages: Sequence[Any], links: Links, own: Callable[[Any], Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """Pages as items: what all pages have, and what this type has of its own.

    The pages come with their locale; their translations are read in one query.
    """
    translations = _translations(pages, links)
    items = []
    for page in pages:
        # Names of states are said in the language of the page, not in that of whoever asks.
        with translation.override(page.locale.language_code):
            items.append({**_facts(page, links), "translations": translations(page), **own(page)})
    return items


def _facts(page: Any, links: Links) -> dict[str, Any]:
    return {
        **links.page_link(page),
        "lead": page.lead,
        "locale": page.locale.language_code,
        "first_published_at": page.first_published_at,
        "last_published_at": page.last_published_at,
    }


def _translations(pages: Sequence[Any], links: Links) -> Callable[[Any], list[dict[str, Any]]]:
    keys = {page.translation_key for page in pages}
    found = public_pages(Page.objects.filter(translation_key__in=keys), closed=links.closed)
    by_key = defaultdict(list)
    for page in found.select_related("locale").defer_streamfields().order_by("locale_id"):
        by_key[page.translation_key].append(page)

    def others(page: Any) -> list[dict[str, Any]]:
        return [_translation(p, links) for p in by_key[page.translation_key] if p.pk != page.pk]

    return others


def _translation(page: Page, links: Links) -> dict[str, Any]:
    return {
        "locale": page.locale.language_code,
        "id": page.pk,
        "url": links.url(page),
        "api_url": links.api_url(page.pk),
    }
