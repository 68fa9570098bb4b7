"""What waits for a member of staff in policies, on the front page of the CMS."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.models import WorkflowState

from policies.cms.boards import Row, rows_of_ways, steps_for
from policies.cms.parts import board_url
from policies.cms.sent_back import sent_back_to
from policies.enums import ObservationState
from policies.models import Observation
from policies.permissions import (
    user_can_answer_observations,
    user_can_enter_progress,
    user_can_moderate_observations,
    user_can_publish_progress,
)
from policies.services.entries import ENTRY_MODELS
from zaedno.core.waiting import WaitingItem, register_waiting


def progress_to_approve(user: Any) -> list[WaitingItem]:
    """How many entries of progress wait, since when, without those that the user typed."""
    if not user_can_publish_progress(user):
        return []
    count, moments = 0, []
    for model in ENTRY_MODELS:
        waiting: Any = model._default_manager
        others = waiting.waiting().exclude(Q(entered_by=user) & Q(from_file=None))
        found = others.aggregate(number=Count("pk"), oldest=Min("entered_at"))
        count += found["number"]
        moments.append(found["oldest"])
    if not count:
        return []
    title = ngettext("%(n)d entry of progress", "%(n)d entries of progress", count)
    return [
        WaitingItem(
            title=title % {"n": count},
            url=reverse("policies_cms:waiting"),
            note=_("the oldest"),
            at=min(moment for moment in moments if moment),
        )
    ]


def progress_sent_back(user: Any) -> list[WaitingItem]:
    """Entries that the user has to enter anew, each with the reason."""
    if not user_can_enter_progress(user):
        return []
    return [
        WaitingItem(
            title=entry.title,
            url=entry.url,
            note=entry.reason,
            at=entry.at,
        )
        for entry in sent_back_to(user)
    ]


def observations_to_decide(user: Any) -> list[WaitingItem]:
    """How many observations of citizens wait for a decision, since when."""
    if not user_can_moderate_observations(user):
        return []
    waiting = Observation.objects.waiting().order_by()
    found = waiting.aggregate(number=Count("pk"), oldest=Min("confirmed_at"))
    return _observations(found, query={"state": ObservationState.WAITING.value})


def observations_to_answer(user: Any) -> list[WaitingItem]:
    """How many published observations no unit has answered, since when."""
    if not user_can_answer_observations(user):
        return []
    found = Observation.objects.unanswered().aggregate(number=Count("pk"), oldest=Min("decided_at"))
    return _observations(
        found, query={"state": ObservationState.PUBLISHED.value, "answered": "false"}
    )


def _observations(found: dict[str, Any], *, query: dict[str, str]) -> list[WaitingItem]:
    if not found["number"]:
        return []
    title = ngettext("%(n)d observation", "%(n)d observations", found["number"])
    return [
        WaitingItem(
            title=title % {"n": found["number"]},
            url=f"{reverse('policies_cms:observations')}?{urlencode(query)}",
            note=_("the oldest"),
            at=found["oldest"],
        )
    ]


def parts_to_approve(user: Any) -> list[WaitingItem]:
    """Policies with drafts that the user may approve, and how many; a policy has dozens."""
    return _by_policy(steps_for(user, rows_of_ways(status=WorkflowState.STATUS_IN_PROGRESS)))


def parts_sent_by(user: Any) -> list[WaitingItem]:
    """Drafts that were sent back to the user, each with the reason; then those on their way."""
    rows = rows_of_ways(requested_by=user)
    sent_back = [
        WaitingItem(
            title=row.title,
            url=row.url,
            note=f"{_('Sent back to you: changes are asked for')}. {row.reason}",
            at=row.way.created_at if row.way else None,
        )
        for row in rows
        if row.is_sent_back
    ]
    return sent_back + _by_policy(row for row in rows if row.is_waiting)


def _by_policy(rows: Iterable[Row]) -> list[WaitingItem]:
    found: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.part.policy_id].append(row)
    return [
        WaitingItem(
            title=of_policy[0].part.policy.title,
            url=board_url(of_policy[0].part.policy),
            note=ngettext(
                "%(n)d draft waits for approval", "%(n)d drafts wait for approval", len(of_policy)
            )
            % {"n": len(of_policy)},
            at=_oldest(of_policy),
        )
        for of_policy in found.values()
    ]


def _oldest(rows: Iterable[Row]) -> datetime | None:
    return min((row.way.created_at for row in rows if row.way), default=None)


register_waiting(12, gettext_lazy("Policies: drafts to approve"), parts_to_approve)
register_waiting(14, gettext_lazy("Policies: progress to approve"), progress_to_approve)
register_waiting(16, gettext_lazy("Policies: sent back to you"), progress_sent_back)
register_waiting(32, gettext_lazy("Citizens’ observations to decide on"), observations_to_decide)
register_waiting(34, gettext_lazy("Citizens’ observations to answer"), observations_to_answer)
register_waiting(22, gettext_lazy("Policies: drafts sent by you"), parts_sent_by)
