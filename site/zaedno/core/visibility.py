"""What may be seen by whom: the one place that decides it.

Pages, listings, search, feeds, sitemap, API and downloads all ask here.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, TypeVar

from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail.models import CollectionViewRestriction, Page, PageViewRestriction
from wagtail.query import PageQuerySet

from zaedno.core.once import once

if TYPE_CHECKING:
    from zaedno.core.models import CustomDocument

Q = TypeVar("Q", bound=PageQuerySet)


def public_pages(pages: Q, *, closed: Sequence[str] | None = None) -> Q:
    """Of some pages, those that anyone may read: published, and under no view restriction.

    Args:
        pages: where to look.
        closed: what `restricted_paths` said, where one answer serves several questions.
    """
    found = pages.live()
    for path in restricted_paths() if closed is None else closed:
        found = found.exclude(path__startswith=path)
    return found


def restricted_paths() -> list[str]:
    """Where in the tree view restrictions begin; what lies below is not for everyone."""
    return once("restricted paths", _read_restricted_paths)


def _read_restricted_paths() -> list[str]:
    """Restricted pages, and their aliases, which bear the restrictions of their source."""
    found = dict(PageViewRestriction.objects.values_list("page_id", "page__path"))
    fresh = dict(found)
    while fresh:
        aliases = Page.objects.filter(alias_of__in=list(fresh)).exclude(pk__in=list(found))
        fresh = dict(aliases.values_list("pk", "path"))
        found |= fresh
    return list(found.values())


def is_public(page: Page) -> bool:
    """Whether anyone may read the page."""
    return page.live and not is_restricted(page)


def is_restricted(page: Page) -> bool:
    """Whether the page, or one above it, is not for everyone."""
    return page.path.startswith(tuple(restricted_paths()))


def visitor_can_view(request: HttpRequest, page: Page) -> bool:
    """Whether this visitor may read the published page (login, group or password given)."""
    if not page.live:
        return False
    restrictions: list[PageViewRestriction] = list(page.get_view_restrictions())
    return all(restriction.accept_request(request) for restriction in restrictions)


def without_restricted(pages: Iterable[Page]) -> list[Page]:
    """Of published pages, those that lie under no view restriction; one query for any number."""
    return [page for page in pages if not is_restricted(page)]


def public_documents(documents: "QuerySet[CustomDocument]") -> "QuerySet[CustomDocument]":
    """Of some documents, those in collections that no view restriction closes."""
    closed = CollectionViewRestriction.objects.values_list("collection__path", flat=True)
    for path in closed:
        documents = documents.exclude(collection__path__startswith=path)
    return documents
