"""`make messages`: collect the strings into the Bulgarian catalogue and compile it.

With ``--check`` nothing is kept: the exit code says whether every string has its Bulgarian, and
whether the compiled catalogues are those of the sources.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import polib

from tests.services.packages import find_program, install

REPOSITORY = Path(__file__).resolve().parents[1]
PACKAGE = REPOSITORY / "site" / "zaedno"
OURS = PACKAGE / "locale" / "bg" / "LC_MESSAGES"
CATALOGUES = [OURS / "django.po", *(PACKAGE / "locale_cms" / "bg" / "LC_MESSAGES").glob("*.po")]
SOURCES = (
    *("site", "home", "policies", "legal_text", "recommendations", "evaluation", "forms", "news"),
    *("search", "templates"),
)


def main(arguments: Sequence[str]) -> int:
    """Collect and compile, or only check."""
    if find_program("xgettext") is None:
        install("gettext", needed_for="catalogues")
    if "--check" in arguments:
        return _check()
    catalogue = _collected()
    catalogue.save(str(OURS / "django.po"))
    for path in CATALOGUES:
        polib.pofile(str(path)).save_as_mofile(str(path.with_suffix(".mo")))
    return _report(_untranslated(catalogue))


def _check() -> int:
    complaints = _untranslated(_collected())
    for path in CATALOGUES:
        compiled = path.with_suffix(".mo")
        if not compiled.exists() or compiled.read_bytes() != polib.pofile(str(path)).to_binary():
            complaints.append(f"{compiled.relative_to(REPOSITORY)} is stale: make messages")
    return _report(complaints)


def _collected() -> polib.POFile:
    """The catalogue as the sources ask for it now, with the translations that we have."""
    with tempfile.TemporaryDirectory() as scratch:
        tree = Path(scratch)
        for source in SOURCES:
            shutil.copytree(REPOSITORY / source, tree / source, ignore=_no_catalogues)
        locale = tree / "locale"
        (locale / "bg" / "LC_MESSAGES").mkdir(parents=True)
        if (OURS / "django.po").exists():
            shutil.copy(OURS / "django.po", locale / "bg" / "LC_MESSAGES")
        command = [sys.executable, "-m", "django", "makemessages", "--locale=bg"]
        command += ["--no-location", "--no-wrap", "--no-obsolete", "--extension=html,txt,py"]
        environment = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}
        subprocess.run(command, cwd=tree, env=environment, check=True, capture_output=True)
        catalogue = polib.pofile(str(locale / "bg" / "LC_MESSAGES" / "django.po"))
    for entry in catalogue:
        if entry.fuzzy:
            entry.flags.remove("fuzzy")
            entry.msgstr = ""
            entry.msgstr_plural = dict.fromkeys(entry.msgstr_plural, "")
    catalogue.sort(key=lambda entry: entry.msgid_with_context)
    catalogue.metadata.pop("POT-Creation-Date", None)
    return catalogue


def _no_catalogues(folder: str, names: list[str]) -> set[str]:
    return {name for name in names if name in {"locale", "locale_cms", "static", "__pycache__"}}


def _untranslated(catalogue: polib.POFile) -> list[str]:
    return [f"no Bulgarian for: {entry.msgid}" for entry in catalogue.untranslated_entries()]


def _report(complaints: Sequence[str]) -> int:
    sys.stdout.writelines(f"{complaint}\n" for complaint in complaints)
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
