"""What may be seen by whom: the one place that decides it.

Pages, listings, search, feeds, sitemap, API and downloads all ask here.
"""

from typing import TypeVar

from django.http import HttpRequest
from wagtail.models import Page, PageViewRestriction
from wagtail.query import PageQuerySet

Q = TypeVar("Q", bound=PageQuerySet)


def public_pages(pages: Q) -> Q:
    """Of some pages, those that anyone may read: published, and under no view restriction."""
    return pages.live().public()


def is_public(page: Page) -> bool:
    """Whether anyone may read the page."""
    return page.live and not page.get_view_restrictions().exists()


def visitor_can_view(request: HttpRequest, page: Page) -> bool:
    """Whether this visitor may read the published page (login, group or password given)."""
    if not page.live:
        return False
    restrictions: list[PageViewRestriction] = list(page.get_view_restrictions())
    return all(restriction.accept_request(request) for restriction in restrictions)
