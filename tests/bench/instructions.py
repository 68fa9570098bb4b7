"""Machine instructions of one visit, which a busy machine does not change."""

import re
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

MILLION = 1_000_000
FEW, MANY = 3, 8


def counter() -> str | None:
    """The program that counts: valgrind, else perf where it may; ``None`` without either."""
    if shutil.which("valgrind"):
        return "valgrind"
    if shutil.which("perf") and _perf_counts():
        return "perf"
    return None


def of_one_visit(
    command: Sequence[str], *, environment: Mapping[str, str], folder: Path, by: str
) -> float:
    """Millions of instructions of a visit; ``command`` takes the number of visits last."""
    few, many = (_count([*command, str(visits)], environment, folder, by) for visits in (FEW, MANY))
    return (many - few) / (MANY - FEW) / MILLION


def callgrind_total(text: str) -> int:
    """The total that a file of callgrind names."""
    found = re.search(r"^(?:totals|summary): (\d+)", text, re.MULTILINE)
    if found is None:
        raise ValueError("callgrind wrote no total")
    return int(found[1])


def perf_total(text: str) -> int:
    """The number before ``instructions`` in the lines of `perf stat -x,`."""
    for line in text.splitlines():
        number, *rest = line.split(",")
        if number.isdigit() and any(word.startswith("instructions") for word in rest):
            return int(number)
    raise ValueError("perf counted no instructions")


def _count(command: Sequence[str], environment: Mapping[str, str], folder: Path, by: str) -> int:
    # Hashes of texts in another order would cost another number of instructions.
    steady = {**environment, "PYTHONHASHSEED": "0"}
    with TemporaryDirectory() as scratch:
        counted = Path(scratch) / "counted"
        prefix = {
            "valgrind": ["valgrind", "--tool=callgrind", f"--callgrind-out-file={counted}"],
            "perf": ["perf", "stat", "-x,", "-e", "instructions:u", "-o", str(counted)],
        }[by]
        subprocess.run([*prefix, *command], cwd=folder, env=steady, check=True, capture_output=True)
        text = counted.read_text()
    return callgrind_total(text) if by == "valgrind" else perf_total(text)


def _perf_counts() -> bool:
    command = ["perf", "stat", "-x,", "-e", "instructions:u", "true"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode == 0 and "not" not in done.stderr
