"""Addresses of search, under the language of the reader."""

from django.urls import path

from search import views

app_name = "search"
urlpatterns = [
    path("", views.search, name="search"),
    path("suggest/", views.suggest, name="suggest"),
    path("followed/", views.followed, name="followed"),
]
