"""The benchmark judges rightly; what it measures is for `make bench`."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker, Settings

from tests.bench.costs import PAGE, Cost
from tests.bench.instructions import callgrind_total, perf_total
from tests.bench.search_speed import generated_documents, measure_speed, percentiles


def test_a_page_at_its_limits_is_within_them():
    assert Cost(warm=8, cold=14, instructions=48.0).broken(PAGE) == []


@pytest.mark.parametrize(
    ("cost", "sentence"),
    [
        pytest.param(Cost(9, 14), "queries warm: 9, at most 8", id="warm"),
        pytest.param(Cost(8, 15), "queries cold: 15, at most 14", id="cold"),
        pytest.param(Cost(8, 14, 48.5), "million instructions: 48.5, at most 48", id="code"),
    ],
)
def test_each_broken_limit_is_named(cost, sentence):
    assert cost.broken(PAGE) == [sentence]


def test_instructions_are_read_from_either_counter():
    assert callgrind_total("events: Ir\nsummary: 2100\n\ntotals: 2100\n") == 2100
    assert perf_total("# started\n\n4200,,instructions:u,900,100.00,,\n") == 4200


def test_a_file_without_a_total_is_a_mistake_and_not_zero():
    with pytest.raises(ValueError, match="no total"):
        callgrind_total("events: Ir\n")
    with pytest.raises(ValueError, match="no instructions"):
        perf_total("<not supported>,,instructions:u,0,100.00,,\n")


def test_percentiles_are_in_milliseconds():
    assert percentiles([0.002] * 20) == "p50 2.0 ms, p95 2.0 ms, p99 2.0 ms"


def test_generated_documents_have_ids_of_their_own():
    ids = [document["id"] for document in generated_documents()]
    assert all(one != other for one, other in pairwise(ids))


def test_searches_are_timed_and_judged(
    tmp_path: Path,
    settings: Settings,
    capsys: pytest.CaptureFixture[str],
    django_db_blocker: DjangoDbBlocker,
) -> None:
    settings.ELASTICSEARCH_URL = ""
    documents, queries = tmp_path / "documents.jsonl", tmp_path / "queries.jsonl"
    documents.write_text('{"id": "park", "title": "Ремонт на парка"}\n', encoding="utf-8")
    asked = '{"id": "1", "kind": "word", "text": "парковете", "rel": {"park": 3}}\n'
    queries.write_text(asked * 2, encoding="utf-8")
    with django_db_blocker.unblock():
        measure_speed(documents, queries)
    said = capsys.readouterr().out
    assert "database: 2 queries, p50" in said
    assert re.search(r"overall +2 +1\.000", said)
