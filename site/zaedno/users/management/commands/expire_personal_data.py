"""Carries out the terms of keeping: what is held longer than it should be is forgotten."""

import sys
from argparse import ArgumentParser
from collections.abc import Mapping
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from tqdm import tqdm

from zaedno.users.privacy.retention import count_due, expire


class Command(BaseCommand):
    """The daily job by hand, and what it would do."""

    help = "Forgets personal data whose term of keeping is over, and says how many of each kind."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Offer to only count."""
        parser.add_argument(
            "--dry-run", action="store_true", help="only say what would be forgotten"
        )

    def handle(self, *args: Any, dry_run: bool = False, **options: Any) -> None:
        """Count or forget, and report."""
        now = timezone.now()
        due = count_due(now)
        if dry_run:
            self._report(due, "Would be forgotten")
            return
        with tqdm(total=sum(due.values()), unit="row", disable=not sys.stderr.isatty()) as bar:
            run = expire(at=now, step=bar.update)
        self._report(run.counts, "Forgotten")

    def _report(self, counts: Mapping[str, int], heading: str) -> None:
        self.stdout.write(f"{heading}: {sum(counts.values())}")
        for name, count in counts.items():
            self.stdout.write(f"  {name}: {count}")
