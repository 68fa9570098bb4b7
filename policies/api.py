"""Policies for programs: a list of all with their progress; each policy whole is under pages."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja import Query, Router, Schema
from pydantic import Field

from policies.enums import PolicyKind
from policies.models import PolicyPage
from policies.progress import Progress
from policies.querysets import PolicyPageQuerySet
from policies.serializers import progress_facts
from zaedno.api.listing import Collection, Links, Listing, listing, page_items
from zaedno.api.queries import AboutSubject, Year
from zaedno.api.schemas import SubjectItem, subject
from zaedno.core.days import today
from zaedno.core.visibility import public_pages

router = Router(tags=["policies"])


class PolicyProgress(Schema):
    """Measures by state today; the percentage is null where nothing can be counted."""

    total: int
    done: int
    late: int
    percent: int | None


class PolicyItem(SubjectItem):
    """A policy in a list."""

    kind: str
    kind_label: str
    period_start: int
    period_end: int
    decision: str
    progress: PolicyProgress


class PolicyQuery(AboutSubject):
    """What a list of policies can be asked."""

    kind: PolicyKind | None = Field(None, description="Policy, strategy, plan or programme.")
    year: int | None = Year
    order: Literal["title", "-title", "period_end", "-period_end"] = Field(
        "-period_end", description="The latest period first, if nothing is said."
    )

    def conditions(self) -> dict[str, Any]:
        """A year lies within the period, its ends included."""
        return {
            **super().conditions(),
            "kind": self.kind,
            "period_start__lte": self.year,
            "period_end__gte": self.year,
        }


def find(query: PolicyQuery, closed: Sequence[str]) -> PolicyPageQuerySet:
    """The public policies that were asked for, with the counts of their measures."""
    public = public_pages(PolicyPage.objects.all(), closed=closed)
    found = public.with_progress(today()).select_related("area", "unit", "locale")
    return query.narrow(found.defer_streamfields())


def describe(policies: Sequence[PolicyPage], links: Links) -> Iterable[Mapping[str, Any]]:
    """Policies as items."""
    return page_items(policies, links, _own)


def _own(policy: Any) -> dict[str, Any]:
    counted = Progress(policy.measure_total, policy.measure_done, policy.measure_late)
    return {
        **subject(policy),
        "kind": policy.kind,
        "kind_label": policy.get_kind_display(),
        "period_start": policy.period_start,
        "period_end": policy.period_end,
        "decision": policy.decision,
        "progress": progress_facts(counted),
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
