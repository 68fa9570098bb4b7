"""Indicators of the evaluation methodology for programs."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja import Query, Router, Schema
from pydantic import Field

from evaluation.enums import Direction
from evaluation.models import Indicator, MethodologyPage
from zaedno.api.listing import Collection, Links, Listing, listing
from zaedno.api.queries import ListQuery
from zaedno.api.schemas import PageLink
from zaedno.core.validation import LARGEST_ID
from zaedno.core.visibility import public_pages

router = Router(tags=["evaluation"])


class IndicatorItem(Schema):
    """An indicator, with the methodology that defines it; figures are text, to be exact."""

    id: int
    locale: str
    url: str | None
    api_url: str
    name: str
    definition: str
    unit_of_measure: str
    direction: str
    baseline: str | None
    target: str | None
    source: str
    methodology: PageLink


class IndicatorQuery(ListQuery):
    """What a list of indicators can be asked."""

    methodology: int | None = Field(
        None, ge=1, le=LARGEST_ID, description="Id of the page of the methodology."
    )
    direction: Direction | None = Field(None, description="Whether more or less is better.")

    def conditions(self) -> dict[str, Any]:
        """Methodology and direction besides the language."""
        return {
            **super().conditions(),
            "page_id": self.methodology,
            "direction": self.direction,
        }


def find(query: IndicatorQuery, closed: Sequence[str]) -> "QuerySet[Indicator]":
    """The indicators of public methodologies that were asked for, in their order."""
    methodologies = public_pages(MethodologyPage.objects.all(), closed=closed)
    found = Indicator.objects.filter(page__in=methodologies.values("pk"))
    found = found.select_related("page", "locale").defer("page__body")
    return query.narrow(found.order_by("page_id", "sort_order", "pk"))


def describe(found: Sequence[Indicator], links: Links) -> Iterable[Mapping[str, Any]]:
    """Indicators as items."""
    return [_item(indicator, links) for indicator in found]


def _item(indicator: Indicator, links: Links) -> dict[str, Any]:
    methodology = links.page_link(indicator.page)
    return {
        "id": indicator.pk,
        "locale": indicator.locale.language_code,
        "url": methodology["url"],
        "api_url": methodology["api_url"],
        "name": indicator.name,
        "definition": indicator.definition,
        "unit_of_measure": indicator.unit_of_measure,
        "direction": indicator.direction,
        "baseline": _figure(indicator.baseline),
        "target": _figure(indicator.target),
        "source": indicator.source,
        "methodology": methodology,
    }


def _figure(value: Decimal | None) -> str | None:
    return None if value is None else str(value)


INDICATORS = Collection(
    name="evaluation",
    title=_("Indicators of civic participation"),
    description=_("What is counted to evaluate civic participation, from which value to which."),
    query=IndicatorQuery,
    item=IndicatorItem,
    find=find,
    describe=describe,
)


@router.get(
    "/",
    response=Listing[IndicatorItem],
    url_name="list_evaluation",
    operation_id="evaluation_list",
    summary="List indicators",
)
def list_indicators(request: HttpRequest, query: Query[IndicatorQuery]) -> dict[str, Any]:
    """The indicators of the public methodologies."""
    return listing(query, INDICATORS)
