"""Civic observations for programs: what anyone may read of them beside the official status."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Literal

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from ninja import Query, Router
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
from policies.enums import Verdict
from policies.models import Observation
from policies.querysets import ObservationQuerySet
from policies.services.visibility import public_observations
from zaedno.api.listing import Collection, Links, Listing, listing
from zaedno.api.queries import LocaleCode, Year
from zaedno.api.schemas import Named
from zaedno.core.serializers import absolute
from zaedno.core.validation import LARGEST_ID

router = Router(tags=["policies"])


class ObservationItem(PartItem):
    """What somebody saw of a measure, and what the unit answered.

    The text is in its own language, the answer in Bulgarian.
    """

    id: int
    measure: Numbered
    verdict: str
    verdict_label: str
    text: str
    language: str
    author: str
    organisation: str
    settlement: Named | None
    place: str
    photo_url: str | None
    photo_description: str
    document_url: str | None
    sent_at: datetime
    answer: str
    answered_by: Named | None
    answered_at: datetime | None


class ObservationQuery(PartQuery):
    """What a list of observations can be asked."""

    measure: int | None = Field(None, ge=1, le=LARGEST_ID, description="Id of a measure.")
    verdict: Verdict | None = Field(None, description="Whether the promise was kept.")
    language: LocaleCode | None = Field(None, description="The language of the observation.")
    year: int | None = Year
    order: Literal["sent_at", "-sent_at"] = Field(
        "-sent_at", description="The newest first, if nothing is said."
    )

    def conditions(self) -> dict[str, Any]:
        """What was observed, how it was judged, in which language and year."""
        return {
            **self.of_policy("measure__policy"),
            "measure_id": self.measure,
            "verdict": self.verdict,
            "language": self.language,
            "sent_at__year": self.year,
        }


def find(query: ObservationQuery, closed: Sequence[str]) -> ObservationQuerySet:
    """The published observations of public measures that were asked for."""
    shown = public_observations().select_related("measure", "settlement", "answering_unit")
    return query.narrow(with_policy_key(shown, "measure__policy"))


def describe(found: Sequence[Observation], links: Links) -> Iterable[Mapping[str, Any]]:
    """Observations as items."""
    return part_items(found, links, _own)


def _own(observation: Observation) -> dict[str, Any]:
    return {
        "id": observation.pk,
        "url": observation.get_absolute_url(),
        "measure": numbered(observation.measure),
        **_words(observation),
        **_files(observation),
        "answer": observation.answer,
        "answered_by": named_here(observation.answering_unit),
        "answered_at": observation.answered_at,
    }


def _words(observation: Observation) -> dict[str, Any]:
    return {
        "verdict": observation.verdict,
        "verdict_label": observation.get_verdict_display(),
        "text": observation.text,
        "language": observation.language,
        "author": observation.author,
        "organisation": observation.organisation,
        "settlement": named_here(observation.settlement),
        "place": observation.place,
        "sent_at": observation.sent_at,
    }


def _files(observation: Observation) -> dict[str, Any]:
    """Files are given only by the views that ask once more who may see them."""
    return {
        "photo_url": _file_url(observation, "photo"),
        "photo_description": observation.photo_description,
        "document_url": _file_url(observation, "document"),
    }


def _file_url(observation: Observation, name: str) -> str | None:
    if not getattr(observation, name):
        return None
    return absolute(reverse(f"policies:observation_{name}", args=[observation.pk]))


OBSERVATIONS = Collection(
    name="observations",
    title=_("Civic observations"),
    description=_("What citizens saw of measures, and what the municipality answered."),
    query=ObservationQuery,
    item=ObservationItem,
    find=find,
    describe=describe,
)


@router.get(
    "/",
    response=Listing[ObservationItem],
    url_name="list_observations",
    operation_id="policies_observations_list",
    summary="List civic observations",
)
def list_observations(request: HttpRequest, query: Query[ObservationQuery]) -> dict[str, Any]:
    """Published observations of public measures."""
    return listing(query, OBSERVATIONS)
