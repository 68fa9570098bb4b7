"""Measurements for programs: the published values of indicators."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja import Path, Query, Router
from pydantic import Field

from policies.api.parts import (
    NamesQuery,
    Numbered,
    PartItem,
    PartQuery,
    numbered,
    part_items,
    with_policy_key,
)
from policies.models import Measurement
from policies.services.visibility import public_indicators
from zaedno.api.listing import Collection, Links, Listing, listing
from zaedno.api.queries import Year
from zaedno.core.models import CustomDocument
from zaedno.core.serializers import absolute
from zaedno.core.validation import LARGEST_ID
from zaedno.core.visibility import public_documents

router = Router(tags=["policies"])


class MeasurementItem(PartItem):
    """The value of an indicator on a day, and where it comes from."""

    id: int
    date: date
    value: Decimal
    unit_of_measure: str
    source: str
    note: str
    document_url: str | None
    indicator: Numbered
    measure: Numbered


class SeriesQuery(NamesQuery):
    """What the values of one indicator can be asked."""

    year: int | None = Year
    order: Literal["date", "-date"] = Field("date", description="The oldest first by default.")


class MeasurementQuery(SeriesQuery, PartQuery):
    """What a list of values of all indicators can be asked."""

    measure: int | None = Field(None, ge=1, le=LARGEST_ID, description="Id of a measure.")
    indicator: int | None = Field(None, ge=1, le=LARGEST_ID, description="Id of an indicator.")

    def conditions(self) -> dict[str, Any]:
        """What is measured, and the year."""
        return {
            **self.of_policy("indicator__policy"),
            "indicator__measure_id": self.measure,
            "indicator_id": self.indicator,
            "date__year": self.year,
        }


def find(query: MeasurementQuery, closed: Sequence[str]) -> "QuerySet[Measurement]":
    """The published values of public indicators that were asked for."""
    published = Measurement.objects.published().filter(indicator__in=public_indicators())
    shown = published.select_related("indicator__measure")
    return query.narrow(with_policy_key(shown, "indicator__policy"))


def describe(values: Sequence[Measurement], links: Links) -> Iterable[Mapping[str, Any]]:
    """Values as items; the public documents of all are read in one query."""
    chosen = [each.document_id for each in values if each.document_id]
    documents = public_documents(CustomDocument.objects.filter(pk__in=chosen)).in_bulk()

    def tell(value: Measurement) -> Mapping[str, Any]:
        document = documents.get(value.document_id or 0)
        return {**_own(value), "document_url": absolute(document.url) if document else None}

    return part_items(values, links, tell)


def _own(value: Measurement) -> dict[str, Any]:
    indicator = value.indicator
    return {
        "id": value.pk,
        "url": indicator.get_absolute_url(),
        "date": value.date,
        "value": value.value,
        "unit_of_measure": indicator.unit_here,
        "source": value.source or indicator.source_here,
        "note": value.note,
        "indicator": numbered(indicator),
        "measure": numbered(indicator.measure),
    }


MEASUREMENTS = Collection(
    name="measurements",
    title=_("Measurements of indicators"),
    description=_("Published values of the indicators of policies, with their sources."),
    query=MeasurementQuery,
    item=MeasurementItem,
    find=find,
    describe=describe,
)


@router.get(
    "/measurements/",
    response=Listing[MeasurementItem],
    url_name="list_measurements",
    operation_id="policies_measurements_list",
    summary="List the published values of indicators",
)
def list_measurements(request: HttpRequest, query: Query[MeasurementQuery]) -> dict[str, Any]:
    """Published values of all public indicators, by date."""
    return listing(query, MEASUREMENTS)


@router.get(
    "/indicators/{int:indicator_id}/measurements/",
    response=Listing[MeasurementItem],
    url_name="indicator_measurements",
    operation_id="policies_indicator_measurements",
    summary="List the published values of one indicator",
)
def list_of_indicator(
    request: HttpRequest,
    query: Query[SeriesQuery],
    indicator_id: int = Path(..., ge=1, le=LARGEST_ID),
) -> dict[str, Any]:
    """Published values of a public indicator, by date."""
    if not public_indicators().filter(pk=indicator_id).exists():
        raise Http404
    asked = MeasurementQuery.model_validate({**query.model_dump(), "indicator": indicator_id})
    return listing(asked, MEASUREMENTS)
