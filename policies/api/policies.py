"""Policies for programs: all with their progress, and each whole with what it promised."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Literal

from django.db.models import F
from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja import Path, Query, Router, Schema
from pydantic import Field

from policies.api.parts import key_of
from policies.enums import PolicyKind, PolicyStage
from policies.models import PolicyPage
from policies.outline import progress_by_policy
from policies.progress import Progress
from policies.querysets import PolicyPageQuerySet
from policies.serializers import ObjectiveFacts, objective_facts, progress_facts
from zaedno.api.listing import Collection, Links, Listing, listing, page_items
from zaedno.api.queries import AboutSubject, Year
from zaedno.api.schemas import SubjectItem, subject
from zaedno.core.days import today
from zaedno.core.models import Settlement
from zaedno.core.validation import LARGEST_ID
from zaedno.core.visibility import public_pages

router = Router(tags=["policies"])


class PolicyProgress(Schema):
    """Measures by state today; the percentage is null where nothing can be counted."""

    total: int
    done: int
    late: int
    dropped: int
    unknown: int
    percent: int | None


class PolicyItem(SubjectItem):
    """A policy in a list."""

    kind: str
    kind_label: str
    period_start: int
    period_end: int
    decision: str
    decision_date: date | None
    legal_basis: str
    stage: str
    progress: PolicyProgress


class PolicyWhole(PolicyItem):
    """A policy with its objectives, their measures and the indicators of these."""

    objectives: list[ObjectiveFacts]


Order = Literal["title", "-title", "period_end", "-period_end", "progress", "-progress"]


class PolicyQuery(AboutSubject):
    """What a list of policies can be asked."""

    kind: PolicyKind | None = Field(None, description="Policy, strategy, plan or programme.")
    stage: PolicyStage | None = Field(
        None, description="Where the period is today, or that some measure is late."
    )
    year: int | None = Year
    settlement: int | None = Field(
        None, ge=1, le=LARGEST_ID, description="Id of a settlement where a measure is carried out."
    )
    order: Order = Field(
        "-period_end",
        description="The latest period first, if nothing is said. By progress, policies of which "
        "nothing is known come last.",
    )

    def conditions(self) -> dict[str, Any]:
        """A year lies within the period, its ends included."""
        return {
            **super().conditions(),
            "kind": self.kind,
            "period_start__lte": self.year,
            "period_end__gte": self.year,
        }

    def ordered(self, found: Any) -> Any:
        """Progress is derived; all else is a field."""
        if self.order not in ("progress", "-progress"):
            return super().ordered(found)
        share = F("share")
        least_first = self.order == "progress"
        order = share.asc(nulls_last=True) if least_first else share.desc(nulls_last=True)
        return found.with_share().order_by(order, "pk")


def find(query: PolicyQuery, closed: Sequence[str]) -> PolicyPageQuerySet:
    """The public policies that were asked for."""
    found = _shown(closed)
    if query.stage:
        found = found.in_stage(query.stage, on=today())
    if query.settlement:
        found = found.in_settlement(key_of(Settlement, query.settlement))
    return query.narrow(found)


def _shown(closed: Sequence[str]) -> PolicyPageQuerySet:
    public = public_pages(PolicyPage.objects.all(), closed=closed)
    return public.select_related("area", "unit", "locale").defer_streamfields()


def describe(policies: Sequence[PolicyPage], links: Links) -> Iterable[Mapping[str, Any]]:
    """Policies as items, the progress of all read in one query."""
    standing = progress_by_policy(policies, on=today())

    def own(policy: PolicyPage) -> Mapping[str, Any]:
        return _own(policy, standing[policy.translation_key])

    return page_items(policies, links, own)


def _whole(policy: PolicyPage) -> dict[str, Any]:
    outline = policy.outline
    objectives = [objective_facts(objective) for objective in outline.objectives]
    return {**_own(policy, outline.progress), "objectives": objectives}


def _own(policy: Any, progress: Progress) -> dict[str, Any]:
    return {
        **subject(policy),
        "kind": policy.kind,
        "kind_label": policy.get_kind_display(),
        "period_start": policy.period_start,
        "period_end": policy.period_end,
        "decision": policy.decision,
        "decision_date": policy.decision_date,
        "legal_basis": policy.legal_basis,
        "stage": policy.stage.value,
        "progress": progress_facts(progress),
    }


POLICIES = Collection(
    name="policies",
    title=_("Policies"),
    description=_("Local policies with their period, responsible unit and progress."),
    query=PolicyQuery,
    item=PolicyItem,
    find=find,
    describe=describe,
)


@router.get(
    "/",
    response=Listing[PolicyItem],
    url_name="list_policies",
    operation_id="policies_list",
    summary="List policies",
)
def list_policies(request: HttpRequest, query: Query[PolicyQuery]) -> dict[str, Any]:
    """Public policies with their progress today."""
    return listing(query, POLICIES)


@router.get(
    "/{int:policy_id}/",
    response=PolicyWhole,
    url_name="policy",
    operation_id="policies_get",
    summary="Read a policy with all that it promised",
)
def read_policy(
    request: HttpRequest, policy_id: int = Path(..., ge=1, le=LARGEST_ID)
) -> dict[str, Any]:
    """A public policy with its objectives, measures and indicators, in the language of its page."""
    links = Links()
    policy = _shown(links.closed).filter(pk=policy_id).first()
    if policy is None:
        raise Http404
    (item,) = page_items([policy], links, _whole)
    return item
