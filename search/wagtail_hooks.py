"""What the CMS gets from this app."""

from django.urls import URLPattern, URLResolver, include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from search.cms import promotions, synonyms, urls
from search.cms.menu import search_menu, without_replaced
from search.cms.suggestions import PopularQueryPolicy, PopularQueryViewSet
from search.models import PopularQuery
from search.permissions import user_can_add_synonyms, user_can_promote_results
from search.remedies import Remedy, register_remedy

register_permission_policy(PopularQuery, PopularQueryPolicy(PopularQuery))
register_snippet(synonyms.SynonymGroupViewSet)
hooks.register("register_admin_menu_item", search_menu)
hooks.register("construct_settings_menu", without_replaced)
hooks.register("construct_reports_menu", without_replaced)
register_remedy(
    Remedy(
        name="promote",
        label=_("Recommend a result"),
        url=promotions.promote_url,
        allowed=user_can_promote_results,
    )
)
register_remedy(
    Remedy(
        name="synonym",
        label=_("Add a synonym"),
        url=synonyms.add_url,
        allowed=user_can_add_synonyms,
    )
)


@hooks.register("register_admin_urls", order=-1)
def promotion_urls() -> list[URLPattern]:
    """Stand before Wagtail's views of promoted results at the same addresses."""
    return promotions.urlpatterns()


@hooks.register("register_admin_urls")
def report_urls() -> list[URLResolver]:
    """Reports, and why a result stands where it stands."""
    return [path("site-search/", include((urls.urlpatterns, "search_cms")))]


@hooks.register("register_admin_viewset")
def popular_queries() -> PopularQueryViewSet:
    """What is suggested while typing."""
    return PopularQueryViewSet()
