"""Open data: each collection whole, as CSV.

ЗДОИ, глава четвърта asks for open, machine-readable formats with their conditions of use.
"""

import csv
import io
from collections.abc import Iterator, Mapping
from typing import Any, get_args, get_origin

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from ninja import Schema

from zaedno.api.listing import Collection, Links
from zaedno.api.queries import PAGING
from zaedno.api.registry import collections
from zaedno.core.exports import inert
from zaedno.core.validation import Malformed

BATCH = 500
# Spreadsheets read a file as UTF-8 only when it says so.
BYTE_ORDER_MARK = "\ufeff"


def all_collections() -> list[Collection[Any]]:
    """The registered collections by name."""
    return [import_string(path) for _name, path in sorted(collections().items())]


def collection_named(name: str) -> Collection[Any]:
    """The collection of a name.

    Raises:
        Http404: there is none.
    """
    path = collections().get(name)
    if path is None:
        raise Http404
    return import_string(path)


def columns(item: type[Schema]) -> list[str]:
    """The columns for an item: one for each plain value; lists within it are left to JSON."""
    names: list[str] = []
    for name, field in item.model_fields.items():
        kind = _without_none(field.annotation)
        if isinstance(kind, type) and issubclass(kind, Schema):
            names.extend(f"{name}_{part}" for part in columns(kind))
        elif get_origin(kind) is not list:
            names.append(name)
    return names


def csv_response(request: HttpRequest, collection: Collection[Any]) -> HttpResponse:
    """All that was asked for of a collection, as a CSV file.

    Raises:
        Malformed: a part of it was asked for.
    """
    if PAGING & set(request.GET):
        raise Malformed(_("A file has all items: leave out “limit” and “offset”."))
    query = collection.query.model_validate(request.GET.dict(), context={"request": request})
    out = io.StringIO()
    out.write(BYTE_ORDER_MARK)
    writer = csv.DictWriter(out, columns(collection.item), extrasaction="ignore")
    writer.writeheader()
    writer.writerows(_rows(collection, query, Links(query.locale)))
    response = HttpResponse(out.getvalue(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{collection.name}.csv"'
    return response


def _rows(collection: Collection[Any], query: Any, links: Links) -> Iterator[dict[str, Any]]:
    found = collection.find(query, links.closed)
    start = 0
    while batch := list(found[start : start + BATCH]):
        for item in collection.describe(batch, links):
            yield {name: inert(value) for name, value in _flat(item).items()}
        start += BATCH


def _flat(item: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for name, value in item.items():
        if isinstance(value, Mapping):
            flat.update(_flat(value, f"{prefix}{name}_"))
        else:
            flat[f"{prefix}{name}"] = value
    return flat


def _without_none(annotation: Any) -> Any:
    kinds = [kind for kind in get_args(annotation) if kind is not type(None)]
    is_optional = len(kinds) < len(get_args(annotation))
    return kinds[0] if is_optional and len(kinds) == 1 else annotation
