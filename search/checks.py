"""What `check --deploy` says about how Elasticsearch is reached."""

from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register

from search.backends.node import addresses


@register(Tags.security, deploy=True)
def check_elasticsearch_access(**kwargs: Any) -> list[CheckMessage]:
    """Words and passwords travel encrypted, the cluster knows us, and we know the cluster."""
    if not settings.ELASTICSEARCH_URL:
        return []
    try:
        nodes = addresses(settings.ELASTICSEARCH_URL)
    except ValueError as error:
        return [Error(f"ELASTICSEARCH_URL: {error}.", id="zaedno.search.E001")]
    return [*_unencrypted(nodes), *_unknown(nodes), *_without_ca()]


def _unencrypted(nodes: list[str]) -> list[CheckMessage]:
    open_to_others = [node for node in nodes if node.startswith("http://") and not _is_near(node)]
    if not open_to_others:
        return []
    return [
        Warning(
            "ELASTICSEARCH_URL: what is searched for travels unencrypted.",
            hint="Use https:// with a host outside this machine and its private network.",
            id="zaedno.search.W001",
        )
    ]


def _unknown(nodes: list[str]) -> list[CheckMessage]:
    nameless = [node for node in nodes if not urlsplit(node).username and not _is_loopback(node)]
    if settings.ELASTICSEARCH_API_KEY or not nameless:
        return []
    return [
        Warning(
            "ELASTICSEARCH_URL: an Elasticsearch that asks nobody who they are can be emptied by "
            "anybody who reaches it.",
            hint="Turn its security on; put a user into the address or set ELASTICSEARCH_API_KEY.",
            id="zaedno.search.W002",
        )
    ]


def _without_ca() -> list[CheckMessage]:
    if not settings.ELASTICSEARCH_CA_CERTS or Path(settings.ELASTICSEARCH_CA_CERTS).is_file():
        return []
    return [
        Error(
            "ELASTICSEARCH_CA_CERTS names a file that is not there.",
            hint="Copy the certificate of the cluster's CA, for instance http_ca.crt.",
            id="zaedno.search.E002",
        )
    ]


def _is_near(node: str) -> bool:
    """Whether a node is on this machine or in a private network, such as that of compose."""
    host = urlsplit(node).hostname or ""
    if _is_loopback(node) or "." not in host:
        return True
    try:
        return ip_address(host).is_private
    except ValueError:
        return False


def _is_loopback(node: str) -> bool:
    host = urlsplit(node).hostname or ""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
