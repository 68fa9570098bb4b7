"""`make bench-search`: how long searches take on each backend, and how good judged ones are.

Without arguments a small generated corpus is searched, and then, on Elasticsearch, one of the size
of an archive. `ARGS="--documents F --queries F"` names JSON Lines files of the form that
`manage.py search_eval` reads.
"""

import os
import subprocess
import sys
import tempfile
from argparse import ArgumentParser
from collections.abc import Mapping, Sequence
from pathlib import Path

from django.conf import settings

REPOSITORY = Path(__file__).resolve().parents[2]
CORPUS = REPOSITORY.parent / "shared" / "corpus" / "docs.jsonl"


def main(arguments: Sequence[str]) -> int:
    """Ask each query on each backend that there is, and print what was measured."""
    parser = ArgumentParser(prog="make bench-search")
    parser.add_argument("--documents", type=Path)
    parser.add_argument("--queries", type=Path)
    parser.add_argument("--size", type=int, default=100_000, help="documents of the archive")
    parser.add_argument("--corpus", type=Path, default=CORPUS, help="whose words they are made of")
    options = parser.parse_args(arguments)
    if (options.documents is None) != (options.queries is None):
        parser.error("--documents and --queries are given together")
    given = [options.documents, options.queries] if options.documents else []
    files = [path.absolute() for path in given]
    _run_main_of("tests.bench.search_speed", files, os.environ)
    if files:
        return 0
    if settings.ELASTICSEARCH_URL and options.corpus.is_file():
        _measure_archive(options.size, options.corpus)
    else:
        sys.stdout.write("the archive: not measured, it needs ELASTICSEARCH_URL and --corpus\n")
    return 0


def _measure_archive(size: int, corpus: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="bench-search-") as folder:
        environment = {
            **os.environ,
            "DATA_DIR": folder,
            "DATABASE_URL": "",
            "REDIS_URL": "",
            "SEARCH_INDEX_PREFIX": f"bench-{os.getpid()}-",
            "SEARCH_TIMEOUT_SECONDS": "60",
        }
        for arguments in (["migrate", "--verbosity=0"], ["collectstatic", "--no-input", "-v0"]):
            _run(["manage.py", *arguments], environment)
        _run_main_of("tests.bench.search_figures", [size, corpus], environment)


def _run_main_of(module: str, arguments: Sequence[object], environment: Mapping[str, str]) -> None:
    """Run what imports models, in a process in which Django is set up before."""
    code = f"import django; django.setup(); from {module} import main; main()"
    _run(["-c", code, *map(str, arguments)], environment)


def _run(arguments: Sequence[str], environment: Mapping[str, str]) -> None:
    subprocess.run([sys.executable, *arguments], cwd=REPOSITORY, env=environment, check=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
