"""The last check before something found is shown: is it public at this moment?

An entry may outlive its thing for the moment that the queue needs; a reader never sees it.
"""

from collections import defaultdict

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from wagtail.models import Page

from search.models import SearchEntry
from search.registry import source_of
from search.sources import public_originals


def visible(entries: "QuerySet[SearchEntry]") -> list[SearchEntry]:
    """Of some entries, those of things that anyone may see: one question for all pages together."""
    found = list(entries.select_related("content_type"))
    by_type: dict[ContentType, set[int]] = defaultdict(set)
    for entry in found:
        by_type[entry.content_type].add(entry.object_id)
    shown = _public_pairs(by_type)
    return [entry for entry in found if (entry.content_type_id, entry.object_id) in shown]


def _public_pairs(by_type: dict[ContentType, set[int]]) -> set[tuple[int, int]]:
    pairs: set[tuple[int, int]] = set()
    pages: set[int] = set()
    for content_type, ids in by_type.items():
        source = source_of(content_type.model_class())
        if source is None:
            continue
        if issubclass(source.model, Page):
            pages |= ids
        else:
            public = source.public_objects().filter(pk__in=ids)
            pairs.update((content_type.pk, pk) for pk in public.values_list("pk", flat=True))
    if pages:
        public = public_originals(Page.objects.filter(pk__in=pages))
        pairs.update(public.values_list("content_type_id", "pk"))
    return pairs
