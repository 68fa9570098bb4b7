import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connections
from pytest_django import DjangoDbBlocker, Settings

from search.backends.elasticsearch import ElasticsearchBackend
from search.evaluation import JudgedQuery, Measures, measure
from search.evaluation_runs import in_index

DOCUMENTS = [
    {"id": "park", "kind": "project", "lang": "bg", "title": "Ремонт на парка", "body": "Дървета."},
    {"id": "tax", "kind": "page", "lang": "bg", "title": "Местни данъци", "body": "Кога се плаща."},
    {"id": "rules", "kind": "law", "lang": "bg", "title": "Правилник", "body": "Обществен съвет."},
]
QUERIES = [
    {"id": "q1", "kind": "word", "text": "парковете", "rel": {"park": 3}},
    {"id": "q2", "kind": "word", "text": "данъкът", "rel": {"tax": 3}},
    {"id": "q3", "kind": "topic", "text": "квантова физика", "rel": {"rules": 2}},
]


def of(found: list[str], relevance: dict[str, int]) -> Measures:
    return measure([JudgedQuery("1", "word", "", relevance)], {"1": found})["overall"]


def test_ndcg_is_one_for_the_best_order_and_less_for_another() -> None:
    relevance = {"a": 3, "b": 2, "c": 1}
    assert of(["a", "b", "c"], relevance).ndcg == 1
    # (3·1 + 7/log2 3 + 1/2) / (7 + 3/log2 3 + 1/2)
    assert of(["b", "a", "c"], relevance).ndcg == pytest.approx(0.8428, abs=1e-4)
    assert of(["x"], relevance).ndcg == 0


def test_reciprocal_rank_counts_only_what_is_fully_relevant() -> None:
    assert of(["x", "c", "b"], {"b": 2, "c": 1}).mrr == pytest.approx(1 / 3)
    assert of(["c"], {"c": 1}).mrr == 0


def test_recall_counts_every_grade_among_the_first_ten() -> None:
    assert of(["a", *"0123456789", "b"], {"a": 3, "b": 1}).recall == 0.5


def test_an_answer_without_documents_is_empty() -> None:
    assert of([], {"a": 3}).empty == 1
    assert of(["x"], {"a": 3}).empty == 0


def test_measures_are_by_kind_and_over_all() -> None:
    queries = [JudgedQuery("1", "word", "", {"a": 2}), JudgedQuery("2", "topic", "", {"b": 2})]
    measures = measure(queries, {"1": ["a"]})
    assert measures["word"].ndcg == 1
    assert measures["topic"].empty == 1
    assert measures["overall"].recall == 0.5


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path, Path]:
    documents, queries = tmp_path / "docs.jsonl", tmp_path / "queries.jsonl"
    for path, lines in ((documents, DOCUMENTS), (queries, QUERIES)):
        path.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    return documents, queries, tmp_path / "run.json"


def evaluate(files: tuple[Path, Path, Path], backend: str) -> dict[str, list[str]]:
    documents, queries, run = files
    out = StringIO()
    call_command(
        "search_eval", documents=documents, queries=queries, run=run, backend=backend, stdout=out
    )
    assert "overall" in out.getvalue()
    return json.loads(run.read_text(encoding="utf-8"))


ANSWERS = {"q1": ["park"], "q2": ["tax"], "q3": []}


def test_search_eval_needs_no_table_of_the_site(
    files: tuple[Path, Path, Path], django_db_blocker: DjangoDbBlocker
) -> None:
    with django_db_blocker.unblock():
        assert evaluate(files, "database") == ANSWERS
    assert list(connections) == ["default"]


@pytest.mark.parametrize(
    "backend", ["database", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)]
)
def test_search_eval_writes_fifty_answers_at_most_the_best_first(
    backend: str,
    files: tuple[Path, Path, Path],
    request: pytest.FixtureRequest,
    django_db_blocker: DjangoDbBlocker,
) -> None:
    if backend == "elasticsearch":
        request.getfixturevalue("node")
    poor = [{"id": str(n), "title": f"Вест {n}", "body": "Край парка."} for n in range(60)]
    best = {"id": "best", "title": "Парк", "body": "Паркът."}
    documents, queries, _run = files
    documents.write_text("\n".join(map(json.dumps, [*poor, best])), encoding="utf-8")
    asked = {"id": "q1", "kind": "topic", "text": "парк", "rel": {"best": 3}}
    queries.write_text(json.dumps(asked), encoding="utf-8")
    with django_db_blocker.unblock():
        found = evaluate(files, backend)["q1"]
    assert len(set(found)) == len(found) == 50
    assert found[0] == "best"


@pytest.mark.elasticsearch
def test_search_eval_has_an_index_under_the_name_of_ours_and_leaves_none(
    files: tuple[Path, Path, Path],
    node: ElasticsearchBackend,
    settings: Settings,
    django_db_blocker: DjangoDbBlocker,
) -> None:
    def ours() -> list[str]:
        return list(node.client.indices.get(index=f"{settings.ELASTICSEARCH_INDEX_PREFIX}*"))

    with (
        django_db_blocker.unblock(),
        in_index(DOCUMENTS, url=settings.ELASTICSEARCH_URL) as corpus,
    ):
        assert ours() == [f"{corpus.backend.alias}-1"]
    assert ours() == []
    with django_db_blocker.unblock():
        assert evaluate(files, "elasticsearch") == ANSWERS
    assert ours() == []


def test_search_eval_says_what_it_lacks(files: tuple[Path, Path, Path]) -> None:
    with pytest.raises(CommandError, match="ELASTICSEARCH_URL"):
        evaluate(files, "elasticsearch")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "docs.jsonl, line 2: not JSON"),
        ("[]", "docs.jsonl, line 2: not a JSON object"),
        ('{"title": "Парк"}', "docs.jsonl, line 2: lacks id"),
        ("\udc80", "docs.jsonl, line 2: not JSON"),
    ],
)
def test_search_eval_names_the_line_that_it_cannot_use(
    line: str,
    said: str,
    files: tuple[Path, Path, Path],
    django_db_blocker: DjangoDbBlocker,
) -> None:
    text = f"{json.dumps(DOCUMENTS[0])}\n{line}\n"
    files[0].write_bytes(text.encode("utf-8", "surrogateescape"))
    with django_db_blocker.unblock(), pytest.raises(CommandError, match=said):
        evaluate(files, "database")
    assert list(connections) == ["default"]


def test_search_eval_refuses_a_file_without_queries_or_a_place_that_is_not_there(
    files: tuple[Path, Path, Path], tmp_path: Path
) -> None:
    documents, queries, _ = files
    with pytest.raises(CommandError, match="no folder"):
        evaluate((documents, queries, tmp_path / "nowhere" / "run.json"), "database")
    with pytest.raises(CommandError, match="No such file"):
        evaluate((documents, tmp_path / "none.jsonl", tmp_path / "run.json"), "database")
    queries.write_text("\n")
    with pytest.raises(CommandError, match="no query"):
        evaluate(files, "database")


def test_search_eval_says_when_elasticsearch_is_away(
    files: tuple[Path, Path, Path], settings: Settings, django_db_blocker: DjangoDbBlocker
) -> None:
    settings.ELASTICSEARCH_URL = "http://127.0.0.1:1"
    with django_db_blocker.unblock(), pytest.raises(CommandError, match="does not answer"):
        evaluate(files, "elasticsearch")
    assert list(connections) == ["default"]
