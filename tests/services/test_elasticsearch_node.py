"""What the analysers of the search engine make of known words.

The node of `make services` has our stand-in for the module `analysis-common`. Run against an
official node (`ELASTICSEARCH_URL`) as well, these cases show that both analyse alike.
"""

import os
from collections.abc import Iterator
from copy import deepcopy
from typing import Any
from uuid import uuid4

import pytest
from elasticsearch import BadRequestError, Elasticsearch
from modelsearch.backends.elasticsearchbase import ElasticsearchBaseSearchBackend

from tests.needs import not_there

pytestmark = pytest.mark.elasticsearch

BULGARIAN_WORDS = [
    pytest.param("правилник правилници правилникът", ["правилник"], id="regulation"),
    pytest.param("община общината общини общините", ["общин"], id="municipality"),
    pytest.param("наредба наредбата наредби", ["наредб"], id="ordinance"),
    pytest.param("политика политиката политики", ["политик"], id="policy"),
    pytest.param("кмет кмета кметът кметове", ["кмет"], id="mayor"),
    pytest.param("решение решението решенията", ["решени"], id="decision"),
]
# Lucene's stemmer gives these forms of one word two stems; the product's analysis must not rest
# on it alone.
SPLIT_WORDS = [
    pytest.param("решение", "решени", "решения", "решн", id="decision"),
    pytest.param("предложение", "предложени", "предложения", "предложн", id="proposal"),
    pytest.param("становище", "становищ", "становища", "станов", id="opinion"),
    pytest.param("консултация", "консултац", "консултации", "консултаци", id="consultation"),
    pytest.param("съвет", "съвет", "съвети", "съвят", id="council"),
    pytest.param("бюджет", "бюджет", "бюджета", "бюдж", id="budget"),
]


@pytest.fixture(scope="session")
def node() -> Iterator[Elasticsearch]:
    """Give a client of the node in `ELASTICSEARCH_URL`."""
    url = os.environ.get("ELASTICSEARCH_URL")
    if not url:
        not_there("ELASTICSEARCH_URL is not set", "`make services` starts a node")
    with Elasticsearch(url, request_timeout=30) as client:
        yield client


@pytest.fixture
def make_index(node: Elasticsearch) -> Iterator[Any]:
    """Give a function that creates an index with an analysis; the index goes after the test."""
    names: list[str] = []

    def make(settings: dict[str, Any]) -> str:
        name = f"test-analysis-{uuid4().hex}"
        node.indices.create(index=name, settings=settings)
        names.append(name)
        return name

    yield make
    for name in names:
        node.indices.delete(index=name)


def tokens(node: Elasticsearch, text: str, index: str | None = None, **chain: Any) -> list[str]:
    """Give what an analysis makes of a text."""
    answer = node.indices.analyze(index=index, text=text, **chain)
    return [token["token"] for token in answer["tokens"]]


@pytest.mark.parametrize(("forms", "stems"), BULGARIAN_WORDS)
def test_bulgarian_forms_share_a_stem(node: Elasticsearch, forms: str, stems: list[str]) -> None:
    assert sorted(set(tokens(node, forms, analyzer="bulgarian"))) == stems


@pytest.mark.parametrize(("one", "stem", "other", "other_stem"), SPLIT_WORDS)
def test_bulgarian_forms_that_the_stemmer_tears_apart(
    node: Elasticsearch, one: str, stem: str, other: str, other_stem: str
) -> None:
    assert tokens(node, f"{one} {other}", analyzer="bulgarian") == [stem, other_stem]


def test_bulgarian_drops_function_words(node: Elasticsearch) -> None:
    assert tokens(node, "правилник за дейността на община", analyzer="bulgarian") == [
        "правилник",
        "дейност",
        "общин",
    ]


def test_english_stems_and_drops_function_words(node: Elasticsearch) -> None:
    assert tokens(node, "The citizens' policies", analyzer="english") == [
        "citizen",
        "polici",
    ]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        pytest.param("bulgarian", "общините", "общин", id="bulgarian"),
        pytest.param("english", "policies", "polici", id="english"),
        pytest.param("light_english", "policies", "policy", id="light english"),
        pytest.param("minimal_english", "policies", "policy", id="minimal english"),
        pytest.param("porter2", "generously", "generous", id="porter2"),
        pytest.param("possessive_english", "mayor's", "mayor", id="possessive"),
    ],
)
def test_stemmer_languages(node: Elasticsearch, language: str, text: str, expected: str) -> None:
    stemmer = {"type": "stemmer", "language": language}
    assert tokens(node, text, tokenizer="standard", filter=[stemmer]) == [expected]


@pytest.mark.parametrize(
    ("token_filter", "text", "expected"),
    [
        pytest.param("asciifolding", "café", ["cafe"], id="asciifolding"),
        pytest.param(
            {"type": "asciifolding", "preserve_original": True},
            "café",
            ["cafe", "café"],
            id="asciifolding that keeps the original",
        ),
        pytest.param("lowercase", "ЛЕВСКИ", ["левски"], id="lowercase by name"),
        pytest.param({"type": "lowercase"}, "ЛЕВСКИ", ["левски"], id="lowercase by type"),
        pytest.param("uppercase", "Левски", ["ЛЕВСКИ"], id="uppercase"),
        pytest.param(
            {"type": "stop", "stopwords": "_bulgarian_"},
            "план на града",
            ["план", "града"],
            id="stop",
        ),
        pytest.param(
            {"type": "stop", "stopwords": ["град"]},
            "град Левски",
            ["Левски"],
            id="stop by a list",
        ),
        pytest.param(
            {"type": "ngram", "min_gram": 2, "max_gram": 3},
            "план",
            ["пл", "пла", "ла", "лан", "ан"],
            id="ngram",
        ),
        pytest.param(
            {"type": "edge_ngram", "min_gram": 1, "max_gram": 3},
            "план",
            ["п", "пл", "пла"],
            id="edge_ngram",
        ),
        pytest.param(
            {"type": "edge_ngram", "max_gram": 2, "side": "back"},
            "план",
            ["н", "ан"],
            id="from the end",
        ),
        pytest.param("shingle", "план града", ["план", "план града", "града"], id="shingle"),
        pytest.param({"type": "length", "min": 4}, "за град", ["град"], id="length"),
        pytest.param({"type": "truncate", "length": 3}, "правило", ["пра"], id="truncate"),
        pytest.param({"type": "limit", "max_token_count": 1}, "a b", ["a"], id="limit"),
        pytest.param("unique", "a b a", ["a", "b"], id="unique"),
        pytest.param(
            {"type": "unique", "only_on_same_position": True},
            "a b a",
            ["a", "b", "a"],
            id="unique at the same position",
        ),
        pytest.param("reverse", "абв", ["вба"], id="reverse"),
        pytest.param(
            {"type": "pattern_replace", "pattern": "(\\d+)г", "replacement": "$1"},
            "2026г",
            ["2026"],
            id="pattern_replace",
        ),
        pytest.param({"type": "elision", "articles": ["l"]}, "l'avion", ["avion"], id="elision"),
        pytest.param(
            "word_delimiter_graph",
            "Wi-Fi zaednoPortal2",
            ["Wi", "Fi", "zaedno", "Portal", "2"],
            id="word_delimiter_graph",
        ),
        pytest.param(
            {
                "type": "word_delimiter_graph",
                "catenate_all": True,
                "preserve_original": True,
            },
            "ЗМСМА-22",
            ["ЗМСМА-22", "ЗМСМА22", "ЗМСМА", "22"],
            id="word_delimiter_graph with the whole",
        ),
    ],
)
def test_token_filters(
    node: Elasticsearch,
    token_filter: str | dict[str, Any],
    text: str,
    expected: list[str],
) -> None:
    assert tokens(node, text, tokenizer="whitespace", filter=[token_filter]) == expected


@pytest.mark.parametrize(
    ("char_filter", "text", "expected"),
    [
        pytest.param("html_strip", "<p>план</p>", ["план"], id="html_strip"),
        pytest.param(
            {"type": "mapping", "mappings": ["№ => номер", "\\u0439 => и"]},
            "№5 край",
            ["номер5", "краи"],
            id="mapping",
        ),
        pytest.param(
            {"type": "pattern_replace", "pattern": "ѝ", "replacement": "и"},
            "ѝ",
            ["и"],
            id="pattern_replace",
        ),
    ],
)
def test_char_filters(
    node: Elasticsearch,
    char_filter: str | dict[str, Any],
    text: str,
    expected: list[str],
) -> None:
    assert tokens(node, text, tokenizer="whitespace", char_filter=[char_filter]) == expected


@pytest.mark.parametrize(
    ("tokenizer", "text", "expected"),
    [
        pytest.param("whitespace", "чл. 26", ["чл.", "26"], id="whitespace"),
        pytest.param("letter", "чл.26б", ["чл", "б"], id="letter"),
        pytest.param("keyword", "чл. 26", ["чл. 26"], id="keyword"),
        pytest.param({"type": "pattern", "pattern": ";"}, "a;b", ["a", "b"], id="pattern"),
        pytest.param(
            {"type": "pattern", "pattern": "\\d+", "group": 0},
            "a1b22",
            ["1", "22"],
            id="group",
        ),
        pytest.param(
            {"type": "edge_ngram", "max_gram": 3, "token_chars": ["letter"]},
            "план 7",
            ["п", "пл", "пла"],
            id="edge_ngram",
        ),
        pytest.param(
            {"type": "ngram", "min_gram": 2, "max_gram": 2, "token_chars": ["digit"]},
            "а2026",
            ["20", "02", "26"],
            id="ngram",
        ),
    ],
)
def test_tokenizers(
    node: Elasticsearch, tokenizer: str | dict[str, Any], text: str, expected: list[str]
) -> None:
    assert tokens(node, text, tokenizer=tokenizer) == expected


@pytest.mark.parametrize(
    ("analyzer", "expected"),
    [
        pytest.param("whitespace", ["The", "План-2026"], id="whitespace"),
        pytest.param("simple", ["the", "план"], id="simple"),
        pytest.param("stop", ["план"], id="stop"),
        pytest.param("keyword", ["The План-2026"], id="keyword"),
        pytest.param("standard", ["the", "план", "2026"], id="standard"),
    ],
)
def test_plain_analyzers(node: Elasticsearch, analyzer: str, expected: list[str]) -> None:
    assert tokens(node, "The План-2026", analyzer=analyzer) == expected


def test_marked_and_overridden_words_keep_out_of_the_stemmer(
    node: Elasticsearch, make_index: Any
) -> None:
    index = make_index(
        {
            "analysis": {
                "filter": {
                    "marked": {
                        "type": "keyword_marker",
                        "keywords": ["Левски", "левски"],
                    },
                    "overridden": {
                        "type": "stemmer_override",
                        "rules": ["решения => решени"],
                    },
                    "stemmer": {"type": "stemmer", "language": "bulgarian"},
                },
                "analyzer": {
                    "words": {
                        "tokenizer": "standard",
                        "filter": ["lowercase", "marked", "overridden", "stemmer"],
                    }
                },
            }
        }
    )
    assert tokens(node, "решения Левски", index=index, analyzer="words") == [
        "решени",
        "левски",
    ]


@pytest.mark.parametrize("kind", ["synonym", "synonym_graph"])
def test_synonyms_are_read_through_the_filters_before_them(
    node: Elasticsearch, make_index: Any, kind: str
) -> None:
    index = make_index(
        {
            "analysis": {
                "filter": {
                    "stemmer": {"type": "stemmer", "language": "bulgarian"},
                    "synonyms": {
                        "type": kind,
                        "synonyms": ["Общините, кметства", "ЗНА => закон"],
                    },
                },
                "analyzer": {
                    "words": {
                        "tokenizer": "standard",
                        "filter": ["lowercase", "stemmer", "synonyms"],
                    }
                },
            }
        }
    )
    assert set(tokens(node, "община", index=index, analyzer="words")) == {
        "общин",
        "кметств",
    }
    assert tokens(node, "зна", index=index, analyzer="words") == ["закон"]


def test_a_normalizer_folds_and_lowers_keywords(node: Elasticsearch, make_index: Any) -> None:
    index = make_index(
        {
            "analysis": {
                "normalizer": {
                    "folded": {
                        "type": "custom",
                        "filter": ["lowercase", "asciifolding"],
                    },
                }
            }
        }
    )
    assert tokens(node, "Café ЛЕВСКИ", index=index, normalizer="folded") == ["cafe левски"]


def test_an_unknown_stemmer_is_refused(node: Elasticsearch) -> None:
    with pytest.raises(BadRequestError):
        tokens(
            node,
            "план",
            tokenizer="standard",
            filter=[{"type": "stemmer", "language": "x"}],
        )


def test_modelsearch_settings_make_an_index(node: Elasticsearch, make_index: Any) -> None:
    settings = deepcopy(ElasticsearchBaseSearchBackend.settings["settings"])
    index = make_index(settings)
    assert tokens(node, "Café", index=index, analyzer="edgengram_analyzer") == [
        "c",
        "ca",
        "caf",
        "cafe",
    ]
