"""The connection to Elasticsearch: its addresses, who we are there, and how it may fail."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar
from urllib.parse import urlsplit

from django.conf import settings
from elasticsearch import (
    ApiError,
    AuthenticationException,
    AuthorizationException,
    Elasticsearch,
    NotFoundError,
    TransportError,
)

from search.backends.base import SearchUnavailable

USUAL_PORT = 9200

P = ParamSpec("P")
R = TypeVar("R")
S = TypeVar("S")


class IndexMissing(SearchUnavailable):
    """There is no index behind the alias."""


class CredentialsRefused(SearchUnavailable):
    """The node does not know us, or does not let us do this."""


def told_as_unavailable(
    ask: Callable[Concatenate[S, P], R],
) -> Callable[Concatenate[S, P], R]:
    """Turn every way in which a node can fail into ``SearchUnavailable``."""

    @wraps(ask)
    def asking(self: S, *args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return ask(self, *args, **kwargs)
        except NotFoundError as error:
            raise IndexMissing(str(error)) from error
        except (AuthenticationException, AuthorizationException) as error:
            raise CredentialsRefused(str(error)) from error
        except (ApiError, TransportError) as error:
            raise SearchUnavailable(str(error)) from error

    return asking


def addresses(url: str) -> list[str]:
    """The nodes of a cluster from one setting: addresses by commas, with the usual port if none.

    Raises:
        ValueError: something in it is not an address.
    """
    return [_with_port(each.strip().rstrip("/")) for each in url.split(",") if each.strip()]


def connect(url: str, *, seconds: float) -> Elasticsearch:
    """A client that gives up in time.

    Each node is asked once: with one node, the fallback is quicker than a second try; with several,
    another node may answer.
    """
    nodes = addresses(url)
    secured = all(node.startswith("https://") for node in nodes)
    options: dict[str, Any] = {}
    if settings.ELASTICSEARCH_API_KEY:
        options["api_key"] = settings.ELASTICSEARCH_API_KEY
    if settings.ELASTICSEARCH_CA_CERTS and secured:
        options["ca_certs"] = settings.ELASTICSEARCH_CA_CERTS
    if settings.ELASTICSEARCH_CA_FINGERPRINT and secured:
        options["ssl_assert_fingerprint"] = settings.ELASTICSEARCH_CA_FINGERPRINT
    return Elasticsearch(
        nodes,
        request_timeout=seconds,
        max_retries=len(nodes) - 1,
        retry_on_timeout=True,
        **options,
    )


def _with_port(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        # The address itself may hold a password, so it is not repeated.
        raise ValueError("an address of Elasticsearch begins with http:// or https:// and a host")
    if parts.port:
        return url
    return parts._replace(netloc=f"{parts.netloc.rstrip(':')}:{USUAL_PORT}").geturl()
