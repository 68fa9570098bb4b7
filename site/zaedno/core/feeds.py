"""What the feeds of all apps have in common."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.utils import translation
from wagtail.models import Locale, Page

from zaedno.core.days import start_of_day


class LanguageFeed(Feed):
    """A feed in the language that its address names; entries are public pages."""

    entries = 20

    def get_object(self, request: HttpRequest, language: str) -> Locale:
        """The locale of the feed.

        Raises:
            Http404: the site has no such language.
        """
        translation.activate(language)
        return Locale.objects.get(language_code=language)

    def link(self, locale: Locale) -> str:
        """The home page of the language."""
        return f"/{locale.language_code}/"

    def item_title(self, item: Page) -> str:
        """Title of the page."""
        return item.title

    def item_description(self, item: Any) -> str:
        """Introduction of the page."""
        return item.lead

    def item_link(self, item: Page) -> str:
        """Full address of the page."""
        return item.full_url or settings.SITE_URL

    def item_pubdate(self, item: Any) -> datetime:
        """The date that readers see."""
        return start_of_day(item.date) if hasattr(item, "date") else item.first_published_at
