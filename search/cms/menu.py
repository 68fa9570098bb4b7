"""The entry of the menu under which the staff find everything about search."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from search.permissions import (
    user_can_choose_suggestions,
    user_can_promote_results,
    user_can_read_search_reports,
)
from zaedno.core.menu import StaffMenuItem

# The rest registers itself here.
HOOK = "register_site_search_menu_item"
# Wagtail's own entries; ours lead to the same or say more.
REPLACED = {"promoted-search-results", "search-terms"}
_ENTRIES = (
    (
        _("Recommended results"),
        "wagtailsearchpromotions:index",
        "pick",
        user_can_promote_results,
    ),
    (
        _("Suggested searches"),
        "popular_queries:index",
        "list-ul",
        user_can_choose_suggestions,
    ),
    (_("Why a result stands so"), "search_cms:explain", "help", user_can_read_search_reports),
    (_("What is searched for"), "search_cms:queries", "search", user_can_read_search_reports),
    (
        _("Searches without results"),
        "search_cms:not_found",
        "warning",
        user_can_read_search_reports,
    ),
    (_("Followed by search"), "search_cms:followed", "success", user_can_read_search_reports),
    (_("Followed by place"), "search_cms:places", "order-down", user_can_read_search_reports),
    (
        _("What nobody follows"),
        "search_cms:never_followed",
        "view",
        user_can_read_search_reports,
    ),
)


def search_menu() -> SubmenuMenuItem:
    """The entry with all that the user may open."""
    return SubmenuMenuItem(
        _("Search of the site"),
        Menu(items=list(_items()), register_hook_name=HOOK),
        name="site-search",
        icon_name="search",
        order=160,
    )


def without_replaced(request: HttpRequest, items: list[MenuItem]) -> None:
    """Leave out Wagtail's entries that have their place here."""
    items[:] = [item for item in items if item.name not in REPLACED]


def _items() -> Iterator[MenuItem]:
    for order, (label, address, icon, allowed) in enumerate(_ENTRIES):
        yield StaffMenuItem(
            label,
            reverse(address),
            name=address.replace(":", "-"),
            icon_name=icon,
            order=order,
            allowed=allowed,
        )
