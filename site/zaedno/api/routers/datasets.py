"""The catalogue of open data: what there is, on what conditions, in which formats."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from ninja import Query, Router, Schema
from pydantic import Field

from zaedno.api.datasets import all_collections, collection_named, columns, csv_response
from zaedno.api.listing import Collection
from zaedno.api.queries import DEFAULT_LOCALE, LocaleCode, StrictQuery
from zaedno.core.serializers import absolute

router = Router(tags=["datasets"])


class Licence(Schema):
    """On what conditions the data may be used."""

    name: str
    url: str


class Distribution(Schema):
    """The data in a format."""

    format: str
    media_type: str
    url: str


class Dataset(Schema):
    """A collection of open data."""

    name: str
    title: str
    description: str
    licence: Licence
    columns: list[str]
    distributions: list[Distribution]


class DatasetQuery(StrictQuery):
    """In which language."""

    locale: LocaleCode = Field(DEFAULT_LOCALE, description="The language of the titles.")


@router.get(
    "/",
    response=list[Dataset],
    url_name="datasets",
    operation_id="datasets_list",
    summary="List the open data",
)
def list_datasets(request: HttpRequest, query: Query[DatasetQuery]) -> list[dict[str, Any]]:
    """The collections that can be downloaded whole."""
    with translation.override(query.locale):
        return [_dataset(request, collection) for collection in all_collections()]


@router.get(
    "/{name}.csv",
    response=None,
    url_name="dataset_csv",
    operation_id="datasets_csv",
    summary="Download a collection as CSV",
    openapi_extra={
        "responses": {200: {"description": "All items", "content": {"text/csv": {}}}},
    },
)
def download(request: HttpRequest, name: str) -> HttpResponse:
    """All items, one a line; the filters of the list of the same name may be used."""
    return csv_response(request, collection_named(name))


def _dataset(request: HttpRequest, collection: Collection[Any]) -> dict[str, Any]:
    as_csv = reverse("wagtailapi_v3:dataset_csv", kwargs={"name": collection.name})
    as_json = reverse(f"wagtailapi_v3:list_{collection.name}")
    return {
        "name": collection.name,
        "title": str(collection.title),
        "description": str(collection.description),
        "licence": settings.OPEN_DATA_LICENCE,
        "columns": columns(collection.item),
        "distributions": [
            _distribution("JSON", "application/json", absolute(as_json)),
            _distribution("CSV", "text/csv", absolute(as_csv)),
        ],
    }


def _distribution(name: str, media_type: str, url: str) -> dict[str, str]:
    return {"format": name, "media_type": media_type, "url": url}
