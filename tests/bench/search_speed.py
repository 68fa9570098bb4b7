"""How long searches take on each backend, and how good the answers to judged ones are."""

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from statistics import quantiles
from typing import Any

from django.conf import settings

from search.evaluation import JudgedQuery, measure, read_lines, read_queries, table
from search.evaluation_runs import Corpus, ask, in_index, in_memory

SUBJECTS = ("наредба", "бюджет", "консултация", "правилник", "план", "отчет", "решение")
PLACES = ("Левски", "Обнова", "Малчика", "Трънчовица", "Българене", "Козар Белене")
GENERATED = 600

Documents = Iterable[dict[str, Any]]


def main() -> None:
    """Measure with the files that are given, or with none: ``DOCUMENTS QUERIES``."""
    documents, queries = map(Path, sys.argv[1:]) if sys.argv[1:] else (None, None)
    measure_speed(documents, queries)


def measure_speed(documents: Path | None, queries: Path | None) -> None:
    """Ask each query on each backend that there is; of no files, a generated corpus."""
    texts = [f"{subject} {place}" for subject in SUBJECTS for place in PLACES]
    asked = (
        read_queries(queries)
        if queries
        else [JudgedQuery(str(number), "", text, {}) for number, text in enumerate(texts)]
    )

    def each() -> Documents:
        return read_lines(documents) if documents else generated_documents()

    for name, opened in _backends(each):
        run, seconds = _timed(opened, asked)
        say(f"{name}: {len(asked)} queries, {percentiles(seconds)}")
        if any(query.relevance for query in asked):
            say(table(measure(asked, run)))


def generated_documents() -> Iterator[dict[str, Any]]:
    """Documents of which each pair of subject and place has several."""
    for number in range(GENERATED):
        subject, place = SUBJECTS[number % len(SUBJECTS)], PLACES[number % len(PLACES)]
        title = f"{subject.capitalize()} {number} за {place}"
        yield {"id": str(number), "lang": "bg", "title": title, "body": f"{title}. " * 20}


def percentiles(seconds: list[float]) -> str:
    """The middle, the slow and the slowest, in milliseconds."""
    cuts = quantiles(seconds, n=100, method="inclusive")
    middle, p95, p99 = (1000 * cuts[place - 1] for place in (50, 95, 99))
    return f"p50 {middle:.1f} ms, p95 {p95:.1f} ms, p99 {p99:.1f} ms"


def say(line: str) -> None:
    """Print a line at once: what follows takes minutes."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _backends(
    documents: Callable[[], Documents],
) -> Iterator[tuple[str, AbstractContextManager[Corpus]]]:
    yield "database", in_memory(documents())
    if settings.ELASTICSEARCH_URL:
        yield "elasticsearch", in_index(documents(), url=settings.ELASTICSEARCH_URL)
    else:
        say("elasticsearch: not measured, ELASTICSEARCH_URL is not set")


def _timed(
    opened: AbstractContextManager[Corpus], asked: Iterable[JudgedQuery]
) -> tuple[dict[str, list[str]], list[float]]:
    run: dict[str, list[str]] = {}
    seconds = []
    with opened as corpus:
        for query in asked:
            began = time.perf_counter()
            run |= ask(corpus, [query])
            seconds.append(time.perf_counter() - began)
    return run, seconds
