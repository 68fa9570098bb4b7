"""Which backends this installation has."""

from functools import lru_cache

from django.conf import settings

from search.backends.elasticsearch import ElasticsearchBackend, connect

INDEX = "search-entries"


def elasticsearch_backend() -> ElasticsearchBackend | None:
    """The Elasticsearch backend, where its address is set."""
    if not settings.ELASTICSEARCH_URL:
        return None
    alias = f"{settings.ELASTICSEARCH_INDEX_PREFIX}{INDEX}"
    access = (
        settings.ELASTICSEARCH_API_KEY,
        settings.ELASTICSEARCH_CA_CERTS,
        settings.ELASTICSEARCH_CA_FINGERPRINT,
    )
    return _connected(settings.ELASTICSEARCH_URL, alias, settings.SEARCH_TIMEOUT_SECONDS, access)


@lru_cache(maxsize=4)
def _connected(
    url: str, alias: str, seconds: float, _access: tuple[str, str, str]
) -> ElasticsearchBackend:
    return ElasticsearchBackend(connect(url, seconds=seconds), alias=alias)
