"""When each thing could first be found."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Exists, Max, OuterRef
from django.utils import timezone

from search.models import FirstAppearance, SearchEntry


def note_appearances(entries: Iterable[SearchEntry]) -> None:
    """Remember the things of some entries, those of which nothing was found before, as new now.

    To be called at the end of the transaction that writes the entries: the moment is that of
    writing, so that it lies close before that of the commit.
    """
    now = timezone.now()
    things = dict.fromkeys((entry.content_type_id, entry.object_id) for entry in entries)
    FirstAppearance.objects.bulk_create(
        [
            FirstAppearance(content_type_id=content_type_id, object_id=object_id, at=now)
            for content_type_id, object_id in things
        ],
        ignore_conflicts=True,
    )


def newest_appearance(*, until: datetime) -> datetime | None:
    """When the last thing appeared, up to a moment."""
    appeared = FirstAppearance.objects.filter(at__lte=until)
    moment: datetime | None = appeared.aggregate(Max("at"))["at__max"]
    return moment


def entries_new(*, after: datetime, until: datetime) -> list[int]:
    """Entries of what first appeared between two moments."""
    appeared = FirstAppearance.objects.filter(
        content_type=OuterRef("content_type"),
        object_id=OuterRef("object_id"),
        at__gt=after,
        at__lte=until,
    )
    found = SearchEntry.objects.current().filter(Exists(appeared)).order_by("pk")
    return list(found.values_list("pk", flat=True))
