"""A search as a feed: what fits it, the newest first."""

import re
from collections.abc import Sequence
from datetime import datetime

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from search.models import SearchEntry
from search.questions import Question, question_in
from search.registry import labels
from search.services import newest
from zaedno.core.days import start_of_day
from zaedno.core.rate_limits import too_many, within_limit
from zaedno.core.serializers import absolute

ENTRIES = 20
LONGEST_SUMMARY = 300
FRESH_SECONDS = 900
# What no XML may hold, however it is escaped.
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """The feed of a search; without words it has no entries."""
    if not within_limit(request, "search-feeds"):
        text = _("Too many requests from your network. Please try again later.")
        return too_many(HttpResponse(text, content_type="text/plain; charset=utf-8"))
    return _feed(request)


@conditional_page
@cache_control(public=True, max_age=FRESH_SECONDS)
def _feed(request: HttpRequest) -> HttpResponse:
    response = SearchFeed()(request)
    # Dates of entries are days: a second entry of the day would look as if nothing had changed.
    del response["Last-Modified"]
    return response


class SearchFeed(Feed):
    """What fits a search."""

    def get_object(self, request: HttpRequest) -> Question:
        """The question of the address."""
        return question_in(request.GET, language=get_language() or "bg")

    def title(self, question: Question) -> str:
        """The name of the feed in readers."""
        if not question.text:
            return _("Search")
        return _clean(_("Search: %(query)s") % {"query": question.title()})

    def description(self, question: Question) -> str:
        """What the feed holds."""
        return _("What fits this search, the newest first.")

    def link(self, question: Question) -> str:
        """The page of results."""
        return absolute(question.address(newest_first=True))

    def feed_url(self, question: Question) -> str:
        """Its own address, by which readers ask again."""
        return absolute(question.address("search:feed"))

    def items(self, question: Question) -> Sequence[SearchEntry]:
        """Public things in any language that the search finds."""
        if not question.text:
            return []
        return newest(question.text, question.scope, limit=ENTRIES, exactly=question.exactly)

    def item_title(self, item: SearchEntry) -> str:
        """Title of the thing; a part names what it is a part of."""
        return _clean(item.full_title)

    def item_description(self, item: SearchEntry) -> str:
        """Its introduction, or the beginning of its text."""
        return _clean(Truncator(item.lead or item.body).chars(LONGEST_SUMMARY))

    def item_link(self, item: SearchEntry) -> str:
        """Its full address."""
        return absolute(item.url)

    def item_pubdate(self, item: SearchEntry) -> datetime | None:
        """The date that readers see."""
        return start_of_day(item.date) if item.date else None

    def item_categories(self, item: SearchEntry) -> Sequence[str]:
        """Its kind."""
        return [labels().get(item.kind, "")]


def _clean(text: str) -> str:
    return _NOT_IN_XML.sub(" ", text)
