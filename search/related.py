"""Pages on the same subject, for the foot of a page.

Asked once in each version of the content. An Elasticsearch that does not answer at once is not
waited for and left alone for a while: meanwhile the database answers or, with very much in it,
nothing is shown.
"""

import logging
from collections.abc import Sequence

from django.apps import apps
from django.core.cache import cache
from django.db.models import OuterRef, QuerySet, Subquery
from wagtail.models import Page

from search import breaker
from search.backends.base import Likeness, SearchBackend, SearchUnavailable, Thing
from search.backends.choice import elasticsearch_backend
from search.backends.database import DatabaseBackend
from zaedno.core.content_version import kept
from zaedno.core.models.mixins import RelatedPagesMixin
from zaedno.core.visibility import without_restricted

CANDIDATES = 8
LEFT_ALONE_SECONDS = 30
QUICK_IN_DATABASE = 20_000
_AWAY = "search:related:away"

logger = logging.getLogger(__name__)


def pages_like(page: Page) -> list[Page]:
    """Public pages in the language of a page that are about the same, the most similar first."""
    if not page.live or page.pk is None:
        return []
    found = kept(("pages like", page.pk), lambda: _read_pages_like(page))
    return without_restricted(found or [])


def _read_pages_like(page: Page) -> list[Page] | None:
    """What is found in two queries; nothing known as long as search has not heard of the page."""
    thing = Thing(page.content_type_id, page.alias_of_id or page.pk, page.locale.language_code)
    preferred = elasticsearch_backend()
    if preferred is None:
        found = _like(DatabaseBackend(), thing)
    elif breaker.is_closed() and cache.get(_AWAY) is None:
        found = _like(preferred, thing)
    else:
        found = _like_meanwhile(thing)
    return list(_pages_of(found, page)) if found else None


def _like(backend: SearchBackend, thing: Thing) -> Likeness | None:
    try:
        return backend.like(thing, kinds=_kinds(), limit=CANDIDATES)
    except SearchUnavailable as error:
        logger.warning("No similar pages from Elasticsearch for a while: %s", error)
        cache.set(_AWAY, 1, LEFT_ALONE_SECONDS)
        return _like_meanwhile(thing)


def _like_meanwhile(thing: Thing) -> Likeness | None:
    """What the database finds, where it is quick enough at it."""
    database = DatabaseBackend()
    return _like(database, thing) if database.size() <= QUICK_IN_DATABASE else None


def _kinds() -> list[str]:
    """Pages with words of their own, not lists and forms."""
    return [
        model._meta.label_lower
        for model in apps.get_models()
        if issubclass(model, RelatedPagesMixin)
    ]


def _pages_of(found: Likeness, page: Page) -> "QuerySet[Page]":
    """The pages of the most similar entries, without those above the page and its mirrors."""
    entries = found.entries.annotate(degree=found.degree)
    best = entries.order_by("-degree", "pk").values("object_id")[:CANDIDATES]
    degree = entries.filter(object_id=OuterRef("pk")).values("degree")[:1]
    return (
        Page.objects.live()
        .filter(pk__in=best, locale=page.locale_id, alias_of=None)
        .exclude(pk=page.alias_of_id or page.pk)
        .exclude(path__in=_paths_above(page))
        .annotate(likeness=Subquery(degree))
        .select_related("locale", "content_type")
        .order_by("-likeness", "pk")
    )


def _paths_above(page: Page) -> Sequence[str]:
    return [page.path[:end] for end in range(page.steplen, len(page.path), page.steplen)]
