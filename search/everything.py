"""All things that are public or have entries, in an order that can be gone on with."""

from collections.abc import Iterator

from django.contrib.contenttypes.models import ContentType

from search.models import SearchEntry
from search.paging import merged_keys
from search.registry import SearchSource, sources


def things(*, after: tuple[int, int] = (0, 0)) -> Iterator[tuple[int, list[int]]]:
    """The ids of all that is public and of all that has entries, by type, in pieces.

    Args:
        after: the type and the id at which the last piece ended.
    """
    known = _sources_by_type()
    with_entries = SearchEntry.objects.order_by().values_list("content_type_id", flat=True)
    for content_type_id in sorted({*known, *with_entries.distinct()}):
        if content_type_id >= after[0]:
            last = after[1] if content_type_id == after[0] else 0
            yield from _of_type(content_type_id, known.get(content_type_id), last)


def number_of_things() -> int:
    """About how many there are: what is public."""
    return sum(source.public_objects().count() for source in sources())


def _of_type(
    content_type_id: int, source: SearchSource | None, after: int
) -> Iterator[tuple[int, list[int]]]:
    rows = SearchEntry.objects.filter(content_type_id=content_type_id)
    entries = rows.order_by("object_id").values_list("object_id", flat=True).distinct()
    public = SearchEntry.objects.none().values_list("object_id", flat=True)
    if source is not None:
        public = source.public_objects().order_by("pk").values_list("pk", flat=True).distinct()
    while ids := merged_keys(entries.filter(object_id__gt=after), public.filter(pk__gt=after)):
        yield content_type_id, ids
        after = ids[-1]


def _sources_by_type() -> dict[int, SearchSource]:
    return {ContentType.objects.get_for_model(s.model).pk: s for s in sources()}
