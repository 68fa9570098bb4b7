"""Bring the initial list of synonyms to an installation."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search.synonym_lists import add_missing
from search.synonyms import initial_groups, read_groups


class Command(BaseCommand):
    help = (
        "Add the groups of synonyms that are missing, from the initial list or from a file of the "
        "same form. What editors wrote is not touched; running it twice does no harm."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--file", type=Path, help="a list of your own")

    def handle(self, *args: Any, **options: Any) -> None:
        path = options["file"]
        try:
            groups = read_groups(path.read_text(encoding="utf-8")) if path else initial_groups()
            added = add_missing(groups)
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{added} groups of synonyms added")
