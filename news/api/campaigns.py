"""Information campaigns for programs."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Literal

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja import Query, Router
from pydantic import Field

from news.models import CampaignPage
from news.querysets import CampaignPageQuerySet
from zaedno.api.listing import Collection, Links, Listing, listing, page_items
from zaedno.api.queries import AboutSubject, Year
from zaedno.api.schemas import SubjectItem, subject
from zaedno.core.visibility import public_pages

router = Router(tags=["campaigns"])


class CampaignItem(SubjectItem):
    """A campaign in a list."""

    goal: str
    audience: str
    start: date
    end: date
    channels: str


class CampaignQuery(AboutSubject):
    """What a list of campaigns can be asked."""

    year: int | None = Year
    order: Literal["start", "-start", "title", "-title"] = Field(
        "-start", description="The newest first, if nothing is said."
    )

    def conditions(self) -> dict[str, Any]:
        """The year in which the campaign begins."""
        return {**super().conditions(), "start__year": self.year}


def find(query: CampaignQuery, closed: Sequence[str]) -> CampaignPageQuerySet:
    """The public campaigns that were asked for."""
    found = public_pages(CampaignPage.objects.all(), closed=closed)
    return query.narrow(found.select_related("area", "unit", "locale").defer_streamfields())


def describe(pages: Sequence[CampaignPage], links: Links) -> Iterable[Mapping[str, Any]]:
    """Campaigns as items."""
    return page_items(pages, links, _own)


def _own(page: CampaignPage) -> dict[str, Any]:
    names = ("goal", "audience", "start", "end", "channels")
    return {**subject(page), **{name: getattr(page, name) for name in names}}


CAMPAIGNS = Collection(
    name="campaigns",
    title=_("Campaigns"),
    description=_("Information campaigns: what for, to whom, when and by which channels."),
    query=CampaignQuery,
    item=CampaignItem,
    find=find,
    describe=describe,
)


@router.get(
    "/",
    response=Listing[CampaignItem],
    url_name="list_campaigns",
    operation_id="campaigns_list",
    summary="List campaigns",
)
def list_campaigns(request: HttpRequest, query: Query[CampaignQuery]) -> dict[str, Any]:
    """Public information campaigns."""
    return listing(query, CAMPAIGNS)
