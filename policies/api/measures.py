"""Measures for programs: what was promised, by whom, by when, and how far it is today."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja import Query, Router
from pydantic import Field

from policies.api.parts import (
    Numbered,
    PartItem,
    PartQuery,
    key_of,
    named_here,
    numbered,
    part_items,
    with_policy_key,
)
from policies.enums import MeasureStatus, Standing
from policies.models import Measure
from policies.progress import standing_of
from policies.querysets import MeasureQuerySet
from policies.services.visibility import public_measures
from zaedno.api.listing import Collection, Links, Listing, listing
from zaedno.api.schemas import Named
from zaedno.core.days import today
from zaedno.core.models import Settlement
from zaedno.core.validation import LARGEST_ID

router = Router(tags=["policies"])


class MeasureItem(PartItem):
    """A measure in a list; the policy whole has its milestones, money and indicators too."""

    id: int
    code: str
    title: str
    text: str
    objective: Numbered
    unit: Named | None
    places: list[Named]
    start: date | None
    deadline: date | None
    status: str
    standing: str
    standing_label: str
    late: bool
    percent: int | None
    weight: int
    observations: int


class MeasureQuery(PartQuery):
    """What a list of measures can be asked."""

    unit: int | None = Field(None, ge=1, le=LARGEST_ID, description="Id of a responsible unit.")
    settlement: int | None = Field(
        None, ge=1, le=LARGEST_ID, description="Id of a settlement where it is carried out."
    )
    status: MeasureStatus | None = Field(None, description="The status as it was published.")
    standing: Standing | None = Field(
        None, description="The status, or that the measure is late, or that nothing is known."
    )
    late: bool | None = Field(None, description="Whether it is past its deadline and not done.")

    def conditions(self) -> dict[str, Any]:
        """The policy, the unit and the status; the others are derived in `find`."""
        return {
            **self.of_policy("policy"),
            "unit_id": self.unit,
            "standing__status": self.status,
        }


def find(query: MeasureQuery, closed: Sequence[str]) -> MeasureQuerySet:
    """The public measures that were asked for, policy by policy."""
    found, day = query.narrow(public_measures()), today()
    if query.settlement is not None:
        found = found.in_settlement(key_of(Settlement, query.settlement))
    if query.standing is not None:
        found = found.standing_as(query.standing, on=day)
    if query.late is not None:
        found = found.late(on=day) if query.late else found.in_time(on=day)
    shown = found.select_related("objective", "unit", "standing").with_observation_counts()
    return with_policy_key(shown, "policy").order_by("policy_id", "sort_key", "pk")


def describe(measures: Sequence[Measure], links: Links) -> Iterable[Mapping[str, Any]]:
    """Measures as items, the places of all read in one query."""
    places, day = _places(measures), today()

    def tell(measure: Any) -> Mapping[str, Any]:
        return {
            **_promise(measure),
            **_standing(measure, on=day),
            "places": [named_here(place) for place in places[measure.pk]],
            "observations": measure.observation_count,
        }

    return part_items(measures, links, tell)


def _promise(measure: Measure) -> dict[str, Any]:
    return {
        **numbered(measure),
        "url": measure.get_absolute_url(),
        "text": measure.text_here,
        "objective": numbered(measure.objective),
        "unit": named_here(measure.unit),
        "start": measure.start,
        "deadline": measure.deadline,
        "weight": measure.weight,
    }


def _standing(measure: Measure, *, on: date) -> dict[str, Any]:
    known = getattr(measure, "standing", None)
    status, share = (known.status, known.share) if known else ("", None)
    standing = standing_of(status, measure.deadline, on=on)
    return {
        "status": status,
        "standing": standing.value,
        "standing_label": str(standing.label),
        "late": standing is Standing.LATE,
        "percent": None if share is None else int(share * 100),
    }


def _places(measures: Sequence[Measure]) -> dict[int, list[Settlement]]:
    rows = Measure.places.through.objects.filter(measure__in=[measure.pk for measure in measures])
    places: dict[int, list[Settlement]] = defaultdict(list)
    for row in rows.select_related("settlement").order_by("settlement__name", "pk"):
        places[row.measure_id].append(row.settlement)
    return places


MEASURES = Collection(
    name="measures",
    title=_("Measures of policies"),
    description=_("What the policies promised: who does it, by when, and how far it is."),
    query=MeasureQuery,
    item=MeasureItem,
    find=find,
    describe=describe,
)


@router.get(
    "/",
    response=Listing[MeasureItem],
    url_name="list_measures",
    operation_id="policies_measures_list",
    summary="List the measures of policies",
)
def list_measures(request: HttpRequest, query: Query[MeasureQuery]) -> dict[str, Any]:
    """Public measures as they stand today, policy by policy."""
    return listing(query, MEASURES)
