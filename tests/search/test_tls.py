"""A real node behind TLS is asked by those who know its certificate, and by nobody else."""

import ssl
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace

import pytest
import trustme
from pytest_django.fixtures import Settings

from search import services
from search.backends.base import Scope, SearchAnswer, SearchRequest
from tests.factories import NewsPageFactory
from tests.search.conftest import refresh_index, titles
from tests.search.network import Line, line_to

pytestmark = pytest.mark.elasticsearch


@pytest.fixture
def authority() -> trustme.CA:
    """Who certifies the node; no system trusts it."""
    return trustme.CA()


@pytest.fixture
def node_behind_tls(
    authority: trustme.CA, elasticsearch: None, site_tree: SimpleNamespace, settings: Settings
) -> Iterator[Line]:
    """A node with a page in its index, from now on reached by TLS only."""
    NewsPageFactory(parent=site_tree.news, title="Градушка")
    refresh_index()
    certified = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(certified)
    with line_to(settings.ELASTICSEARCH_URL, certified=certified) as line:
        settings.ELASTICSEARCH_URL = line.url
        yield line


def ask() -> SearchAnswer:
    return services.find(SearchRequest("градушката", Scope(language="bg")))


def test_a_certificate_of_a_known_authority_is_trusted(
    node_behind_tls: Line, authority: trustme.CA, settings: Settings, tmp_path: Path
) -> None:
    authority.cert_pem.write_to_path(str(tmp_path / "authority.pem"))
    settings.ELASTICSEARCH_CA_CERTS = str(tmp_path / "authority.pem")
    answer = ask()
    assert (titles(answer), answer.degraded) == (["Градушка"], False)
    assert any(request.startswith(b"POST /test-") for request in node_behind_tls.requests)


def test_a_certificate_of_a_known_fingerprint_is_trusted(
    node_behind_tls: Line, settings: Settings
) -> None:
    address = ("localhost", node_behind_tls.port)
    certificate = ssl.PEM_cert_to_DER_cert(ssl.get_server_certificate(address))
    settings.ELASTICSEARCH_CA_FINGERPRINT = sha256(certificate).hexdigest()
    answer = ask()
    assert (titles(answer), answer.degraded) == (["Градушка"], False)


def test_a_certificate_of_an_unknown_authority_is_told_nothing(
    node_behind_tls: Line, settings: Settings, tmp_path: Path
) -> None:
    trustme.CA().cert_pem.write_to_path(str(tmp_path / "another.pem"))
    settings.ELASTICSEARCH_CA_CERTS = str(tmp_path / "another.pem")
    answer = ask()
    assert (titles(answer), answer.degraded) == (["Градушка"], True)
    assert not node_behind_tls.requests


def test_a_certificate_of_another_fingerprint_is_told_nothing(
    node_behind_tls: Line, settings: Settings
) -> None:
    settings.ELASTICSEARCH_CA_FINGERPRINT = "ab" * 32
    assert ask().degraded
    assert not node_behind_tls.requests


def test_a_node_that_should_speak_tls_and_does_not_is_told_nothing(
    elasticsearch: None, site_tree: SimpleNamespace, settings: Settings
) -> None:
    NewsPageFactory(parent=site_tree.news, title="Градушка")
    with line_to(settings.ELASTICSEARCH_URL) as line:
        settings.ELASTICSEARCH_URL = line.url.replace("http:", "https:")
        answer = ask()
        assert (titles(answer), answer.degraded) == (["Градушка"], True)
        assert not line.requests
