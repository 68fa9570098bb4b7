"""Loads an example municipality: pages in both languages, files, comments, answers and staff."""

from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction
from django.utils import translation
from tqdm import tqdm

from home.demo.accounts import logins_file
from home.demo.outcomes import Loading, Outcome
from home.demo.parts import steps
from zaedno.core.days import today
from zaedno.core.logs import only_warnings


class Command(BaseCommand):
    help = (
        "Loads the demo content in both languages. What is already there stays as it is, so the "
        "command can be repeated, or stopped and run again."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--refresh",
            action="store_true",
            help="write the content anew, also over changes of editors; its dates are counted "
            "from today again",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        loading = Loading(today=today(), refresh=options["refresh"])
        with translation.override("bg"), only_warnings("wagtail"):
            outcomes = self._load(loading, quiet=options["verbosity"] == 0)
        for text in loading.untranslated:
            self.stderr.write(f"No English for: {text}")
        if options["verbosity"]:
            self._report(outcomes)

    def _load(self, loading: Loading, *, quiet: bool) -> "Counter[Outcome]":
        outcomes: Counter[Outcome] = Counter()
        # disable=None: no bar where nobody watches, such as in a log.
        for step in tqdm(steps(), desc="Demo", unit="step", disable=True if quiet else None):
            with transaction.atomic():
                outcomes[step.run(loading)] += 1
        return outcomes

    def _report(self, outcomes: "Counter[Outcome]") -> None:
        changed = outcomes[Outcome.CREATED] + outcomes[Outcome.REFRESHED]
        if not changed:
            self.stdout.write(
                f"Demo content is already there: {outcomes.total()} steps, no change."
            )
            return
        self.stdout.write(
            f"Demo content: {outcomes[Outcome.CREATED]} created, "
            f"{outcomes[Outcome.REFRESHED]} refreshed, {outcomes[Outcome.UNCHANGED]} unchanged."
        )
        self.stdout.write(f"Logins of the demo staff: {logins_file()}")
