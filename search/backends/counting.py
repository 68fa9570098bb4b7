"""Facets in Elasticsearch: one keyword field with ``name=value``, narrowed and counted by name."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from search.backends.base import Counts, Scope
from search.facets import Filters, facets

FIELD = "facets"
MOST_VALUES = 200


def keywords(values: Mapping[str, Iterable[str]]) -> list[str]:
    """The values of an entry's facets as they are kept in the index."""
    return [f"{name}={value}" for name, several in values.items() for value in several]


def chosen(filters: Filters) -> dict[str, Any] | None:
    """A query for what has one of the chosen values in each facet; None when nothing is chosen."""
    if not filters:
        return None
    wanted = [
        {"terms": {FIELD: sorted(keywords({name: values}))}} for name, values in filters.items()
    ]
    return {"bool": {"filter": wanted}}


def aggregations(scope: Scope) -> dict[str, Any]:
    """Counts by facet, each under what is chosen in the others."""
    return {name: _counted(name, chosen(scope.without(name).filters)) for name in facets()}


def counts(answer: Mapping[str, Any]) -> Counts:
    """The counts by facet and value, read from the answer."""
    return {
        name: {
            bucket["key"].removeprefix(f"{name}="): bucket["doc_count"]
            for bucket in found["values"]["buckets"]
        }
        for name, found in answer.items()
        if found["values"]["buckets"]
    }


def _counted(name: str, narrowed: dict[str, Any] | None) -> dict[str, Any]:
    values = {"field": FIELD, "include": f"{re.escape(name)}=.*", "size": MOST_VALUES}
    return {"filter": narrowed or {"match_all": {}}, "aggs": {"values": {"terms": values}}}
