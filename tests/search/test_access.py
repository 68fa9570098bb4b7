"""How a cluster is reached: several nodes, TLS, a user or a key, and what `check` says of it."""

import base64
from pathlib import Path
from typing import Any

import pytest
from elasticsearch import Elasticsearch
from pytest_django import Settings

from search.backends.choice import elasticsearch_backend
from search.backends.node import addresses, connect
from search.checks import check_elasticsearch_access
from zaedno import REPOSITORY


def headers_of(client: Elasticsearch) -> dict[str, str]:
    node = client.transport.node_pool.get()
    return {**client._headers, **node.config.headers}


@pytest.mark.parametrize(
    ("url", "nodes"),
    [
        ("http://one:9200", ["http://one:9200"]),
        ("https://one, https://two:9243/", ["https://one:9200", "https://two:9243"]),
        ("https://me:p%40ss@one,", ["https://me:p%40ss@one:9200"]),
        ("https://[::1]", ["https://[::1]:9200"]),
    ],
)
def test_nodes_are_named_by_commas(url: str, nodes: list[str]) -> None:
    assert addresses(url) == nodes


@pytest.mark.parametrize("url", ["one:9200", "ftp://one", "https://:secret@", "one"])
def test_what_is_no_address_is_refused_without_repeating_it(url: str) -> None:
    with pytest.raises(ValueError, match="an address of Elasticsearch begins with") as refused:
        addresses(url)
    assert url not in str(refused.value)


def test_each_node_is_asked_once() -> None:
    assert connect("http://one:9200", seconds=1)._max_retries == 0
    assert connect("http://one:9200,http://two:9200", seconds=1)._max_retries == 1


def test_a_user_of_the_address_is_sent(settings: Settings) -> None:
    sent = headers_of(connect("https://me:p%40ss@one:9200", seconds=1))["authorization"]
    assert sent == f"Basic {base64.b64encode(b'me:p@ss').decode()}"


def test_a_key_is_sent(settings: Settings) -> None:
    settings.ELASTICSEARCH_API_KEY = "bWU6a2V5"
    assert headers_of(connect("https://one:9200", seconds=1))["authorization"] == "ApiKey bWU6a2V5"


def test_the_certificate_is_checked_by_a_file_or_a_fingerprint(
    settings: Settings, tmp_path: Path
) -> None:
    assert connect("https://one:9200", seconds=1).transport.node_pool.get().config.verify_certs
    settings.ELASTICSEARCH_CA_FINGERPRINT = "ab" * 32
    config = connect("https://one:9200", seconds=1).transport.node_pool.get().config
    assert config.ssl_assert_fingerprint == "ab" * 32


def test_another_key_is_another_connection(settings: Settings) -> None:
    settings.ELASTICSEARCH_URL = "https://one:9200"
    first = elasticsearch_backend()
    settings.ELASTICSEARCH_API_KEY = "bWU6a2V5"
    assert elasticsearch_backend() is not first


@pytest.mark.parametrize(
    ("given", "problems"),
    [
        ({"ELASTICSEARCH_URL": ""}, []),
        ({"ELASTICSEARCH_URL": "http://127.0.0.1:9200"}, []),
        ({"ELASTICSEARCH_URL": "http://me:pass@elasticsearch:9200"}, []),
        ({"ELASTICSEARCH_URL": "http://me:pass@10.0.0.7:9200"}, []),
        ({"ELASTICSEARCH_URL": "https://me:pass@search.example.org:9200"}, []),
        ({"ELASTICSEARCH_URL": "https://one.example.org", "ELASTICSEARCH_API_KEY": "k"}, []),
        ({"ELASTICSEARCH_URL": "http://me:pass@search.example.org"}, ["W001"]),
        ({"ELASTICSEARCH_URL": "https://search.example.org"}, ["W002"]),
        ({"ELASTICSEARCH_URL": "http://elasticsearch:9200"}, ["W002"]),
        ({"ELASTICSEARCH_URL": "search.example.org"}, ["E001"]),
        (
            {"ELASTICSEARCH_URL": "https://m:p@one.org", "ELASTICSEARCH_CA_CERTS": "/no/file"},
            ["E002"],
        ),
    ],
)
def test_a_deployment_says_what_is_wrong_with_its_elasticsearch(
    given: dict[str, Any], problems: list[str], settings: Settings
) -> None:
    for name, value in given.items():
        setattr(settings, name, value)
    found = [problem.id for problem in check_elasticsearch_access()]
    assert found == [f"zaedno.search.{number}" for number in problems]


def test_compose_runs_elasticsearch_with_a_password() -> None:
    compose = (REPOSITORY / "compose.yaml").read_text()
    assert 'xpack.security.enabled: "true"' in compose
    assert "ELASTIC_PASSWORD: ${ELASTIC_PASSWORD:?" in compose
