"""A real Elasticsearch node, from the server that Elastic publishes for integration tests."""

from tests.services.elasticsearch.node import Elasticsearch

__all__ = ["Elasticsearch"]
