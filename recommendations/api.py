"""Recommendations for programs: what was recommended to whom, by when, and what became of it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Literal

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from ninja import Query, Router, Schema
from pydantic import Field

from recommendations.enums import Priority, RecommendationStatus
from recommendations.models import AnalysisPage, Recommendation
from zaedno.api.listing import Collection, Links, Listing, listing
from zaedno.api.queries import ListQuery, Year
from zaedno.api.schemas import Named, PageLink, named
from zaedno.core.validation import LARGEST_ID
from zaedno.core.visibility import public_pages

router = Router(tags=["recommendations"])


class RecommendationItem(Schema):
    """A recommendation, with the analysis that makes it; `url` and `api_url` are the analysis'."""

    id: int
    locale: str
    url: str | None
    api_url: str
    text: str
    unit: Named | None
    area: Named | None
    priority: str
    priority_label: str
    deadline: date | None
    status: str
    status_label: str
    response: str
    analysis: PageLink
    analysis_date: date


class RecommendationQuery(ListQuery):
    """What a list of recommendations can be asked."""

    area: int | None = Field(None, ge=1, le=LARGEST_ID, description="Area of the analysis, by id.")
    unit: int | None = Field(None, ge=1, le=LARGEST_ID, description="The unit addressed, by id.")
    analysis: int | None = Field(None, ge=1, le=LARGEST_ID, description="Id of the analysis.")
    status: RecommendationStatus | None = Field(None, description="What became of it.")
    priority: Priority | None = Field(None, description="How much depends on it.")
    year: int | None = Year
    order: Literal["deadline", "-deadline"] | None = Field(
        None, description="The newest analysis first, in its own order, if nothing is said."
    )

    def conditions(self) -> dict[str, Any]:
        """The year is that of the analysis."""
        return {
            **super().conditions(),
            "page__area_id": self.area,
            "unit_id": self.unit,
            "page_id": self.analysis,
            "status": self.status,
            "priority": self.priority,
            "page__date__year": self.year,
        }


def find(query: RecommendationQuery, closed: Sequence[str]) -> "QuerySet[Recommendation]":
    """The recommendations of public analyses that were asked for."""
    analyses = public_pages(AnalysisPage.objects.all(), closed=closed)
    found = Recommendation.objects.filter(page__in=analyses.values("pk"))
    found = found.select_related("page__area", "unit", "locale").defer("page__body")
    return query.narrow(found.order_by("-page__date", "page_id", "sort_order", "pk"))


def describe(found: Sequence[Recommendation], links: Links) -> Iterable[Mapping[str, Any]]:
    """Recommendations as items."""
    return [_item(item, links) for item in found]


def _item(item: Recommendation, links: Links) -> dict[str, Any]:
    analysis = links.page_link(item.page)
    with translation.override(item.locale.language_code):
        labels = {
            "priority_label": str(Priority(item.priority).label),
            "status_label": str(RecommendationStatus(item.status).label),
        }
    return {
        "id": item.pk,
        "locale": item.locale.language_code,
        "url": analysis["url"],
        "api_url": analysis["api_url"],
        "text": item.text,
        "unit": named(item.unit),
        "area": named(item.page.area),
        "priority": item.priority,
        "deadline": item.deadline,
        "status": item.status,
        "response": item.response,
        "analysis": analysis,
        "analysis_date": item.page.date,
        **labels,
    }


RECOMMENDATIONS = Collection(
    name="recommendations",
    title=_("Recommendations"),
    description=_(
        "Recommendations of analyses, with the unit addressed, the deadline and the answer."
    ),
    query=RecommendationQuery,
    item=RecommendationItem,
    find=find,
    describe=describe,
)


@router.get(
    "/",
    response=Listing[RecommendationItem],
    url_name="list_recommendations",
    operation_id="recommendations_list",
    summary="List recommendations",
)
def list_recommendations(request: HttpRequest, query: Query[RecommendationQuery]) -> dict[str, Any]:
    """Recommendations of public analyses, with the answer of the unit addressed."""
    return listing(query, RECOMMENDATIONS)
