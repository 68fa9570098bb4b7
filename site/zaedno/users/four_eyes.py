"""The rule of four eyes: nobody approves their own change."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from wagtail.models import Revision, WorkflowState


def may_approve(obj: Any, workflow_state: WorkflowState | None, *, user: AbstractBaseUser) -> bool:
    """Whether the user is neither the one who asked for approval nor an author of the change."""
    if workflow_state is not None and workflow_state.requested_by_id == user.pk:
        return False
    return not _unpublished_revisions(obj).filter(user_id=user.pk).exists()


def _unpublished_revisions(obj: Any) -> Any:
    """What was saved since the version that readers see; all of it when there is none.

    Approval publishes the newest revision, which holds the work of all these.
    """
    return Revision.objects.for_instance(obj).filter(pk__gt=obj.live_revision_id or 0)
