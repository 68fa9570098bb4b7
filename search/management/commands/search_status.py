"""Say whether search is in step with the site."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search import rebuilding
from search.backends.base import SearchUnavailable
from search.drift import Drift, Named, find_drift
from search.management.commands.search_rebuild import standing
from search.models import SearchEntry


class Command(BaseCommand):
    help = "Compare what is public with what search finds, and name what differs."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--fail", action="store_true", help="end with an error if they differ")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            drift = find_drift()
        except SearchUnavailable as error:
            raise CommandError(f"Elasticsearch does not answer: {error}") from error
        self.stdout.write(f"{SearchEntry.objects.current().count()} entries")
        rebuild = rebuilding.unfinished()
        if rebuild is not None:
            self.stdout.write(f"A rebuild is not finished, begun {standing(rebuild)}")
        for line in _lines(drift):
            self.stdout.write(line)
        if not drift:
            self.stdout.write("In step.")
        elif options["fail"]:
            raise CommandError("Not in step: run search_repair.")


def _lines(drift: Drift) -> list[str]:
    lines = [
        *_named("public but not found", drift.missing),
        *_named("found by an old text or address", drift.outdated),
        *_named("found but no longer public", drift.surplus),
    ]
    if drift.index:
        lines.append(f"the index of Elasticsearch: {drift.index}")
    counts = (
        ("waiting for Elasticsearch", drift.waiting),
        ("lost by Elasticsearch", drift.lost),
        ("in another state in Elasticsearch", drift.aged),
        ("in Elasticsearch without an entry", drift.strange),
    )
    return lines + [f"{label}: {count}" for label, count in counts if count]


def _named(label: str, found: Named) -> list[str]:
    if not found:
        return []
    more = found.number - len(found.titles)
    return [
        f"{label}: {found.number}",
        *(f"  {title}" for title in found.titles),
        *([f"  … and {more} more"] if more else []),
    ]
