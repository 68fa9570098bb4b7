"""Judged queries asked of a backend, on documents that live nowhere else.

Neither the site's rows nor its index are touched: the database search runs in a database in memory,
Elasticsearch in an index of its own that is deleted afterwards.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any
from uuid import uuid4

from django.contrib.contenttypes.models import ContentType
from django.db import connections
from django.utils import timezone

from search.analysis import spaced
from search.backends.base import Scope, SearchBackend
from search.backends.database import DatabaseBackend, write_facets, write_terms
from search.backends.elasticsearch import ElasticsearchBackend, connect
from search.evaluation import DEPTH, JudgedQuery
from search.models import SearchEntry, SearchFacet, SearchTerm, SearchWord
from search.services import ranked

IN_MEMORY = "search-evaluation"
BATCH = 200
PATIENCE_SECONDS = 30.0


def entries_of(documents: Iterable[dict[str, Any]]) -> Iterator[SearchEntry]:
    """Unsaved entries of a file's documents, numbered from one; the id is kept in ``part``."""
    now = timezone.now()
    for number, line in enumerate(documents, 1):
        yield SearchEntry(
            pk=number,
            kind=line.get("kind", ""),
            content_type_id=1,
            object_id=number,
            part=line["id"],
            language=line.get("lang", ""),
            title=line.get("title", ""),
            body=line.get("body", ""),
            title_words=spaced(line.get("title", "")),
            words=spaced(f"{line.get('title', '')}\n{line.get('body', '')}"),
            facets={"kind": [line.get("kind", "")]},
            changed_at=now,
        )


@contextmanager
def in_memory(documents: Iterable[dict[str, Any]]) -> Iterator[tuple[SearchBackend, list[str]]]:
    """The database search over some documents, and the ids of these in order of their numbers."""
    connections.settings |= connections.configure_settings(
        {"default": {}, IN_MEMORY: {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
    )
    connection = connections[IN_MEMORY]
    ids: list[str] = []
    try:
        with connection.schema_editor() as editor:
            for model in (ContentType, SearchEntry, SearchFacet, SearchTerm, SearchWord):
                editor.create_model(model)
        ContentType.objects.using(IN_MEMORY).create(pk=1, app_label="search", model="searchentry")
        for batch in _batches(entries_of(documents)):
            SearchEntry.objects.using(IN_MEMORY).bulk_create(batch)
            write_terms(batch, using=IN_MEMORY)
            write_facets(batch, using=IN_MEMORY)
            ids += [entry.part for entry in batch]
        yield DatabaseBackend(using=IN_MEMORY), ids
    finally:
        connection.close()
        del connections[IN_MEMORY]
        del connections.settings[IN_MEMORY]


@contextmanager
def in_index(
    documents: Iterable[dict[str, Any]], *, url: str
) -> Iterator[tuple[SearchBackend, list[str]]]:
    """Elasticsearch over some documents, and the ids of these in order of their numbers."""
    client = connect(url, seconds=PATIENCE_SECONDS)
    backend = ElasticsearchBackend(client, alias=f"zaedno-evaluation-{uuid4().hex}")
    ids: list[str] = []
    index = f"{backend.alias}-1"
    try:
        backend.create_index(index)
        for batch in _batches(entries_of(documents)):
            backend.write(batch, index=index)
            ids += [entry.part for entry in batch]
        backend.put_in_place(index)
        backend.refresh()
        yield backend, ids
    finally:
        backend.drop()
        client.close()


def ask(
    backend: SearchBackend, ids: Sequence[str], queries: Iterable[JudgedQuery]
) -> Iterator[tuple[str, list[str]]]:
    """The documents found for each query, the best first."""
    for query in queries:
        ranking, _ = ranked(backend, query.text, Scope(), offset=0, limit=DEPTH)
        yield query.id, [ids[number - 1] for number in ranking.ids]


def _batches(entries: Iterator[SearchEntry]) -> Iterator[list[SearchEntry]]:
    while batch := list(islice(entries, BATCH)):
        yield batch
