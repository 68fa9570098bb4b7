"""The rule of four eyes: nobody approves their own change."""

from typing import Any

from django.apps import apps
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from wagtail.models import Revision, TranslatableMixin, WorkflowState

# What Wagtail keeps in each version about the page itself; none of it is written by a person.
_BOOKKEEPING = frozenset(
    {
        *("latest_revision", "latest_revision_created_at", "live_revision", "draft_title"),
        *("live", "expired", "has_unpublished_changes", "first_published_at", "last_published_at"),
        *("path", "depth", "numchild", "url_path", "locked", "locked_at", "locked_by"),
        "wagtail_admin_comments",
    }
)


# Where wagtail-localize keeps who wrote which part of a translation.
_TRANSLATED_PARTS = ("StringTranslation", "SegmentOverride")


class OwnChange(PermissionDenied):
    """Somebody tries to approve what they wrote or sent themselves."""


def may_approve(
    obj: Any, workflow_state: WorkflowState | None, *, user: AbstractBaseUser | AnonymousUser
) -> bool:
    """Whether the user is neither the one who asked for approval nor an author of the change."""
    if workflow_state is not None and workflow_state.requested_by_id == user.pk:
        return False
    revisions = Revision.objects.for_instance(obj).order_by("pk")
    # Approval publishes the newest version, which holds the work of all since the public one.
    own = revisions.filter(pk__gt=obj.live_revision_id or 0, user_id=user.pk)
    if any(_changes_something(revision, among=revisions) for revision in own):
        return False
    return not _translated_a_part(obj, user=user, revisions=revisions)


def _changes_something(revision: Revision, *, among: QuerySet[Revision]) -> bool:
    """Whether a version differs from the one before it.

    The editor's page sends its whole form with the approval, and Wagtail saves it as a version of
    the approver even where they touched nothing.
    """
    previous = among.filter(pk__lt=revision.pk).last()
    return previous is None or _written(revision) != _written(previous)


def _translated_a_part(
    obj: Any, *, user: AbstractBaseUser | AnonymousUser, revisions: QuerySet[Revision]
) -> bool:
    """Whether the newest version holds words that the user wrote in the translation editor.

    There each part is kept with its author, and whoever sends the whole appears as the author of
    the version.
    """
    newest = revisions.last()
    if newest is None or not isinstance(obj, TranslatableMixin):
        return False
    written = {
        "locale": obj.locale_id,
        "context__object": obj.translation_key,
        "last_translated_by": user.pk,
        "updated_at__lte": newest.created_at,
    }
    if public := revisions.filter(pk=obj.live_revision_id or 0).first():
        written["updated_at__gt"] = public.created_at
    models = [apps.get_model("wagtail_localize", name) for name in _TRANSLATED_PARTS]
    return any(model._default_manager.filter(**written).exists() for model in models)


def _written(revision: Revision) -> dict[str, Any]:
    return {name: value for name, value in revision.content.items() if name not in _BOOKKEEPING}
