"""Index pages: lists of their children, one page at a time, filtered by area."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.core.paginator import Page as ListPage
from django.core.paginator import Paginator
from django.db import models
from django.http import Http404, HttpRequest
from wagtail.query import PageQuerySet

from zaedno.core.models import PolicyArea
from zaedno.core.search_kinds import SECTION, SearchKind
from zaedno.core.validation import Malformed, check_whole_number

PER_PAGE = 12


class ListsChildren(models.Model):
    """An index page; a subclass says which ``children`` it lists and by what they are filtered."""

    search_kind: ClassVar[SearchKind | None] = SECTION

    class Meta:
        abstract = True

    def children(self) -> PageQuerySet:
        """The public pages of the list, in their order, with all that a list shows."""
        raise NotImplementedError

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the page of the list that was asked for, and the areas to choose from."""
        # The page that this is mixed into has it.
        context = super().get_context(request, *args, **kwargs)  # type: ignore[misc]
        area = _number(request, "area")
        found = self.children()
        areas = self._areas(found)
        if area is not None:
            found = found.filter(area_id=area)
        listed = page_of(found, number=_number(request, "page") or 1)
        return {**context, "listed": listed, "areas": areas, "chosen_area": area}

    def _areas(self, found: PageQuerySet) -> list[PolicyArea]:
        if not any(field.name == "area" for field in found.model._meta.fields):
            return []
        return list(PolicyArea.objects.filter(pk__in=found.order_by().values("area")))


def page_numbers(page: ListPage) -> Iterable[int | str]:
    """The first, the last and the nearest pages of a list, with signs where some are left out."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)


def page_of(found: PageQuerySet, *, number: int) -> ListPage[Any]:
    """One page of a list.

    Raises:
        Http404: the list has fewer pages.
    """
    paginator = Paginator(found, PER_PAGE)
    if number > max(paginator.num_pages, 1):
        raise Http404
    return paginator.page(max(number, 1))


def _number(request: HttpRequest, name: str) -> int | None:
    value = request.GET.get(name, "")
    if not value:
        return None
    try:
        return check_whole_number(value)
    except Malformed as error:
        raise Http404 from error
