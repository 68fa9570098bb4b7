"""Make all that search knows again."""

from collections.abc import Iterable
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

    def handle(self, *args: Any, **options: Any) -> None:
        before = rebuilding.unfinished()
        rebuild = rebuilding.begin()
        if before is not None:
            self.stdout.write(f"Continuing a rebuild begun {standing(before)}")
        try:
            self._show(rebuilding.steps(rebuild, elasticsearch_backend()), rebuild)
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
        self.stdout.write(f"{SearchEntry.objects.current().count()} entries written")
        if rebuild.index:
            self.stdout.write(f"{rebuild.done} entries in a new index, {rebuild.refused} refused")

    def _show(self, steps: Iterable[rebuilding.Step], rebuild: SearchRebuild) -> None:
        """Draw a bar for each stage: often where a person watches, seldom in a log."""
        bar: tqdm[Any] | None = None
        for step in steps:
            if bar is None or bar.desc != f"{step.stage}: ":
                _close(bar)
                bar = self._bar(step)
            bar.total = max(step.total, step.done)
            bar.update(step.done - bar.n)
        _close(bar)

    def _bar(self, step: rebuilding.Step) -> "tqdm[Any]":
        watched = self.stderr.isatty()
        return tqdm(
            desc=step.stage,
            total=step.total,
            unit="",
            file=self.stderr._out,
            mininterval=0.1 if watched else SECONDS_BETWEEN_LINES,
        )


def standing(rebuild: SearchRebuild) -> str:
    """When a rebuild was begun and where it stands."""
    return f"{rebuild.started_at:%Y-%m-%d %H:%M} UTC: {rebuild}"


def _close(bar: "tqdm[Any] | None") -> None:
    if bar is not None:
        bar.close()
