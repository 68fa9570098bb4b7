"""The feed of news."""

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from news.models import NewsPage
from zaedno.core.feeds import LanguageFeed


class NewsFeed(LanguageFeed):
    """The newest news."""

    def title(self, locale: Locale) -> Promise:
        """Name of the feed in readers."""
        return _("News of the municipality")

    def description(self, locale: Locale) -> Promise:
        """What the feed holds."""
        return _("What is new in the municipality, the newest first.")

    def items(self, locale: Locale) -> Sequence[NewsPage]:
        """The newest public news in the language."""
        return NewsPage.objects.filter(locale=locale).for_lists()[: self.entries]
