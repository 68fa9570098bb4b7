"""Addresses of the feeds: the language is part of each."""

from django.urls import path, register_converter

from forms.feeds import ConsultationsFeed
from news.feeds import NewsFeed
from zaedno.core.converters import Language

register_converter(Language, "language")

urlpatterns = [
    path("<language:language>/news.rss", NewsFeed(), name="feed-news"),
    path("<language:language>/consultations.rss", ConsultationsFeed(), name="feed-consultations"),
]
