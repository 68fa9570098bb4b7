"""Indicators for programs: where they began, where they should be, where they are."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja import Query, Router, Schema
from pydantic import Field

from policies.api.parts import (
    Numbered,
    PartItem,
    PartQuery,
    named_here,
    numbered,
    part_items,
    with_policy_key,
)
from policies.models import Indicator
from policies.outline import IndicatorLine, indicator_lines
from policies.querysets import PartQuerySet
from policies.serializers import indicator_facts
from policies.services.visibility import public_indicators
from zaedno.api.listing import Collection, Links, Listing, listing
from zaedno.api.schemas import Named
from zaedno.core.days import today
from zaedno.core.validation import LARGEST_ID

router = Router(tags=["policies"])


class Reading(Schema):
    """A value on a day."""

    date: date
    value: Decimal


class TargetItem(Schema):
    """Where an indicator should be at the end of a year."""

    year: int
    value: Decimal


class PolicyIndicatorItem(PartItem):
    """An indicator with its targets and its last published value."""

    id: int
    code: str
    title: str
    text: str
    method: str
    unit_of_measure: str
    direction: str
    frequency: str
    source: str
    owner: Named | None
    baseline: Decimal | None
    baseline_on: date | None
    targets: list[TargetItem]
    latest: Reading | None
    stale_since: date | None
    attainment: Decimal | None
    measure: Numbered


class PolicyIndicatorQuery(PartQuery):
    """What a list of indicators can be asked."""

    measure: int | None = Field(None, ge=1, le=LARGEST_ID, description="Id of a measure.")

    def conditions(self) -> dict[str, Any]:
        """The policy and the measure."""
        return {**self.of_policy("policy"), "measure_id": self.measure}


def find(query: PolicyIndicatorQuery, closed: Sequence[str]) -> PartQuerySet:
    """The public indicators that were asked for, policy by policy."""
    found = query.narrow(public_indicators()).select_related("measure__unit", "owner")
    return with_policy_key(found, "policy").order_by("policy_id", "sort_key", "pk")


def describe(indicators: Sequence[Indicator], links: Links) -> Iterable[Mapping[str, Any]]:
    """Indicators as items; the targets and values of all are read in two queries."""
    lines = {line.indicator.pk: line for line in indicator_lines(indicators, on=today())}
    return part_items(indicators, links, lambda indicator: _own(lines[indicator.pk]))


def _own(line: IndicatorLine) -> dict[str, Any]:
    indicator = line.indicator
    return {
        **indicator_facts(line),
        "url": indicator.get_absolute_url(),
        "owner": named_here(indicator.owner or indicator.measure.unit),
        "measure": numbered(indicator.measure),
    }


INDICATORS = Collection(
    name="policy-indicators",
    title=_("Indicators of policies"),
    description=_("Where each indicator began, where it should be, and its last value."),
    query=PolicyIndicatorQuery,
    item=PolicyIndicatorItem,
    find=find,
    describe=describe,
)


@router.get(
    "/",
    response=Listing[PolicyIndicatorItem],
    url_name="list_policy-indicators",
    operation_id="policies_indicators_list",
    summary="List the indicators of policies",
)
def list_indicators(request: HttpRequest, query: Query[PolicyIndicatorQuery]) -> dict[str, Any]:
    """Public indicators with their targets and last values, policy by policy."""
    return listing(query, INDICATORS)
