"""Consultations for programs: by stage, area, unit and year."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Literal

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja import Query, Router
from pydantic import Field

from forms.enums import ConsultationKind, Stage
from forms.models import ConsultationPage
from forms.querysets import ConsultationPageQuerySet
from forms.stages import stage_on
from zaedno.api.listing import Collection, Links, Listing, listing, page_items
from zaedno.api.queries import AboutSubject, Year
from zaedno.api.schemas import SubjectItem, subject
from zaedno.core.days import today
from zaedno.core.visibility import public_pages

router = Router(tags=["consultations"])


class ConsultationItem(SubjectItem):
    """A public consultation in a list."""

    kind: str
    kind_label: str
    opens: date
    closes: date
    stage: str
    stage_label: str
    shortened_because: str


class ConsultationQuery(AboutSubject):
    """What a list of consultations can be asked."""

    kind: ConsultationKind | None = Field(None, description="What is put to the public.")
    stage: Stage | None = Field(None, description="Where the consultation stands today.")
    year: int | None = Year
    order: Literal["opens", "-opens", "closes", "-closes", "title", "-title"] = Field(
        "-closes", description="The last to close first, if nothing is said."
    )

    def conditions(self) -> dict[str, Any]:
        """The year is that in which the consultation opens."""
        return {**super().conditions(), "kind": self.kind, "opens__year": self.year}


def find(query: ConsultationQuery, closed: Sequence[str]) -> ConsultationPageQuerySet:
    """The public consultations that were asked for, without their long texts."""
    found = public_pages(ConsultationPage.objects.with_report_known(), closed=closed)
    if query.stage:
        found = found.in_stage(query.stage, on=today())
    return query.narrow(found.select_related("area", "unit", "locale").defer_streamfields())


def describe(
    consultations: Sequence[ConsultationPage], links: Links
) -> Iterable[Mapping[str, Any]]:
    """Consultations as items."""
    return page_items(consultations, links, _own)


def _own(page: Any) -> dict[str, Any]:
    stage = stage_on(today(), opens=page.opens, closes=page.closes, reported=page.has_report)
    return {
        **subject(page),
        "kind": page.kind,
        "kind_label": page.get_kind_display(),
        "opens": page.opens,
        "closes": page.closes,
        "stage": stage.value,
        "stage_label": str(stage.label),
        "shortened_because": page.shortened_because,
    }


CONSULTATIONS = Collection(
    name="consultations",
    title=_("Consultations"),
    description=_("Public consultations with their terms and stages."),
    query=ConsultationQuery,
    item=ConsultationItem,
    find=find,
    describe=describe,
)


@router.get(
    "/",
    response=Listing[ConsultationItem],
    url_name="list_consultations",
    operation_id="consultations_list",
    summary="List consultations",
)
def list_consultations(request: HttpRequest, query: Query[ConsultationQuery]) -> dict[str, Any]:
    """Public consultations with the stage in which they are today."""
    return listing(query, CONSULTATIONS)
