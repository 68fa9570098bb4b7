"""Imports acts from a file of JSON lines into pages of rules."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation
from tqdm import tqdm

from legal_text.importing.lines import Line, read_lines
from legal_text.importing.pages import Outcome
from legal_text.importing.places import NoSuchPlace, find_index, laws_index
from legal_text.importing.run import Fault, Import, Stopped, Totals
from legal_text.models import RulesIndexPage
from zaedno.core.logs import only_warnings


class Command(BaseCommand):
    help = (
        "Imports documents from a file with one JSON object a line (id, kind, lang, title, body) "
        "into pages of rules. Can be stopped and run again: what is imported stays, what has "
        "changed gets a new version, what is the same is left alone."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument(
            "--under",
            metavar="PAGE",
            help="list of rules that takes the acts, by id or address; by default “Закони”",
        )
        parser.add_argument("--kind", nargs="+", default=[], help="import only these kinds")
        parser.add_argument(
            "--batch-size", type=int, default=100, help="lines in one transaction (100)"
        )
        shown = parser.add_mutually_exclusive_group()
        shown.add_argument(
            "--publish", dest="publish", action="store_true", default=True, help="(by default)"
        )
        shown.add_argument(
            "--draft", dest="publish", action="store_false", help="leave new versions unpublished"
        )
        parser.add_argument("--dry-run", action="store_true", help="only say what would be done")
        parser.add_argument(
            "--stop-on-error", action="store_true", help="end at the first faulty line"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        file: Path = options["file"]
        if not file.is_file():
            raise CommandError(f"There is no file {file}.")
        if options["batch_size"] < 1:
            raise CommandError("--batch-size must be at least 1.")
        with translation.override("bg"), only_warnings("wagtail"):
            self._import(file, options)

    def _import(self, file: Path, options: dict[str, Any]) -> None:
        index = self._index(options)
        progress = tqdm(
            total=file.stat().st_size, desc=file.name, unit="B", unit_scale=True, disable=None
        )

        def on_line(line: Line) -> None:
            progress.update(line.size)

        run = Import(
            index=None if options["dry_run"] else index,
            publish=options["publish"],
            kinds=frozenset(options["kind"]),
            batch_size=options["batch_size"],
            stop_on_error=options["stop_on_error"],
            on_fault=self._report_fault,
            on_line=on_line,
        )
        try:
            with progress:
                run.run(read_lines(file))
        except Stopped:
            raise CommandError(f"Stopped at the first fault. {_summary(run.totals)}") from None
        self.stdout.write(_summary(run.totals, dry_run=options["dry_run"]))

    def _index(self, options: dict[str, Any]) -> RulesIndexPage | None:
        try:
            if options["under"]:
                return find_index(options["under"])
            return None if options["dry_run"] else laws_index()
        except NoSuchPlace as error:
            raise CommandError(str(error)) from error

    def _report_fault(self, fault: Fault) -> None:
        self.stderr.write(f"Line {fault.number}: {fault.reason}")


def _summary(totals: Totals, *, dry_run: bool = False) -> str:
    counts = ", ".join(f"{totals.outcomes[outcome]} {outcome.value}" for outcome in Outcome)
    prefix = "Nothing was written. It would be: " if dry_run else "Imported: "
    other = f", {totals.other_kinds} of other kinds" if totals.other_kinds else ""
    return f"{prefix}{counts}{other}, {len(totals.faults)} faulty."
