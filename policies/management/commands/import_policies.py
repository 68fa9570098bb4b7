"""Imports measures, money, indicators or measurements from a file."""

from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation
from tqdm import tqdm

from policies.models import ImportKind, ImportState
from policies.services.imports import import_now
from policies.spreadsheets.checking import check_file
from policies.spreadsheets.findings import Finding, from_data
from policies.spreadsheets.rows import FileRefused
from zaedno.core.models import Unit
from zaedno.users.models import User


class Command(BaseCommand):
    help = (
        "Imports a file (.xlsx or .csv) of measures, money, indicators or measurements: all of it "
        "or nothing. New and changed parts become drafts, progress waits for approval."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("kind", choices=ImportKind.values, metavar="KIND")
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--dry-run", action="store_true", help="only say what is wrong")
        parser.add_argument("--unit", metavar="NAME", help="the unit that made the file")
        parser.add_argument(
            "--user",
            metavar="NAME",
            help="in whose name; by default the only administrator there is",
        )
        parser.add_argument(
            "--language",
            choices=[code for code, _name in settings.LANGUAGES],
            default=settings.LANGUAGE_CODE,
            help="of mistakes and warnings",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        if not path.is_file():
            raise CommandError(f"There is no file {path}.")
        bar = tqdm(desc=path.name, unit=" rows", disable=None)
        try:
            with translation.override(options["language"]), bar, path.open("rb") as file:
                if options["dry_run"]:
                    self._check(file, options, bar)
                else:
                    self._import(file, options, bar)
        except FileRefused as refusal:
            raise CommandError(refusal.sentence) from refusal
        except PermissionDenied as error:
            raise CommandError("The user may not import files of this kind.") from error

    def _check(self, file: IO[bytes], options: dict[str, Any], bar: Any) -> None:
        plan = check_file(file, kind=options["kind"], may_change=True, report=_showing(bar))
        self._tell(plan.findings.in_order(), plan.summary())
        self.stdout.write(f"Nothing was written. It would be: {_counts(plan.summary())}.")

    def _import(self, file: IO[bytes], options: dict[str, Any], bar: Any) -> None:
        run = import_now(
            file,
            kind=options["kind"],
            by=_user(options["user"]),
            unit=_unit(options["unit"]),
            language=options["language"],
            name=options["file"].name,
            report=_showing(bar),
        )
        self._tell(from_data(run.findings), run.summary)
        if run.state != ImportState.DONE:
            raise CommandError("The import was stopped. Nothing was imported.")
        self.stdout.write(f"Imported: {_counts(run.summary)}.")

    def _tell(self, findings: list[Finding], summary: dict[str, Any]) -> None:
        for finding in findings:
            place = ", ".join(str(part) for part in (finding.row, finding.column) if part)
            self.stderr.write(f"{finding.level} {place}: {finding.sentence}".replace(" :", ":"))
        if summary["faults"]:
            raise CommandError(f"{summary['faults']} mistakes. Nothing was imported.")


def _showing(bar: Any) -> Any:
    def show(done: int, of: int) -> None:
        bar.total = of
        bar.update(done - bar.n)

    return show


def _counts(summary: dict[str, Any]) -> str:
    names = ("new", "changed", "same", "drafts", "entries", "warnings")
    return ", ".join(f"{summary[name]} {name}" for name in names)


def _user(name: str | None) -> User:
    if name is None:
        found = list(User.objects.filter(is_superuser=True, is_active=True)[:2])
        if len(found) != 1:
            raise CommandError("Say in whose name: --user NAME.")
        return found[0]
    user = User.objects.filter(username=name, is_active=True).first()
    if user is None:
        raise CommandError(f"There is no user {name}.")
    return user


def _unit(name: str | None) -> Unit | None:
    unit = Unit.objects.filter(name=name).first() if name else None
    if name and unit is None:
        raise CommandError(f"There is no unit {name}.")
    return unit
