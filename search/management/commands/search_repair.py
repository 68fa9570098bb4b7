"""Bring search in step with the site."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from search.backends.base import SearchUnavailable
from search.drift import repair
from search.rebuilding import TakenOver


class Command(BaseCommand):
    help = "Mend what search_status names."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            repair()
        except SearchUnavailable as error:
            raise CommandError(
                f"Entries are right; Elasticsearch does not answer and is told later: {error}"
            ) from error
        except TakenOver as error:
            raise CommandError(f"Entries are right; {error}.") from error
        call_command("search_status", stdout=self.stdout)
