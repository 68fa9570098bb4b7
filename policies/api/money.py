"""Money for programs: what each measure was to cost in a year, and what it has cost."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja import Query, Router
from pydantic import Field

from policies.api.parts import Numbered, PartItem, PartQuery, numbered, part_items, with_policy_key
from policies.enums import MoneySource
from policies.models import BudgetLine, Measure, Spending
from policies.money import YearOfMoney
from policies.services.visibility import public_measures
from zaedno.api.listing import Collection, Links, Listing, listing
from zaedno.api.queries import Year
from zaedno.core.validation import LARGEST_ID

router = Router(tags=["policies"])

# What planned and spent amounts are told apart by.
_KEY = ("measure_id", "year", "source")


class MoneyItem(PartItem):
    """Planned and spent money of a measure in a year from one source, in euro.

    An amount is null where nothing was said of it.
    """

    measure: Numbered
    year: int
    source: str
    source_label: str
    planned: Decimal | None
    spent: Decimal | None
    over: bool


class MoneyQuery(PartQuery):
    """What a list of money can be asked."""

    measure: int | None = Field(None, ge=1, le=LARGEST_ID, description="Id of a measure.")
    year: int | None = Year
    source: MoneySource | None = Field(None, description="Who gives the money.")

    def conditions(self) -> dict[str, Any]:
        """The measure or its policy, the year and the source."""
        return {
            **self.of_policy("measure__policy"),
            "measure_id": self.measure,
            "year": self.year,
            "source": self.source,
        }


@dataclass(frozen=True)
class _Row:
    """A measure with the money of a year from one source."""

    measure: Measure
    source: MoneySource
    money: YearOfMoney

    @property
    def policy_key(self) -> UUID:
        """What the pages of the policy share."""
        return self.measure.policy_key


def find(query: MoneyQuery, closed: Sequence[str]) -> "QuerySet[Any]":
    """For which measures, years and sources something was planned or spent."""
    planned, spent = (
        query.narrow(amounts.filter(measure__in=public_measures())).order_by().values(*_KEY)
        for amounts in (BudgetLine.objects.all(), Spending.objects.published())
    )
    return planned.union(spent).order_by(*_KEY)


def describe(rows: Sequence[Mapping[str, Any]], links: Links) -> Iterable[Mapping[str, Any]]:
    """Years of money as items; the amounts of all are read in two queries."""
    chosen = {row["measure_id"] for row in rows}
    planned = _in_euro(BudgetLine.objects.filter(measure__in=chosen))
    spent = _in_euro(Spending.objects.published().filter(measure__in=chosen))
    measures = with_policy_key(Measure.objects.filter(pk__in=chosen), "policy").in_bulk()
    told = []
    for row in rows:
        key = tuple(row[name] for name in _KEY)
        money = YearOfMoney(row["year"], planned.get(key), spent.get(key))
        told.append(_Row(measures[row["measure_id"]], MoneySource(row["source"]), money))
    return part_items(told, links, _own)


def _in_euro(amounts: Iterable[Any]) -> dict[tuple[Any, ...], Decimal]:
    return {tuple(getattr(a, name) for name in _KEY): a.money.in_euro for a in amounts}


def _own(row: _Row) -> dict[str, Any]:
    return {
        "url": row.measure.get_absolute_url(),
        "measure": numbered(row.measure),
        "year": row.money.year,
        "source": row.source.value,
        "source_label": str(row.source.label),
        "planned": row.money.planned,
        "spent": row.money.spent,
        "over": row.money.is_over,
    }


MONEY = Collection(
    name="money",
    title=_("Money of measures by year"),
    description=_("What each measure was to cost and has cost, by year and source, in euro."),
    query=MoneyQuery,
    item=MoneyItem,
    find=find,
    describe=describe,
)


@router.get(
    "/",
    response=Listing[MoneyItem],
    url_name="list_money",
    operation_id="policies_money_list",
    summary="List planned and spent money of measures",
)
def list_money(request: HttpRequest, query: Query[MoneyQuery]) -> dict[str, Any]:
    """Planned and published spent amounts of public measures, by year and source."""
    return listing(query, MONEY)
