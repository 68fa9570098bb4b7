"""Measure the quality of search on judged queries."""

import json
from argparse import ArgumentParser
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from search.backends.base import SearchUnavailable
from search.evaluation import FaultyFileError, measure, read_lines, read_queries, table
from search.evaluation_runs import Corpus, ask, in_index, in_memory


class Command(BaseCommand):
    help = (
        "Index documents apart from the site's, ask each judged query as a reader would, "
        "and print nDCG@10, MRR, recall@10 and the share of empty answers by kind of query."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--documents", type=Path, required=True, help="JSON Lines: id, title…")
        parser.add_argument("--queries", type=Path, required=True, help="JSON Lines: id, text, rel")
        parser.add_argument("--run", type=Path, required=True, help="where the answers are written")
        parser.add_argument("--backend", choices=["elasticsearch", "database"])

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self._measure(options)
        except SearchUnavailable as error:
            raise CommandError(f"Elasticsearch does not answer: {error}") from error
        except (FaultyFileError, OSError) as error:
            raise CommandError(str(error)) from error

    def _measure(self, options: dict[str, Any]) -> None:
        if not options["run"].absolute().parent.is_dir():
            raise CommandError(f"There is no folder for {options['run']}.")
        queries = read_queries(options["queries"])
        found = read_lines(options["documents"])
        documents = tqdm(found, desc="documents", unit="", disable=None)
        with _searching(options["backend"], documents) as corpus:
            asked = ask(corpus, tqdm(queries, desc="queries", unit="", disable=None))
            run = dict(asked)
        options["run"].write_text(json.dumps(run, ensure_ascii=False, indent=1), encoding="utf-8")
        self.stdout.write(f"{corpus.backend.name}, {len(corpus.ids)} documents")
        self.stdout.write(table(measure(queries, run)))


def _searching(name: str | None, documents: Any) -> AbstractContextManager[Corpus]:
    """The backend that was asked for; without a word, the one that the site uses."""
    url = settings.ELASTICSEARCH_URL
    if (name or ("elasticsearch" if url else "database")) == "database":
        return in_memory(documents)
    if not url:
        raise CommandError("Set ELASTICSEARCH_URL to measure Elasticsearch.")
    return in_index(documents, url=url)
