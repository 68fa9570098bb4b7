"""What waits in the workflows: for whom, since when, at which step."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page, Revision, TaskState, WorkflowState
from wagtail.models import get_default_page_content_type as page_type
from wagtail.permissions import policy_registry

from zaedno.core.waiting import WaitingItem, register_waiting
from zaedno.users.models import FourEyesApproval, User

MOST = 20


def tasks_for(user: User) -> list[WaitingItem]:
    """Pages at a step that the user's groups approve, the oldest first, without the user's own."""
    tasks = FourEyesApproval.objects.filter(active=True)
    if not user.is_superuser:
        tasks = tasks.filter(groups__in=user.groups.all())
    states = (
        TaskState.objects.filter(
            status=TaskState.STATUS_IN_PROGRESS,
            task__in=tasks.values("pk"),
            workflow_state__base_content_type=page_type(),
        )
        .exclude(workflow_state__requested_by=user)
        .exclude(revision__user=user)
        .select_related("task", "workflow_state__requested_by")
        .order_by("started_at")[:MOST]
    )
    pages = _pages(state.workflow_state.object_id for state in states)
    return [
        WaitingItem(
            title=pages[state.workflow_state.object_id].get_admin_display_title(),
            url=_edit_url(state.workflow_state.object_id),
            note=_("%(task)s; sent by %(name)s")
            % {"task": state.task.name, "name": _name(state.workflow_state.requested_by)},
            at=state.started_at,
        )
        for state in states
        if state.workflow_state.object_id in pages
    ]


def sent_by(user: User) -> list[WaitingItem]:
    """Pages that the user sent for approval, and where each of them is."""
    states = (
        WorkflowState.objects.active()
        .filter(requested_by=user, base_content_type=page_type())
        .select_related("current_task_state__task")
        .order_by("-created_at")[:MOST]
    )
    pages = _pages(state.object_id for state in states)
    return [
        WaitingItem(
            title=pages[state.object_id].get_admin_display_title(),
            url=_edit_url(state.object_id),
            note=_where(state),
            at=state.created_at,
        )
        for state in states
        if state.object_id in pages
    ]


def scheduled_for(user: User) -> list[WaitingItem]:
    """Versions that publish themselves at a set moment, on pages that the user may change."""
    policy = policy_registry.get_by_type(Page)
    changeable = policy.instances_user_has_permission_for(user, "change")
    revisions = (
        Revision.page_revisions.filter(approved_go_live_at__gt=timezone.now())
        .defer("content")
        .order_by("approved_go_live_at")[:MOST]
    )
    pages = _pages((revision.object_id for revision in revisions), among=changeable)
    return [
        WaitingItem(
            title=pages[revision.object_id].get_admin_display_title(),
            url=_edit_url(revision.object_id),
            at=revision.approved_go_live_at,
        )
        for revision in revisions
        if revision.object_id in pages
    ]


def _where(state: WorkflowState) -> str:
    if state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        reason = state.current_task_state.comment if state.current_task_state else ""
        sent_back = _("Sent back to you: changes are asked for")
        return f"{sent_back}. {reason}" if reason else sent_back
    return str(state.current_task_state.task.name) if state.current_task_state else ""


def _name(person: User | None) -> str:
    return (person.get_full_name() or person.get_username()) if person else _("somebody")


def _edit_url(page_id: str) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page_id])


def _pages(ids: Iterable[str], *, among: Any = None) -> dict[str, Page]:
    """The pages by number as text, as workflows keep it, read in one query."""
    pages = Page.objects.all() if among is None else among
    return {str(pk): page for pk, page in pages.in_bulk([int(pk) for pk in ids]).items()}


register_waiting(10, gettext_lazy("Waiting for your approval"), tasks_for)
register_waiting(20, gettext_lazy("Sent by you"), sent_by)
register_waiting(50, gettext_lazy("Will be published by itself"), scheduled_for)
