"""Judged queries asked of a backend, on documents that live nowhere else.

Neither the site's rows nor its index are touched: the database search runs in a database in memory,
Elasticsearch in an index of its own that is deleted afterwards.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import islice
from typing import Any
from uuid import uuid4

from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connections
from django.db.models import Model
from django.utils import timezone

from search.analysis import ANALYSIS_VERSION, spaced
from search.backends.base import Scope, SearchBackend, SearchUnavailable
from search.backends.database import DatabaseBackend
from search.backends.database_rows import term_weights, write_facets, write_terms
from search.backends.elasticsearch import ElasticsearchBackend, connect
from search.evaluation import DEPTH, JudgedQuery
from search.lexicon import SiteLexicon, write_abbreviations
from search.models import SearchEntry
from search.services import ranked
from search.synonyms import Thesaurus, initial_groups
from search.understanding import Lexicon

IN_MEMORY = "search-evaluation"
BATCH = 200
PATIENCE_SECONDS = 30.0


def entries_of(documents: Iterable[dict[str, Any]]) -> Iterator[SearchEntry]:
    """Unsaved entries of a file's documents, numbered from one; the id is kept in ``part``."""
    now = timezone.now()
    for number, line in enumerate(documents, 1):
        title, body = line.get("title") or "", line.get("body") or ""
        yield SearchEntry(
            pk=number,
            kind=line.get("kind", ""),
            content_type_id=1,
            object_id=number,
            part=str(line["id"]),
            language=line.get("lang", ""),
            title=title,
            body=body,
            title_words=spaced(title),
            words=spaced(f"{title}\n{body}"),
            analysis=ANALYSIS_VERSION,
            facets={"kind": [line.get("kind", "")]},
            changed_at=now,
        )


@dataclass(frozen=True)
class Corpus:
    """Documents that can be searched, and the ids of these in order of their numbers."""

    backend: SearchBackend
    lexicon: Lexicon
    ids: list[str]


@contextmanager
def in_memory(documents: Iterable[dict[str, Any]]) -> Iterator[Corpus]:
    """The database search over some documents."""
    with _database() as using:
        corpus = Corpus(DatabaseBackend(using=using), _lexicon(using), [])
        for batch in _batches(entries_of(documents)):
            _write(batch, using=using)
            write_terms(batch, [term_weights(entry) for entry in batch], using=using)
            write_facets(batch, using=using)
            corpus.ids.extend(entry.part for entry in batch)
        yield corpus


@contextmanager
def in_index(documents: Iterable[dict[str, Any]], *, url: str) -> Iterator[Corpus]:
    """Elasticsearch over some documents."""
    client = connect(url, seconds=PATIENCE_SECONDS)
    alias = f"{settings.ELASTICSEARCH_INDEX_PREFIX}evaluation-{uuid4().hex}"
    backend = ElasticsearchBackend(client, alias=alias)
    index = f"{backend.alias}-1"
    with _database() as using:
        corpus = Corpus(backend, _lexicon(using), [])
        try:
            backend.create_index(index)
            for batch in _batches(entries_of(documents)):
                _write(batch, using=using)
                backend.write(batch, index=index)
                corpus.ids.extend(entry.part for entry in batch)
            backend.put_in_place(index)
            backend.refresh()
            yield corpus
        finally:
            # A node that is away has nothing to take back, and its first error is the one to hear.
            with suppress(SearchUnavailable):
                backend.drop()
            client.close()


def ask(corpus: Corpus, queries: Iterable[JudgedQuery]) -> Iterator[tuple[str, list[str]]]:
    """The documents found for each query, the best first."""
    for query in queries:
        ranking, _ = ranked(
            corpus.backend,
            query.text,
            Scope(),
            offset=0,
            limit=DEPTH,
            lexicon=corpus.lexicon,
        )
        yield query.id, [corpus.ids[number - 1] for number in ranking.ids]


@contextmanager
def _database() -> Iterator[str]:
    """A database in memory with the tables of search, under a name that Django knows meanwhile."""
    configured = connections.configure_settings(
        {"default": {}, IN_MEMORY: {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
    )
    connections.settings[IN_MEMORY] = configured[IN_MEMORY]
    connection = connections[IN_MEMORY]
    try:
        with connection.schema_editor() as editor:
            models: list[type[Model]] = [ContentType, *apps.get_app_config("search").get_models()]
            for model in models:
                editor.create_model(model)
        ContentType.objects.using(IN_MEMORY).create(pk=1, app_label="search", model="searchentry")
        yield IN_MEMORY
    finally:
        connection.close()
        del connections[IN_MEMORY]
        del connections.settings[IN_MEMORY]


def _lexicon(using: str) -> SiteLexicon:
    """What the documents teach, and the list that every installation begins with."""
    return SiteLexicon(using=using, thesaurus=Thesaurus(initial_groups()))


def _write(entries: list[SearchEntry], *, using: str) -> None:
    SearchEntry.objects.using(using).bulk_create(entries)
    write_abbreviations(entries, using=using)


def _batches(entries: Iterator[SearchEntry]) -> Iterator[list[SearchEntry]]:
    while batch := list(islice(entries, BATCH)):
        yield batch
