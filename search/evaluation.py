"""How good search is: judged queries, and the measures that information retrieval uses.

``ir-measures`` computes them, with ``trec_eval`` behind it: figures that others can compare.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Any

import ir_measures
from ir_measures import RR, R, nDCG

DEPTH = 50
OVERALL = "overall"
FULLY_RELEVANT = 2
EMPTY = "empty"
# The gain of a grade is 2^grade − 1.
NDCG = nDCG(gains={0: 0, 1: 1, 2: 3, 3: 7}) @ 10
MRR = RR(rel=FULLY_RELEVANT) @ DEPTH
RECALL = R(rel=1) @ 10
MEASURES = (NDCG, MRR, RECALL)


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


class FaultyFileError(ValueError):
    """A file of documents or queries that cannot be used; says which line, and why."""


def read_lines(path: Path, *, needed: Collection[str] = ("id",)) -> Iterator[dict[str, Any]]:
    """The objects of a JSON Lines file, one at a time.

    Raises:
        FaultyFileError: a line is no JSON object, or lacks a field that is needed.
        OSError: the file cannot be read.
    """
    with path.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                found = json.loads(line)
            except ValueError as error:
                raise FaultyFileError(f"{path}, line {number}: not JSON ({error})") from error
            if not isinstance(found, dict):
                raise FaultyFileError(f"{path}, line {number}: not a JSON object")
            if missing := [name for name in needed if name not in found]:
                raise FaultyFileError(f"{path}, line {number}: lacks {', '.join(missing)}")
            yield found


def read_queries(path: Path) -> list[JudgedQuery]:
    """Judged queries from a file.

    Raises:
        FaultyFileError: a line is no query, or there is none.
        OSError: the file cannot be read.
    """
    queries = [
        JudgedQuery(line["id"], line.get("kind", ""), line["text"], line.get("rel", {}))
        for line in read_lines(path, needed=("id", "text"))
    ]
    if not queries:
        raise FaultyFileError(f"{path}: no query in it")
    return queries


def measure(
    queries: Sequence[JudgedQuery], run: Mapping[str, Sequence[str]]
) -> dict[str, Measures]:
    """The measures by kind of query, and over all."""
    of_each = _measure_each(queries, run)
    groups: dict[str, list[str]] = defaultdict(list)
    for query in queries:
        groups[query.kind].append(query.id)
    groups = {kind: groups[kind] for kind in sorted(groups)}
    groups |= {OVERALL: [query.id for query in queries]}
    return {kind: _average([of_each[id] for id in ids]) for kind, ids in groups.items() if ids}


def _measure_each(
    queries: Iterable[JudgedQuery], run: Mapping[str, Sequence[str]]
) -> dict[str, dict[str, float]]:
    """Each measure of each query; ``empty`` is one where nothing was found."""
    judged = [
        ir_measures.Qrel(query.id, document, grade)
        for query in queries
        for document, grade in query.relevance.items()
    ]
    answers = [
        ir_measures.ScoredDoc(query.id, document, -place)
        for query in queries
        for place, document in enumerate(run.get(query.id, ())[:DEPTH])
    ]
    found = {q.id: {str(m): 0.0 for m in MEASURES} for q in queries}
    for one in ir_measures.iter_calc(MEASURES, judged, answers):
        found[one.query_id][str(one.measure)] = one.value
    for query in queries:
        found[query.id][EMPTY] = float(not run.get(query.id))
    return found


def _average(measured: Sequence[Mapping[str, float]]) -> Measures:
    mean = {name: fmean(one[name] for one in measured) for name in measured[0]}
    return Measures(
        queries=len(measured),
        ndcg=mean[str(NDCG)],
        mrr=mean[str(MRR)],
        recall=mean[str(RECALL)],
        empty=mean[EMPTY],
    )


def table(measures: Mapping[str, Measures]) -> str:
    """The measures as text in columns."""
    lines = [f"{'kind':<16}{'queries':>8}{'nDCG@10':>9}{'MRR':>7}{'recall@10':>11}{'empty':>7}"]
    lines += [
        f"{kind:<16}{m.queries:>8}{m.ndcg:>9.3f}{m.mrr:>7.3f}{m.recall:>11.3f}{m.empty:>7.1%}"
        for kind, m in measures.items()
    ]
    return "\n".join(lines)
