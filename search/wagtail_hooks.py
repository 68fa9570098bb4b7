"""What the CMS gets from this app."""

from django.urls import URLPattern
from wagtail import hooks

from search.cms import promotions
from search.cms.menu import search_menu, without_replaced

hooks.register("register_admin_menu_item", search_menu)
hooks.register("construct_settings_menu", without_replaced)
hooks.register("construct_reports_menu", without_replaced)


@hooks.register("register_admin_urls", order=-1)
def promotion_urls() -> list[URLPattern]:
    """Stand before Wagtail's views of promoted results at the same addresses."""
    return promotions.urlpatterns()
