"""Results that editors put above all others: a page in the reader's language, or a link outside.

A promotion is for certain words; it is shown for the same words in any form and order. What is not
public at this moment is not shown, whoever promoted it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import F
from wagtail.contrib.search_promotions.models import Query as PromotedQuery
from wagtail.contrib.search_promotions.models import SearchPromotion
from wagtail.models import Page

from search.analysis import terms, words
from search.models import SearchEntry
from search.visibility import visible
from zaedno.core.content_version import kept

MOST_SHOWN = 5


@dataclass(frozen=True)
class Promoted:
    """A promoted result as it is shown.

    Attributes:
        text: what the editor says of it, or else the introduction of the page.
        language: of the page; empty for a link outside.
    """

    title: str
    url: str
    text: str
    language: str = ""


def promoted_for(text: str, *, language: str) -> list[Promoted]:
    """What editors promote for a query, in their order.

    Args:
        text: what was typed.
        language: of the reader; a page is shown in it where it has a public translation.
    """
    queries = queries_like(text)
    if not queries:
        return []
    rows = SearchPromotion.objects.filter(query__in=queries)
    promotions = list(
        rows.select_related("page").order_by("query", F("sort_order").asc(nulls_last=True))
    )
    entries = _entries([found.page for found in promotions if found.page], language)
    shown = (_shown(found, entries) for found in promotions)
    # Two wordings of one query may promote the same.
    return list(dict.fromkeys(found for found in shown if found))[:MOST_SHOWN]


def queries_like(text: str) -> Collection[int]:
    """The ids of the promoted queries that have the same words, in any form and order."""
    meaning = _meaning(text)
    return kept("promoted queries", _promoted_queries).get(meaning, ()) if meaning else ()


def _promoted_queries() -> Mapping[str, Sequence[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    promoted = SearchPromotion.objects.values("query")
    for pk, text in PromotedQuery.objects.filter(pk__in=promoted).values_list("pk", "query_string"):
        found[_meaning(text)].append(pk)
    return dict(found)


def _meaning(text: str) -> str:
    typed = words(text)
    return " ".join(sorted(terms(typed) or typed))


def _entries(pages: Iterable[Page], language: str) -> dict[str, SearchEntry]:
    """What is public of some pages and their translations, by translation key.

    Where a page is public in several languages, it is the reader's, or else the promoted one.
    """
    keys = {str(page.translation_key): page.pk for page in pages}
    rows = Page.objects.filter(translation_key__in=keys)
    translations = {
        (content_type, pk): str(key)
        for content_type, pk, key in rows.values_list("content_type", "pk", "translation_key")
    }
    candidates = SearchEntry.objects.current().filter(
        content_type__in={content_type for content_type, _ in translations},
        object_id__in={pk for _, pk in translations},
        part="",
    )
    by_key: dict[str, list[SearchEntry]] = defaultdict(list)
    for entry in visible(candidates.defer("words", "body")):
        key = translations.get((entry.content_type_id, entry.object_id))
        if key:
            by_key[key].append(entry)
    return {
        key: max(
            found, key=lambda entry: (entry.language == language, entry.object_id == keys[key])
        )
        for key, found in by_key.items()
    }


def _shown(promotion: SearchPromotion, entries: Mapping[str, SearchEntry]) -> Promoted | None:
    if promotion.page is None:
        return _link(promotion)
    entry = entries.get(str(promotion.page.translation_key))
    if entry is None:
        return None
    text = promotion.description or entry.lead
    return Promoted(title=entry.title, url=entry.url, text=text, language=entry.language)


def _link(promotion: SearchPromotion) -> Promoted | None:
    """A link outside; only to what a browser opens as a page."""
    url = promotion.external_link_url
    if not url.lower().startswith(("https://", "http://")):
        return None
    title = promotion.external_link_text or url
    return Promoted(title=title, url=url, text=promotion.description)
