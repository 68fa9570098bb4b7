#!/usr/bin/env python
"""Django's command line, with the package folder on the path first."""

import os
import sys
from pathlib import Path

from django.core.management import execute_from_command_line

# `site` names a frozen module of the standard library, so the folder holds the package instead.
sys.path.insert(0, str(Path(__file__).resolve().parent / "site"))


def main() -> None:
    """Run the command that was asked for."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zaedno.settings.production")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
