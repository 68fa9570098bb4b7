"""From an address to a page in one query, whatever the depth of the tree."""

from django.http import HttpRequest
from wagtail.models import Page
from wagtail.url_routing import RouteResult


class RoutesByPath(Page):
    """A root page that finds its descendants by their whole path.

    Wagtail asks the database once or twice for every level of the tree; a page knows its whole
    path, so one query does. What is not found so (a page with own routes) goes Wagtail's way.
    """

    class Meta:
        abstract = True

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Find the published page at the path, or leave it to Wagtail."""
        if path_components:
            url_path = f"{self.url_path}{'/'.join(path_components)}/"
            page = Page.objects.live().filter(url_path=url_path).specific().first()
            if page is not None:
                return page.route(request, [])
        return super().route(request, path_components)
