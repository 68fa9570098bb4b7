"""What happens when the last step of a workflow is approved.

Wagtail loads this with its models, so it imports none.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from wagtail.models import WorkflowState


def publish_approved(workflow_state: "WorkflowState", user: Any = None) -> None:
    """Publish what was approved.

    The approval is the right to publish: approvers have no other, so that nothing reaches the
    public past a second pair of eyes.
    """
    approved = workflow_state.content_object.get_latest_revision()
    approved.publish(user=user, skip_permission_checks=True)
