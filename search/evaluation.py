"""How good search is: judged queries, and the measures that information retrieval uses."""

import json
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Any

DEPTH = 50
OVERALL = "overall"
FULLY_RELEVANT = 2


@dataclass(frozen=True)
class JudgedQuery:
    """A query and how relevant each document is to it (3 sought, 2 fully relevant, 1 related)."""

    id: str
    kind: str
    text: str
    relevance: Mapping[str, int]


@dataclass(frozen=True)
class Measures:
    """Averages over some queries."""

    queries: int
    ndcg: float
    mrr: float
    recall: float
    empty: float


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSON Lines file, one at a time."""
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def read_queries(path: Path) -> list[JudgedQuery]:
    """Judged queries from a file."""
    return [
        JudgedQuery(line["id"], line.get("kind", ""), line["text"], line.get("rel", {}))
        for line in read_lines(path)
    ]


def ndcg(found: Sequence[str], relevance: Mapping[str, int], *, at: int = 10) -> float:
    """Normalised discounted cumulative gain: 1 when no better order exists."""
    best = _gain(sorted(relevance.values(), reverse=True)[:at])
    return _gain([relevance.get(document, 0) for document in found[:at]]) / best if best else 0.0


def _gain(grades: Iterable[int]) -> float:
    return sum((2**grade - 1) / math.log2(place + 1) for place, grade in enumerate(grades, 1))


def reciprocal_rank(found: Sequence[str], relevance: Mapping[str, int]) -> float:
    """One divided by the place of the first document that is fully relevant."""
    for place, document in enumerate(found[:DEPTH], 1):
        if relevance.get(document, 0) >= FULLY_RELEVANT:
            return 1 / place
    return 0.0


def recall(found: Sequence[str], relevance: Mapping[str, int], *, at: int = 10) -> float:
    """Share of the relevant documents that stand among the first."""
    relevant = {document for document, grade in relevance.items() if grade}
    return len(relevant.intersection(found[:at])) / len(relevant) if relevant else 0.0


def measure(
    queries: Sequence[JudgedQuery], run: Mapping[str, Sequence[str]]
) -> dict[str, Measures]:
    """The measures by kind of query, and over all."""
    groups: dict[str, list[JudgedQuery]] = defaultdict(list)
    for query in queries:
        groups[query.kind].append(query)
    ordered = {kind: groups[kind] for kind in sorted(groups)} | {OVERALL: list(queries)}
    return {kind: _average(some, run) for kind, some in ordered.items() if some}


def _average(queries: Sequence[JudgedQuery], run: Mapping[str, Sequence[str]]) -> Measures:
    found = [(run.get(query.id, ()), query.relevance) for query in queries]
    return Measures(
        queries=len(queries),
        ndcg=fmean(ndcg(*pair) for pair in found),
        mrr=fmean(reciprocal_rank(*pair) for pair in found),
        recall=fmean(recall(*pair) for pair in found),
        empty=fmean(not documents for documents, _ in found),
    )


def table(measures: Mapping[str, Measures]) -> str:
    """The measures as text in columns."""
    lines = [f"{'kind':<16}{'queries':>8}{'nDCG@10':>9}{'MRR':>7}{'recall@10':>11}{'empty':>7}"]
    lines += [
        f"{kind:<16}{m.queries:>8}{m.ndcg:>9.3f}{m.mrr:>7.3f}{m.recall:>11.3f}{m.empty:>7.1%}"
        for kind, m in measures.items()
    ]
    return "\n".join(lines)
