"""How long functions and modules may be (a function of 60 lines hides two others)."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles

REPOSITORY = Path(__file__).resolve().parents[1]
APPS = (
    "site",
    "home",
    "policies",
    "legal_text",
    "recommendations",
    "evaluation",
    "forms",
    "news",
    "search",
)
LONGEST_FUNCTION = 60
LONGEST_MODULE = 400
MEDIAN_FUNCTION = 9
P95_FUNCTION = 35


def main() -> int:
    """Print what is too long, and the measures; returns 1 where a bound is passed."""
    modules = {path: len(path.read_text().splitlines()) for path in _modules()}
    functions = [found for path in modules for found in _functions(path)]
    complaints = [
        f"{path}: {lines} lines" for path, lines in modules.items() if lines > LONGEST_MODULE
    ]
    complaints += [
        f"{name}: {lines} lines" for name, lines in functions if lines > LONGEST_FUNCTION
    ]
    lengths = [lines for _name, lines in functions]
    middle, p95 = median(lengths), quantiles(lengths, n=20)[-1]
    if middle > MEDIAN_FUNCTION or p95 > P95_FUNCTION:
        complaints.append(
            f"functions: median {middle} (≤ {MEDIAN_FUNCTION}), p95 {p95} (≤ {P95_FUNCTION})"
        )
    sys.stdout.writelines(f"{complaint}\n" for complaint in complaints)
    sys.stdout.write(f"functions: {len(lengths)}, median {middle}, p95 {p95:.0f} lines\n")
    return 1 if complaints else 0


def _modules() -> Iterator[Path]:
    for app in APPS:
        for path in (REPOSITORY / app).rglob("*.py"):
            # Migrations are made by a tool; demo content is text, not code.
            if not {"migrations", "content", "demo"} & set(path.parts):
                yield path


def _functions(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            name = f"{path.relative_to(REPOSITORY)}:{node.lineno} {node.name}"
            yield name, _body_lines(node)


def _body_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from the signature to the end, without the docstring."""
    whole = (node.end_lineno or node.lineno) - node.lineno + 1
    first = node.body[0]
    documented = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    docstring = (first.end_lineno or first.lineno) - first.lineno + 1 if documented else 0
    return whole - docstring


if __name__ == "__main__":
    sys.exit(main())
