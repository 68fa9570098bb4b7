"""Make all that search knows again."""

from argparse import ArgumentParser
from collections.abc import Iterable
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from search import rebuilding
from search.backends.base import SearchUnavailable
from search.backends.choice import elasticsearch_backend
from search.models import SearchEntry, SearchRebuild

SECONDS_BETWEEN_LINES = 5.0


class Command(BaseCommand):
    help = (
        "Write all entries again and, with Elasticsearch, a new index that then replaces the old. "
        "Search goes on meanwhile; a rebuild that was stopped is continued."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--changed-only",
            action="store_true",
            help="write only the entries that are not right; the index is new in any case",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        before = rebuilding.unfinished()
        rebuild = rebuilding.begin(all_again=not options["changed_only"])
        if before is not None:
            self.stdout.write(f"Continuing a rebuild begun {standing(before)}")
        try:
            self._show(rebuilding.steps(rebuild, elasticsearch_backend()))
        except SearchUnavailable as error:
            raise CommandError(
                f"The old index stays in place, Elasticsearch gave up: {error}. "
                f"{rebuild}; the next run continues there."
            ) from error
        except rebuilding.TakenOver as error:
            raise CommandError(f"{rebuild}: {error}.") from error
        except KeyboardInterrupt:
            self.stderr.write(f"Stopped at {rebuild}; the next run continues there.")
            raise
        finally:
            rebuilding.release(rebuild)
        self.stdout.write(f"{SearchEntry.objects.current().count()} entries are right")
        if rebuild.index:
            self.stdout.write(f"{rebuild.done} entries in a new index, {rebuild.refused} refused")

    def _show(self, steps: Iterable[rebuilding.Step]) -> None:
        """Draw a bar for each stage: often where a person watches, seldom in a log."""
        for stage, of_stage in groupby(steps, key=attrgetter("stage")):
            with self._bar(stage) as bar:
                for step in of_stage:
                    bar.total = max(step.total, step.done)
                    bar.update(step.done - bar.n)

    def _bar(self, stage: str) -> "tqdm[Any]":
        watched = self.stderr.isatty()
        return tqdm(
            desc=stage,
            unit="",
            file=self.stderr._out,
            mininterval=0.1 if watched else SECONDS_BETWEEN_LINES,
        )


def standing(rebuild: SearchRebuild) -> str:
    """When a rebuild was begun and where it stands."""
    return f"{rebuild.started_at:%Y-%m-%d %H:%M} UTC: {rebuild}"
