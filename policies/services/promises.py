"""The promise on its way to the public: drafts of many parts sent and approved together.

Each part goes through its workflow like a page; a policy has dozens of them.
"""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import LogContext
from wagtail.models import TaskState

from policies.models.indicators import Indicator
from policies.models.measures import Measure, Objective
from policies.models.parts import PolicyPart
from zaedno.users.models import FourEyesApproval, User

# In this order a part becomes public after the one to which it belongs.
PART_MODELS: tuple[type[PolicyPart], ...] = (Objective, Measure, Indicator)


class PartRefused(Exception):
    """A part cannot go its way; says which and why to the person at the screen."""

    def __init__(self, part: PolicyPart, sentence: str) -> None:
        super().__init__(sentence)
        self.part = part
        self.sentence = f"{part}: {sentence}"


def newest(part: PolicyPart) -> Any:
    """The part as its newest version says it."""
    return part.get_latest_revision_as_object()


def check_ready(part: PolicyPart) -> None:
    """Refuse a draft that cannot be published as it is.

    A draft may be incomplete, and others may have taken its number since.

    Raises:
        PartRefused: with what is to be mended.
    """
    try:
        newest(part).full_clean()
    except ValidationError as error:
        raise PartRefused(part, " ".join(error.messages)) from error


@transaction.atomic
def send_for_approval(parts: Iterable[PolicyPart], *, by: User) -> int:
    """Send drafts on their way; those without news or under way already are passed over.

    Returns:
        How many were sent.

    Raises:
        PermissionDenied: the user may not change one of them.
        PartRefused: one of them is incomplete.
    """
    count = 0
    for part in parts:
        if not by.has_perm(f"policies.change_{part._meta.model_name}"):
            raise PermissionDenied
        if part.workflow_in_progress or not part.has_news:
            continue
        check_ready(part)
        # The history of a part shows one line for each identifier of an action.
        with LogContext(user=by):
            _start(part, by=by)
        count += 1
    return count


def _start(part: PolicyPart, *, by: User) -> None:
    sent_back = part.current_workflow_state
    if sent_back is not None:
        sent_back.resume(by)
        return
    workflow = part.get_workflow()
    if workflow is None:
        raise PartRefused(part, _("There is no workflow for it. Ask an administrator."))
    workflow.start(newest(part), by)


@transaction.atomic
def approve(parts: Iterable[PolicyPart], *, by: User) -> int:
    """Approve drafts together; those that do not wait any more are passed over.

    Returns:
        How many were approved.

    Raises:
        PermissionDenied: the user does not approve at this step.
        PartRefused: the user wrote or sent one of them, or it is incomplete.
    """
    in_order = sorted(parts, key=lambda part: PART_MODELS.index(type(part)))
    return sum(_approve(part, by=by) for part in in_order)


def _approve(part: PolicyPart, *, by: User) -> bool:
    step = part.current_workflow_task_state
    if step is None:
        return False
    # Nobody else decides on it meanwhile.
    step = TaskState.objects.select_for_update(of=("self",)).get(pk=step.pk)
    if step.status != TaskState.STATUS_IN_PROGRESS:
        return False
    task = step.task.specific
    if "approve" not in {name for name, _label, _modal in task.get_actions(part, by)}:
        if isinstance(task, FourEyesApproval) and task.refuses_own_change(part, by):
            raise PartRefused(part, _("You wrote or sent it. Somebody else has to approve it."))
        raise PermissionDenied
    check_ready(part)
    with LogContext(user=by):
        task.on_action(step, by, "approve")
    return True
