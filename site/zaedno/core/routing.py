"""From an address to a page in one or two queries, whatever the depth of the tree."""

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from wagtail.models import Page, Site

from zaedno.core.content_version import kept
from zaedno.core.renditions import bring_copies
from zaedno.core.sites import site_of
from zaedno.core.views.pages import serve_page

# What a page shows of its own besides its fields: read with it.
SHOWN_WITH_IT = {"locale", "area", "unit", "image"}


class RoutesByPath:
    """Finds the published page of an address by its whole path.

    Wagtail looks for the language, for the home page in it, and then once or twice for every level
    of the tree; a page knows its whole path. What is not found so goes Wagtail's way.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next step of the chain."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> None:
        """Leave the page with the request, where Wagtail looks for it."""
        if view is not serve_page:
            return
        page = find_page(request, (*args, *kwargs.values())[0])
        if page is None:
            return
        try:
            # Where Wagtail itself keeps the route of a request.
            request._wagtail_route_for_request = page.route(request, [])  # type: ignore[attr-defined]
        except Http404:
            return


def find_page(request: HttpRequest, path: str) -> Page | None:
    """The published page at a path of the site, in the language of the address."""
    site = site_of(request)
    steps = "".join(f"{step}/" for step in path.split("/") if step)
    language = translation.get_language()
    paths = [
        f"{root.root_path}{steps}"
        for root in Site.get_site_root_paths()
        if site is not None and root.site_id == site.pk and root.language_code == language
    ]
    found = kept(("page at", *paths), lambda: _find(paths)) if paths else None
    page = _read(*found) if found else None
    if page is not None:
        bring_copies(page)
    return page


def _find(paths: Sequence[str]) -> tuple[type[Page], int] | None:
    """The type and the number of the published page at one of some paths."""
    page = Page.objects.live().filter(url_path__in=paths).only("content_type_id").first()
    # By its manager, which remembers it for whoever asks for the type of the page later.
    kind = ContentType.objects.get_for_id(page.content_type_id) if page else None
    model = kind and kind.model_class()
    return (model, page.pk) if page and model else None


def _read(model: type[Page], pk: int) -> Page | None:
    shown = [each.name for each in model._meta.fields if each.name in SHOWN_WITH_IT]
    return model._default_manager.live().filter(pk=pk).select_related(*shown).first()
