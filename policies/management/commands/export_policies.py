"""Exports measures, money, indicators or measurements to a file."""

import shutil
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation

from policies.models import ImportKind, PolicyPage
from policies.spreadsheets.exporting import export
from policies.spreadsheets.writing import FileFormat


class Command(BaseCommand):
    help = "Exports what is public of a kind to a file that import_policies takes back."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("kind", choices=ImportKind.values, metavar="KIND")
        parser.add_argument("out", type=Path, metavar="OUT")
        parser.add_argument("--policy", metavar="SLUG", help="only this policy")
        parser.add_argument(
            "--format", choices=FileFormat.values, help="by default what OUT ends in, or xlsx"
        )
        parser.add_argument(
            "--with-waiting",
            action="store_true",
            help="drafts and waiting progress in the place of what is public",
        )
        parser.add_argument(
            "--language",
            choices=[code for code, _name in settings.LANGUAGES],
            default=settings.LANGUAGE_CODE,
            help="of headings and words",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        out: Path = options["out"]
        ending = out.suffix.removeprefix(".")
        by_name = ending if ending in FileFormat.values else FileFormat.XLSX.value
        with (
            translation.override(options["language"]),
            export(
                options["kind"],
                options["format"] or by_name,
                policy=_policy(options["policy"]),
                with_waiting=options["with_waiting"],
            ) as file,
        ):
            try:
                with out.open("wb") as target:
                    shutil.copyfileobj(file, target)
            except OSError as error:
                raise CommandError(f"{out} cannot be written: {error.strerror}.") from error
        self.stdout.write(f"Exported to {out}.")


def _policy(slug: str | None) -> PolicyPage | None:
    policy = PolicyPage.objects.originals().filter(slug=slug).first() if slug else None
    if slug and policy is None:
        raise CommandError(f"There is no policy {slug}.")
    return policy
