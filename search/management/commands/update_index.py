"""Wagtail's name for making the index again: the public search, then the lists of the CMS."""

from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = (
        "Bring all entries of the public search in step and make its index again, without an "
        "interruption (search_rebuild --changed-only); then the search of the CMS in its own lists "
        "(wagtail_update_index)."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--backend", dest="backend_name", help="of the search of the CMS")
        parser.add_argument("--chunk_size", type=int, default=1000, help="likewise")
        parser.add_argument(
            "--schema-only", action="store_true", help="only the empty indices of the CMS"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["schema_only"] and options["backend_name"] is None:
            # What Django wraps around it ends each piece of a bar with a line of its own.
            out, err = self.stdout._out, self.stderr._out
            call_command("search_rebuild", changed_only=True, stdout=out, stderr=err)
        call_command(
            "wagtail_update_index",
            backend_name=options["backend_name"],
            chunk_size=options["chunk_size"],
            schema_only=options["schema_only"],
            stdout=self.stdout,
            verbosity=options["verbosity"],
        )
