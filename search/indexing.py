"""From things to the rows by which they are found; repeating it does no harm."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model
from django.utils import translation
from django.utils.formats import date_format

from search.analysis import ANALYSIS_VERSION, spaced
from search.appearances import note_appearances
from search.backends.choice import elasticsearch_backend
from search.backends.database_rows import (
    forget_unused,
    term_weights,
    write_facets,
    write_terms,
)
from search.facets import KIND, LANGUAGE, YEAR, canonical_number
from search.lexicon import write_abbreviations
from search.models import SearchEntry
from search.registry import EntryData, SearchSource, labels, source_of
from zaedno.core.models.snippets import Named

LONGEST_TITLE = 500
LONGEST_PLACE = 1_000
LONGEST_VALUE = 100
# Between two states of a row, so that the later one has the higher version in Elasticsearch.
TICK = timedelta(microseconds=1)


def make_entry(data: EntryData, *, kind: str, of: Model, at: datetime) -> SearchEntry:
    """An unsaved entry with its words."""
    about = about_of(data, kind)
    return SearchEntry(
        kind=kind,
        content_type=ContentType.objects.get_for_model(of),
        object_id=of.pk,
        part=data.part,
        language=data.language,
        title=data.title[:LONGEST_TITLE],
        part_of=data.part_of[:LONGEST_TITLE],
        lead=data.lead,
        body=data.body,
        about=about,
        url=data.url,
        date=data.date,
        place=data.place[:LONGEST_PLACE],
        area=data.area,
        unit=data.unit,
        fades=data.fades,
        open_from=data.open_from,
        open_until=data.open_until,
        analysis=ANALYSIS_VERSION,
        facets=_facets(data, kind),
        title_words=spaced(data.title),
        words=spaced("\n".join((data.title, data.part_of, about, data.lead, data.body))),
        changed_at=at,
    )


def about_of(data: EntryData, kind: str) -> str:
    """What readers see beside and above the text of a thing: kind, unit, area, date, headings.

    Pieces have none: who asks for it shall see the thing itself.
    """
    if not data.is_whole:
        return ""
    with translation.override(data.language):
        day = date_format(data.date, "j F Y") if data.date else ""
        found = (labels().get(kind, ""), data.unit, data.area, day, *data.headings)
        return "\n".join(filter(None, found))


def _facets(data: EntryData, kind: str) -> dict[str, list[str]]:
    """By what an entry can be narrowed: what every entry has, and what its source gave."""
    values: dict[str, Iterable[Any]] = {KIND: [kind], LANGUAGE: [data.language]}
    if data.date:
        values[YEAR] = [data.date.year]
    values |= data.facets
    texts = {name: sorted({_value(one) for one in some if one}) for name, some in values.items()}
    return {name: some for name, some in texts.items() if some}


def _value(value: Any) -> str:
    return canonical_number(value) if isinstance(value, Named) else str(value)[:LONGEST_VALUE]


@dataclass(frozen=True)
class Change:
    """What has to happen to the entries of one thing.

    Attributes:
        written: entries to write, new ones without an id.
        gone: entries of what is not public any more.
        words: those that entries had that are written or gone.
    """

    written: Sequence[SearchEntry]
    gone: Sequence[SearchEntry]
    words: frozenset[str] = frozenset()


def refresh(
    content_type_id: int, object_ids: Sequence[int], *, at: datetime, all_again: bool = False
) -> list[int]:
    """Make the entries of some things of one type what they should be now.

    What they should be is found out before anything is locked: the words of a long document take
    seconds, in which nobody could write to SQLite. Where they changed meanwhile, it is done again.

    Args:
        content_type_id: type of the things.
        object_ids: the things, whether they still exist or not.
        at: the moment, written on what changed.
        all_again: write also what has not changed.

    Returns:
        Ids of the entries that Elasticsearch has to hear about.
    """
    before = _state(content_type_id, object_ids)
    prepared = _prepared(content_type_id, object_ids, at=at, all_again=all_again)
    with transaction.atomic():
        if _state(content_type_id, object_ids, lock=True) != before:
            prepared = _prepared(content_type_id, object_ids, at=at, all_again=all_again)
        changed = _written(prepared, at)
    # Some at a time: a long text that is gone may have had a million.
    forget_unused(prepared.words)
    return changed


@dataclass(frozen=True)
class Prepared:
    """What takes long to find out about some things, so that nobody waits for it.

    Attributes:
        written: entries to write.
        gone: entries of what is not public any more.
        weights: of the stems of each entry to write.
        words: those that entries had that are written or gone.
    """

    written: Sequence[SearchEntry]
    gone: Sequence[SearchEntry]
    weights: Sequence[Mapping[str, float]]
    words: frozenset[str]


def _state(
    content_type_id: int, object_ids: Sequence[int], *, lock: bool = False
) -> tuple[dict[int, datetime], set[int]]:
    """By which it shows whether anything happened to some things: their entries, and the public."""
    rows = SearchEntry.objects.filter(content_type_id=content_type_id, object_id__in=object_ids)
    states = (rows.select_for_update() if lock else rows).values_list("pk", "changed_at")
    source = source_of(ContentType.objects.get_for_id(content_type_id).model_class())
    public = source.public_objects().filter(pk__in=object_ids) if source else None
    return dict(states), set() if public is None else set(public.values_list("pk", flat=True))


def _prepared(
    content_type_id: int, object_ids: Sequence[int], *, at: datetime, all_again: bool
) -> Prepared:
    changes = list(changes_due(content_type_id, object_ids, at=at, all_again=all_again))
    written = [entry for change in changes for entry in change.written]
    return Prepared(
        written=written,
        gone=[entry for change in changes for entry in change.gone],
        weights=[term_weights(entry) for entry in written],
        words=frozenset(word for change in changes for word in change.words),
    )


def _written(prepared: Prepared, at: datetime) -> list[int]:
    written = prepared.written
    for entry in written:
        entry.save()
    write_terms(written, prepared.weights)
    write_abbreviations(written)
    write_facets(written)
    note_appearances(written)
    buried = _bury(prepared.gone, at)
    return [entry.pk for entry in written if entry.indexed_at is None] + buried


def changes_due(
    content_type_id: int,
    object_ids: Sequence[int],
    *,
    at: datetime,
    all_again: bool = False,
) -> Iterator[Change]:
    """What would have to change for the entries of some things to be right."""
    source = source_of(ContentType.objects.get_for_id(content_type_id).model_class())
    present: dict[int, dict[str, SearchEntry]] = {object_id: {} for object_id in object_ids}
    rows = SearchEntry.objects.filter(content_type_id=content_type_id, object_id__in=object_ids)
    for entry in rows:
        present[entry.object_id][entry.part] = entry
    public = _public_objects(source, object_ids) if source else {}
    for object_id, old in present.items():
        yield _change(_entries_of(source, public.get(object_id), at), old, all_again)


def _change(found: dict[str, SearchEntry], old: dict[str, SearchEntry], all_again: bool) -> Change:
    written = []
    for part, entry in found.items():
        before = old.get(part)
        if before is None or _differs(entry, before):
            written.append(_following(entry, before))
        elif all_again:
            entry.changed_at, entry.indexed_at = before.changed_at, before.indexed_at
            entry.pk = before.pk
            written.append(entry)
    gone = [e for part, e in old.items() if part not in found and not e.is_buried]
    replaced = [old[entry.part] for entry in written if entry.part in old]
    words = frozenset(word for entry in (*replaced, *gone) for word in entry.words.split())
    return Change(written, gone, words)


def _following(entry: SearchEntry, before: SearchEntry | None) -> SearchEntry:
    """The next state of a row: later than the one before, whatever the clocks say."""
    if before is not None:
        entry.pk = before.pk
        entry.changed_at = max(entry.changed_at, before.changed_at + TICK)
    return entry


def _public_objects(source: SearchSource, object_ids: Sequence[int]) -> dict[int, Any]:
    return {thing.pk: thing for thing in source.public_objects().filter(pk__in=object_ids)}


def _entries_of(source: SearchSource | None, thing: Any, at: datetime) -> dict[str, SearchEntry]:
    """What the entries of a thing should be, by part; none if it is not public."""
    if source is None or thing is None:
        return {}
    entries = (make_entry(data, kind=source.key, of=thing, at=at) for data in source.entries(thing))
    return {entry.part: entry for entry in entries}


def _differs(new: SearchEntry, old: SearchEntry) -> bool:
    bookkeeping = {"id", "changed_at", "indexed_at"}
    names = [field.attname for field in new._meta.concrete_fields if field.name not in bookkeeping]
    return any(getattr(new, name) != getattr(old, name) for name in names)


def _bury(gone: Sequence[SearchEntry], at: datetime) -> list[int]:
    """Take entries out of search at once; a row stays only until Elasticsearch has forgotten it."""
    ids = [entry.pk for entry in gone]
    rows = SearchEntry.objects.filter(pk__in=ids)
    if elasticsearch_backend() is None:
        rows.delete()
        return []
    for relation in SearchEntry._meta.related_objects:
        words = relation.related_model._default_manager
        words.filter(**{f"{relation.field.name}__in": ids}).delete()
    texts = (
        *("title", "part_of", "lead", "body", "about", "url", "words", "title_words"),
        *("place", "area", "unit"),
    )
    moment = max([at, *(entry.changed_at + TICK for entry in gone)])
    rows.update(
        deleted_at=moment,
        changed_at=moment,
        indexed_at=None,
        facets={},
        **dict.fromkeys(texts, ""),
    )
    return ids
