"""What news gives to the home page."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from news.models import NewsIndexPage, NewsPage
from zaedno.core.home_sections import HomeSection, register_home_section

SHOWN = 3


def latest_news(locale: Locale, at: datetime) -> Sequence[NewsPage]:
    """The newest items in a language."""
    return list(NewsPage.objects.filter(locale=locale).for_lists()[:SHOWN])


register_home_section(
    HomeSection(20, _("News"), "news/home_section.html", latest_news, NewsIndexPage)
)
