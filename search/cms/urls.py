"""Addresses of search in the CMS, under ``/cms/site-search/``."""

from django.urls import path

from search.cms import explaining, reports

urlpatterns = [
    path("queries/", reports.QueriesView.as_view(), name="queries"),
    path("not-found/", reports.NotFoundView.as_view(), name="not_found"),
    path("followed/", reports.FollowedView.as_view(), name="followed"),
    path("places/", reports.PlacesView.as_view(), name="places"),
    path("never-followed/", reports.NeverFollowedView.as_view(), name="never_followed"),
    path("explain/", explaining.ExplainView.as_view(), name="explain"),
]
