"""Rules and procedures for programs: a list of all acts; the articles of each are under pages."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Literal

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja import Query, Router
from pydantic import Field

from legal_text.enums import ActKind
from legal_text.models import RulesPage
from legal_text.querysets import RulesPageQuerySet
from zaedno.api.listing import Collection, Links, Listing, listing, page_items
from zaedno.api.queries import AboutSubject, Year
from zaedno.api.schemas import SubjectItem, subject
from zaedno.core.days import today
from zaedno.core.visibility import public_pages

router = Router(tags=["rules"])


class RulesItem(SubjectItem):
    """An act in a list."""

    kind: str
    kind_label: str
    decision: str
    in_force_from: date | None
    in_force_to: date | None
    in_force: bool


class RulesQuery(AboutSubject):
    """What a list of acts can be asked."""

    kind: ActKind | None = Field(None, description="What the act is called.")
    year: int | None = Year
    in_force: bool | None = Field(None, description="Only acts that bind today, or only others.")
    order: Literal["title", "-title", "in_force_from", "-in_force_from"] = Field(
        "title", description="By title, if nothing is said."
    )

    def conditions(self) -> dict[str, Any]:
        """The year is that from which the act binds."""
        return {**super().conditions(), "kind": self.kind, "in_force_from__year": self.year}


def find(query: RulesQuery, closed: Sequence[str]) -> RulesPageQuerySet:
    """The public acts that were asked for, without their long texts."""
    found = public_pages(RulesPage.objects.all(), closed=closed)
    if query.in_force is not None:
        found = found.in_force(today()) if query.in_force else found.not_in_force(today())
    return query.narrow(found.select_related("area", "unit", "locale").defer_streamfields())


def describe(acts: Sequence[RulesPage], links: Links) -> Iterable[Mapping[str, Any]]:
    """Acts as items."""
    return page_items(acts, links, _own)


def _own(act: RulesPage) -> dict[str, Any]:
    return {
        **subject(act),
        "kind": act.kind,
        "kind_label": str(ActKind(act.kind).label),
        "decision": act.decision,
        "in_force_from": act.in_force_from,
        "in_force_to": act.in_force_to,
        "in_force": act.in_force(),
    }


RULES = Collection(
    name="rules",
    title=_("Rules"),
    description=_("Rules, procedures and ordinances, with the dates between which they bind."),
    query=RulesQuery,
    item=RulesItem,
    find=find,
    describe=describe,
)


@router.get(
    "/",
    response=Listing[RulesItem],
    url_name="list_rules",
    operation_id="rules_list",
    summary="List rules and procedures",
)
def list_rules(request: HttpRequest, query: Query[RulesQuery]) -> dict[str, Any]:
    """Public acts; the text of each is in its page."""
    return listing(query, RULES)
