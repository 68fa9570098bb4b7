"""`make bench-search`: how long searches take on each backend, and how good judged ones are.

Without arguments a small generated corpus is searched, and then, on Elasticsearch, one of the size
of an archive. `ARGS="--documents F --queries F"` names JSON Lines files of the form that
`manage.py search_eval` reads.
"""

import os
import subprocess
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from statistics import quantiles
from typing import Any

import django

REPOSITORY = Path(__file__).resolve().parents[2]
CORPUS = REPOSITORY.parent / "shared" / "corpus" / "docs.jsonl"
SUBJECTS = ("наредба", "бюджет", "консултация", "правилник", "план", "отчет", "решение")
PLACES = ("Левски", "Обнова", "Малчика", "Трънчовица", "Българене", "Козар Белене")
GENERATED = 600


def main(arguments: Sequence[str]) -> int:
    """Ask each query on each backend that there is, and print what was measured."""
    parser = ArgumentParser(prog="make bench-search")
    parser.add_argument("--documents", type=Path)
    parser.add_argument("--queries", type=Path)
    parser.add_argument("--size", type=int, default=100_000, help="documents of the archive")
    parser.add_argument("--corpus", type=Path, default=CORPUS, help="whose words they are made of")
    options = parser.parse_args(arguments)
    if (options.documents is None) != (options.queries is None):
        parser.error("--documents and --queries are given together")
    django.setup()
    _measure(options.documents, options.queries)
    if options.documents is None:
        _measure_archive(options.size, options.corpus)
    return 0


def percentiles(seconds: Sequence[float]) -> str:
    """The middle, the slow and the slowest, in milliseconds."""
    cuts = quantiles(seconds, n=100, method="inclusive")
    middle, p95, p99 = (1000 * cuts[place - 1] for place in (50, 95, 99))
    return f"p50 {middle:.1f} ms, p95 {p95:.1f} ms, p99 {p99:.1f} ms"


def generated_documents() -> Iterator[dict[str, Any]]:
    """Documents of which each pair of subject and place has several."""
    for number in range(GENERATED):
        subject, place = SUBJECTS[number % len(SUBJECTS)], PLACES[number % len(PLACES)]
        title = f"{subject.capitalize()} {number} за {place}"
        yield {"id": str(number), "lang": "bg", "title": title, "body": f"{title}. " * 20}


def _measure(documents: Path | None, queries: Path | None) -> None:
    # Models can be imported only when Django is set up.
    from search.evaluation import JudgedQuery, measure, read_lines, read_queries, table  # noqa: PLC0415

    texts = [f"{subject} {place}" for subject in SUBJECTS for place in PLACES]
    asked = (
        read_queries(queries)
        if queries
        else [JudgedQuery(str(number), "", text, {}) for number, text in enumerate(texts)]
    )

    def each() -> Iterator[dict[str, Any]]:
        return read_lines(documents) if documents else generated_documents()

    for name, opened in _backends(each):
        run, seconds = _timed(opened, asked)
        _say(f"{name}: {len(asked)} queries, {percentiles(seconds)}")
        if any(query.relevance for query in asked):
            _say(table(measure(asked, run)))


def _measure_archive(size: int, corpus: Path) -> None:
    from django.conf import settings  # noqa: PLC0415

    if not settings.ELASTICSEARCH_URL or not corpus.is_file():
        _say("the archive: not measured, it needs ELASTICSEARCH_URL and a corpus (--corpus)")
        return
    with tempfile.TemporaryDirectory(prefix="bench-search-") as folder:
        environment = {
            **os.environ,
            "DATA_DIR": folder,
            "DATABASE_URL": "",
            "REDIS_URL": "",
            "SEARCH_INDEX_PREFIX": f"bench-{os.getpid()}-",
            "SEARCH_TIMEOUT_SECONDS": "60",
        }
        for arguments in (["migrate", "--verbosity=0"], ["collectstatic", "--no-input", "-v0"]):
            _run(["manage.py", *arguments], environment)
        figures = "tests.bench.search_figures"
        code = f"import django; django.setup(); from {figures} import main; main()"
        _run(["-c", code, str(size), str(corpus)], environment)


def _run(arguments: Sequence[str], environment: Mapping[str, str]) -> None:
    subprocess.run([sys.executable, *arguments], cwd=REPOSITORY, env=environment, check=True)


def _backends(documents: Any) -> Iterator[tuple[str, AbstractContextManager[Any]]]:
    from django.conf import settings  # noqa: PLC0415

    from search.evaluation_runs import in_index, in_memory  # noqa: PLC0415

    yield "database", in_memory(documents())
    if settings.ELASTICSEARCH_URL:
        yield "elasticsearch", in_index(documents(), url=settings.ELASTICSEARCH_URL)
    else:
        _say("elasticsearch: not measured, ELASTICSEARCH_URL is not set")


def _timed(opened: AbstractContextManager[Any], asked: Any) -> tuple[dict[str, Any], list[float]]:
    from search.evaluation_runs import ask  # noqa: PLC0415

    run: dict[str, Any] = {}
    seconds = []
    with opened as (backend, ids):
        for query in asked:
            began = time.perf_counter()
            run.update(ask(backend, ids, [query]))
            seconds.append(time.perf_counter() - began)
    return run, seconds


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
