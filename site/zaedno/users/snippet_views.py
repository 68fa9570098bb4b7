"""Views of Wagtail's snippet editor where four eyes need words of their own."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.snippets.views.snippets import EditView, WorkflowActionView

from zaedno.users.four_eyes import OwnChange
from zaedno.users.models import FourEyesApproval


class StaffSnippetEditView(EditView):
    """The editor, which says why somebody may not approve and what they can do instead."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Tell an approver whose own change waits that a second person is needed."""
        task = self.current_workflow_task
        if isinstance(task, FourEyesApproval) and task.refuses_own_change(
            self.object, request.user
        ):
            messages.warning(
                request,
                _(
                    "You cannot approve this, because you wrote a part of the change or sent it "
                    "for approval. Another person with your role or an administrator can approve "
                    "it. You can also send it back to its author."
                ),
            )
        return super().get(request, *args, **kwargs)

    def workflow_action_action(self) -> HttpResponseBase | None:
        """Keep the correction of an approver, and leave the approval to another."""
        try:
            super().workflow_action_action()
        except OwnChange:
            messages.error(self.request, _("Your corrections are saved, but it is not approved."))
            return redirect(self.get_edit_url())
        return None


class StaffSnippetWorkflowActionView(WorkflowActionView):
    """A decision taken from outside the editor."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Bring whoever may not approve to the editor, which tells them why."""
        try:
            return super().dispatch(request, *args, **kwargs)
        except OwnChange:
            return redirect(self.redirect_url)

    def check_action(self) -> None:
        """Tell one's own change from a missing right.

        Raises:
            OwnChange: the user could approve, were it not their own change.
        """
        try:
            super().check_action()
        except PermissionDenied as denied:
            task = self.task
            if isinstance(task, FourEyesApproval) and task.refuses_own_change(
                self.object, self.request.user
            ):
                raise OwnChange from denied
            raise
