"""How fast search is at the size of an archive: the page, suggestions, the rebuild.

A hundred thousand documents of 300 words, always the same, are made of the words of a corpus. They
stand in a database of their own and in an index of their own.
"""

import json
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from statistics import median, quantiles
from unittest.mock import patch

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.cache import caches
from django.test import Client
from django.utils import timezone
from elasticsearch import Elasticsearch, helpers

from search import rebuilding, services
from search.analysis import spaced
from search.backends.base import Scope, SearchRequest
from search.backends.choice import elasticsearch_backend
from search.backends.elasticsearch import ElasticsearchBackend, connect, document
from search.evaluation import read_lines
from search.models import SearchEntry
from search.paging import rows_in_order
from tests.bench.search_speed import say
from zaedno.core.content_version import renew
from zaedno.core.models import CustomDocument

SEED = 20_260_101
WORDS = 300
CHUNK = 1_000
QUERIES = 200
PREFIXES = 200
WARM_UP = 20
TRIES = 3
ALLOWED_FACTOR, ALLOWED_MORE = 1.5, 25.0
MEGABYTE = 1_048_576


def main() -> None:
    """Fill, rebuild, ask, and print what was measured: ``SIZE CORPUS`` are given."""
    documents, texts = int(sys.argv[1]), Texts(Path(sys.argv[2]))
    backend = elasticsearch_backend()
    assert backend is not None
    began = time.perf_counter()
    fill_database(texts, documents)
    say(f"{documents} documents of {WORDS} words made in {time.perf_counter() - began:.0f} s")
    try:
        _measure_rebuild(backend, documents)
        _measure_pages(texts)
        _measure_suggestions(texts)
    finally:
        backend.drop()


class Texts:
    """Titles and texts made of a corpus, the same in each run."""

    def __init__(self, corpus: Path) -> None:
        """Read the words."""
        lines = [line for line in read_lines(corpus) if line.get("lang", "bg") == "bg"]
        self.titles = [line["title"] for line in lines]
        self.words = " ".join(line["body"] for line in lines).split()

    def documents(self, number: int) -> Iterator[tuple[str, str]]:
        """So many titles and texts: a piece of the running text begins at a random word."""
        chance = _chance(0)
        for place in range(number):
            start = chance.randrange(len(self.words) - WORDS)
            title = f"{self.titles[place % len(self.titles)]} № {place}"[:250]
            yield title, " ".join(self.words[start : start + WORDS])

    def queries(self, number: int) -> list[str]:
        """Two words that stand side by side somewhere."""
        chance = _chance(1)
        long = [i for i in range(len(self.words) - 1) if min(map(len, self.words[i : i + 2])) > 4]
        return [" ".join(self.words[i : i + 2]) for i in chance.sample(long, number)]

    def prefixes(self, number: int) -> list[str]:
        """Beginnings of words of titles, as they are typed."""
        chance = _chance(2)
        words = sorted({word for title in self.titles for word in title.split() if len(word) > 4})
        return [word[: chance.randrange(2, 6)] for word in chance.sample(words, number)]


def _chance(number: int) -> random.Random:
    """The same numbers in each run; another row of them for each number."""
    return random.Random(SEED + number)  # noqa: S311  # chooses texts, keeps no secret


def fill_database(texts: Texts, number: int) -> None:
    """Public documents with their entries; the words of the database search are left out."""
    made = texts.documents(number)
    while some := list(islice(made, CHUNK)):
        files = CustomDocument.objects.bulk_create(
            [CustomDocument(title=title, file="a.pdf", file_hash="0" * 40) for title, _ in some]
        )
        SearchEntry.objects.bulk_create(
            _entry(file, title, text) for file, (title, text) in zip(files, some, strict=True)
        )
    # Rows that are written in bulk send no signal.
    renew()


def _entry(file: CustomDocument, title: str, text: str) -> SearchEntry:
    return SearchEntry(
        kind="document",
        content_type=ContentType.objects.get_for_model(CustomDocument),
        object_id=file.pk,
        language="bg",
        title=title,
        body=text,
        url=f"/documents/{file.pk}/a.pdf",
        facets={"kind": ["document"], "language": ["bg"], "year": [str(2015 + file.pk % 12)]},
        title_words=spaced(title),
        words=spaced(f"{title}\n{text}"),
        changed_at=timezone.now(),
    )


# The rebuild


def _measure_rebuild(backend: ElasticsearchBackend, documents: int) -> None:
    with tempfile.NamedTemporaryFile("w+", encoding="utf-8") as file:
        for (pk,) in rows_in_order(SearchEntry.objects.all()):
            file.write(json.dumps(document(SearchEntry.objects.get(pk=pk)), default=str) + "\n")
        file.flush()
        _helper_alone(backend, Path(file.name), documents // 10)
        alone = _helper_alone(backend, Path(file.name), documents)
    say(f"bulk helper alone: {documents / alone:.0f} documents a second")
    seconds, memory = _rebuild(backend, documents)
    ratio = alone / seconds
    say(f"rebuild of the index: {documents / seconds:.0f} documents a second, ratio {ratio:.2f}")
    begin, middle, end = (size / MEGABYTE for size in memory)
    say(f"memory at 10, 50 and 100 %: {begin:.0f}, {middle:.0f}, {end:.0f} MB")


def _helper_alone(backend: ElasticsearchBackend, file: Path, number: int) -> float:
    """Seconds that the client's helper needs for so many of the same documents."""
    name = backend.new_name()
    backend.create_index(name)
    began = time.perf_counter()
    helpers.bulk(
        backend.writer.options(request_timeout=60),
        ({"_index": name, "_source": line} for line in islice(read_lines(file, needed=()), number)),
    )
    backend.make_ready(name)
    seconds = time.perf_counter() - began
    backend.writer.indices.delete(index=name)
    return seconds


def _rebuild(backend: ElasticsearchBackend, documents: int) -> tuple[float, list[int]]:
    sizes: list[int] = []
    marks = [documents // 10, documents // 2, documents]
    began = time.perf_counter()
    rebuild = rebuilding.begin(stage=rebuilding.Stage.INDEX)
    for step in rebuilding.steps(rebuild, backend):
        while len(sizes) < len(marks) and step.done >= marks[len(sizes)]:
            sizes.append(_resident())
    return time.perf_counter() - began, sizes


def _resident() -> int:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


# The page


def _measure_pages(texts: Texts) -> None:
    client, asked = Client(SERVER_NAME="127.0.0.1"), texts.queries(QUERIES)
    for text in asked[:WARM_UP]:
        client.get("/bg/search/", {"q": text})
    pages, raw = [], []
    for text in asked:
        raw.append(_best(_ranking_request(text)))
        pages.append(_best(partial(_page, client, text)))
    limits = [ALLOWED_FACTOR * each + ALLOWED_MORE for each in raw]
    within = sum(page <= limit for page, limit in zip(pages, limits, strict=True)) / len(pages)
    over = [page - ALLOWED_FACTOR * each for page, each in zip(pages, raw, strict=True)]
    say(f"search page: {_spread(pages)}")
    say(f"raw query behind it: {_spread(raw)}")
    say(f"page − 1.5 × raw: {_spread(over)}; within 1.5 × raw + 25 ms: {within:.0%}")


def _best(do: Callable[[], object]) -> float:
    """The least of some tries: what other programs take is not ours."""
    return min(_milliseconds(do) for _ in range(TRIES))


def _page(client: Client, text: str) -> None:
    response = client.get("/bg/search/", {"q": text})
    assert response.status_code == 200
    # By a notice the page says that the database answered.
    assert b'class="notice' not in response.content


def _ranking_request(text: str) -> Callable[[], object]:
    """The request by which Elasticsearch ranks what the page shows, to be sent again as it was."""
    perform = Elasticsearch.perform_request
    with patch.object(Elasticsearch, "perform_request", autospec=True, side_effect=perform) as sent:
        services.find(SearchRequest(text, Scope(language="bg")))
    _client, *args = sent.call_args.args
    kwargs = sent.call_args.kwargs
    client = connect(settings.ELASTICSEARCH_URL, seconds=30)
    return lambda: client.perform_request(*args, **kwargs)


# Suggestions


def _measure_suggestions(texts: Texts) -> None:
    client, times = Client(SERVER_NAME="127.0.0.1"), []
    for number, text in enumerate(texts.prefixes(PREFIXES)):
        caches["suggestions"].clear()
        took = _milliseconds(lambda typed=text: client.get("/bg/search/suggest/", {"q": typed}))
        if number >= WARM_UP:
            times.append(took)
    say(f"suggestions, none of them from the cache: {_spread(times)}")


def _milliseconds(do: Callable[[], object]) -> float:
    began = time.perf_counter()
    do()
    return 1000 * (time.perf_counter() - began)


def _spread(times: Sequence[float]) -> str:
    cuts = quantiles(times, n=100, method="inclusive")
    return f"p50 {median(times):.1f} ms, p95 {cuts[94]:.1f} ms"
