"""What stops being public leaves search in the transaction of the change, not when the queue runs.

A reader never sees a hit that is not public (``visibility``). Counts, suggestions and corrections
are made of many entries, and would say for a moment that a word was there. So an entry is marked as
leaving at once; the queue clears it away.
"""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, QuerySet
from django.utils import timezone
from wagtail.models import Collection, Page

from search.models import SearchEntry
from search.registry import SearchSource, source_of, sources
from search.sources import public_originals
from zaedno.core.models import CustomDocument


def hide_if_not_public(thing: Model) -> None:
    """Mark the entries of a thing, and of what belongs to it, if not everyone may see it."""
    content_type = _type_of(thing)
    source = source_of(content_type.model_class())
    if source is not None and source.public_objects().filter(pk=thing.pk).exists():
        return
    _mark(SearchEntry.objects.of(content_type.pk, thing.pk))
    if isinstance(thing, Page):
        _hide_belonging_to(Page.objects.filter(pk=thing.pk))


def hide(thing: Model) -> None:
    """Mark the entries of a thing, whoever may see it: its words are not what they were."""
    _mark(SearchEntry.objects.of(_type_of(thing).pk, thing.pk))


def hide_below(page_id: int) -> None:
    """Mark the entries of what not everyone may see, of a page and all below it."""
    for top in Page.objects.filter(pk=page_id):
        pages = Page.objects.descendant_of(top, inclusive=True)
        hidden = pages.exclude(pk__in=public_originals(pages).values("pk"))
        entries = SearchEntry.objects.filter(content_type__in=_types_of_pages())
        _mark(entries.filter(object_id__in=hidden.values("pk")))
        _hide_belonging_to(pages)


def hide_in_collection(collection_id: int) -> None:
    """Mark the entries of documents that not everyone may see, of a collection and all below it."""
    source = source_of(CustomDocument)
    top = Collection.objects.filter(pk=collection_id).first()
    if source is not None and top is not None:
        folders = top.get_descendants(inclusive=True)
        _hide_of(source, CustomDocument.objects.filter(collection__in=folders))


def _hide_belonging_to(pages: "QuerySet[Page]") -> None:
    """Of what belongs to some pages or to their translations: what not everyone may see."""
    keys = pages.values("translation_key")
    for source in sources():
        if source.of_page:
            of_page = f"{source.of_page}__translation_key__in"
            _hide_of(source, source.model._default_manager.filter(**{of_page: keys}))


def _hide_of(source: SearchSource, things: "QuerySet[Model]") -> None:
    content_type = ContentType.objects.get_for_model(source.model)
    hidden = things.exclude(pk__in=source.public_objects().values("pk"))
    entries = SearchEntry.objects.filter(content_type=content_type)
    _mark(entries.filter(object_id__in=hidden.values("pk")))


def _type_of(thing: Model) -> ContentType:
    if isinstance(thing, Page):
        return ContentType.objects.get_for_id(thing.content_type_id)
    return ContentType.objects.get_for_model(thing)


def _mark(entries: "QuerySet[SearchEntry]") -> None:
    at = timezone.now()
    entries.filter(deleted_at=None).update(deleted_at=at, changed_at=at, indexed_at=None)


def _types_of_pages() -> list[ContentType]:
    models = [source.model for source in sources() if issubclass(source.model, Page)]
    return [ContentType.objects.get_for_model(model) for model in models]
