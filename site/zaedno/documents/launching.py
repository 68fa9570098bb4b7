"""Starts a reading process, waits as long as it may take, and believes little of what it says.

What the process may use is bounded by the kernel (``extraction.limits``); it gets no secret, no
connection and nothing on standard input.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import IO

from zaedno import REPOSITORY
from zaedno.documents.extraction.limits import WRITTEN, Limits
from zaedno.documents.extraction.outcome import Outcome, Reading

MODULE = "zaedno.documents.extraction"
_PASSED_ON = ("PATH", "TESSDATA_PREFIX", "LD_LIBRARY_PATH")
_MEANING_OF_SIGNALS = {
    signal.SIGXCPU: Outcome.TIMED_OUT,
    signal.SIGXFSZ: Outcome.TOO_LARGE,
    # The kernel was short of memory; our own killing is not seen here.
    signal.SIGKILL: Outcome.TOO_LARGE,
}


def read_file(path: Path, kind: str, *, start: int = 1, limits: Limits | None = None) -> Reading:
    """Read a file in a process of its own.

    Args:
        path: of the file.
        kind: the extension of its name, in small letters.
        start: first page to read.
        limits: what the process may have.

    Returns:
        What was read, or why nothing was. Nothing is raised for what is wrong with a file.
    """
    limits = limits or Limits()
    with tempfile.TemporaryFile() as answer:
        command = [sys.executable, "-m", MODULE, str(path), kind, str(start)]
        process = subprocess.Popen(  # noqa: S603  our own module; the name of the file is its argument
            [*command, json.dumps(limits.as_json())],
            stdin=subprocess.DEVNULL,
            stdout=answer,
            stderr=subprocess.DEVNULL,
            env=_environment(),
            cwd=tempfile.gettempdir(),
            start_new_session=True,
        )
        try:
            code = process.wait(limits.seconds)
        except subprocess.TimeoutExpired:
            return Reading(Outcome.TIMED_OUT, f"more than {limits.seconds:.0f} seconds")
        finally:
            _end(process)
        return _answer_in(answer) if code == 0 else _broken(code)


def _environment() -> dict[str, str]:
    """Where programs are; nothing of what the site is trusted with."""
    kept = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    return {
        **kept,
        "PYTHONPATH": str(REPOSITORY / "site"),
        "PYTHONDONTWRITEBYTECODE": "1",
        "LANG": "C.UTF-8",
        # One page is read at a time: more threads would only take more memory.
        "OMP_THREAD_LIMIT": "1",
    }


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End the process with all that it started."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _answer_in(file: IO[bytes]) -> Reading:
    file.seek(0)
    try:
        return Reading.from_json(json.loads(file.read(WRITTEN)))
    except (KeyError, TypeError, ValueError):
        return Reading(Outcome.DAMAGED, "the reading process gave no answer")


def _broken(code: int) -> Reading:
    if code > 0:
        return Reading(Outcome.DAMAGED, f"the reading process ended with {code}")
    meaning = _MEANING_OF_SIGNALS.get(signal.Signals(-code), Outcome.DAMAGED)
    return Reading(meaning, f"the reading process broke off: {signal.Signals(-code).name}")
