"""People who work with the platform behind a password, and the approval of what they write."""

from typing import Any

from django import forms
from django.contrib.auth.models import AbstractUser, AnonymousUser
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask, TaskState

from zaedno.users.four_eyes import OwnChange, may_approve
from zaedno.users.privacy.models import ConsentText, DataLink, RetentionRun
from zaedno.users.second_factor.models import RecoveryCode

__all__ = [
    "ConsentText",
    "DataLink",
    "FourEyesApproval",
    "ReasonForm",
    "RecoveryCode",
    "RetentionRun",
    "User",
]


class User(AbstractUser):
    """A member of staff; or a citizen who opened an account, which nobody needs.

    Citizens have neither a password nor a right: see ``users.identity``.
    """

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")


class ReasonForm(forms.Form):
    """Why a page goes back to its author."""

    comment = forms.CharField(
        label=_("What is to be changed"),
        help_text=_("The author sees it on the front page of the CMS and receives it by e-mail."),
        widget=forms.Textarea({"rows": 4}),
    )


class FourEyesApproval(AbstractGroupApprovalTask):
    """Approval by a member of a group who neither wrote the change nor asked to publish it.

    It binds administrators too. Where only the author could approve, somebody else must be given
    the role: that is the point.
    """

    class Meta(AbstractGroupApprovalTask.Meta):
        abstract = False
        verbose_name = _("approval by a second person")
        verbose_name_plural = _("approvals by a second person")

    @classmethod
    def get_description(cls) -> str:
        """What the CMS says of this kind of task."""
        return str(_("Members of the chosen groups approve; nobody approves their own change."))

    def refuses_own_change(self, obj: Any, user: User | AnonymousUser) -> bool:
        """Whether the user could approve, were it not their own change."""
        could = bool(super().get_actions(obj, user))
        return could and not may_approve(obj, obj.current_workflow_state, user=user)

    def get_form_for_action(self, action: str) -> type[forms.Form]:
        """What is asked with an action: whoever sends a page back says why."""
        return ReasonForm if action == "reject" else super().get_form_for_action(action)

    def get_actions(self, obj: Any, user: User) -> list[tuple[str, str, bool]]:
        """What the user may do: authors may send the page back, not approve it."""
        actions = super().get_actions(obj, user)
        if actions and not may_approve(obj, obj.current_workflow_state, user=user):
            return [action for action in actions if action[0] != "approve"]
        return actions

    def on_action(
        self, task_state: TaskState, user: User, action_name: str, **kwargs: Any
    ) -> str | None:
        """Carry the action out.

        The view checks the object of its address; here the task's own object is checked, so that
        an address forged from two objects, or a change saved together with the approval, is
        refused as well.

        Raises:
            OwnChange: the user wrote the change or asked to publish it.
        """
        if action_name == "approve":
            workflow_state = task_state.workflow_state
            obj = workflow_state.content_object
            if not may_approve(obj, workflow_state, user=user):
                raise OwnChange
            # The approver saw the newest version, corrected since the task began or not.
            task_state.revision = obj.get_latest_revision()
        return super().on_action(task_state, user, action_name, **kwargs)
