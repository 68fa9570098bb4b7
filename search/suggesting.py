"""What is suggested while typing: what others search for, then titles with the typed words."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from search import services
from search.analysis import words
from search.registry import labels
from search.usage.popular import popular_beginning

MOST_SEARCHES = 3


class SuggestionGroup(TextChoices):
    """Of what sort a suggestion is; suggestions of one sort stand together."""

    SEARCHES = "searches", _("Popular searches")
    RESULTS = "results", _("Pages and documents")


@dataclass(frozen=True)
class Suggestion:
    """One suggestion: a search that others made, or something to open at once."""

    title: str
    url: str
    kind: str
    group: SuggestionGroup


def suggestions(text: str, *, language: str) -> list[Suggestion]:
    """At most eight suggestions for what was typed so far; labels are in the active language."""
    popular = popular_beginning(words(text), language=language, limit=MOST_SEARCHES)
    left = services.MOST_SUGGESTIONS - len(popular)
    names = labels()
    return [
        *map(_search, popular),
        *(
            Suggestion(
                entry.full_title, entry.url, names.get(entry.kind, ""), SuggestionGroup.RESULTS
            )
            for entry in services.suggest(text, language=language, limit=left)
        ),
    ]


def _search(text: str) -> Suggestion:
    url = f"{reverse('search:search')}?{urlencode({'q': text})}"
    return Suggestion(text, url, str(_("search")), SuggestionGroup.SEARCHES)
