"""The rule of four eyes: nobody approves their own change."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import QuerySet
from wagtail.models import Revision, WorkflowState

# What Wagtail keeps in each version about the page itself; none of it is written by a person.
_BOOKKEEPING = frozenset(
    {
        *("latest_revision", "latest_revision_created_at", "live_revision", "draft_title"),
        *("live", "expired", "has_unpublished_changes", "first_published_at", "last_published_at"),
        *("path", "depth", "numchild", "url_path", "locked", "locked_at", "locked_by"),
        "wagtail_admin_comments",
    }
)


def may_approve(obj: Any, workflow_state: WorkflowState | None, *, user: AbstractBaseUser) -> bool:
    """Whether the user is neither the one who asked for approval nor an author of the change."""
    if workflow_state is not None and workflow_state.requested_by_id == user.pk:
        return False
    revisions = Revision.objects.for_instance(obj).order_by("pk")
    # Approval publishes the newest version, which holds the work of all since the public one.
    own = revisions.filter(pk__gt=obj.live_revision_id or 0, user_id=user.pk)
    return not any(_changes_something(revision, among=revisions) for revision in own)


def _changes_something(revision: Revision, *, among: QuerySet[Revision]) -> bool:
    """Whether a version differs from the one before it.

    The editor's page sends its whole form with the approval, and Wagtail saves it as a version of
    the approver even where they touched nothing.
    """
    previous = among.filter(pk__lt=revision.pk).last()
    return previous is None or _written(revision) != _written(previous)


def _written(revision: Revision) -> dict[str, Any]:
    return {name: value for name, value in revision.content.items() if name not in _BOOKKEEPING}
