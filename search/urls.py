"""Addresses of search, under the language of the reader."""

from django.urls import path

from search import feeds, saving_views, views

app_name = "search"
urlpatterns = [
    path("", views.search, name="search"),
    path("suggest/", views.suggest, name="suggest"),
    path("followed/", views.followed, name="followed"),
    path("save/", saving_views.save, name="save"),
    path("feed/", feeds.feed, name="feed"),
]
