"""States of a project."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ProjectStatus(models.TextChoices):
    """How far a project is, in the words of the public register."""

    APPROVED = "approved", _("approved")
    IN_EXECUTION = "in_execution", _("in execution")
    COMPLETED = "completed", _("completed")
    TERMINATED = "terminated", _("terminated")


class ActivityStatus(models.TextChoices):
    """How far an activity of a project is."""

    PLANNED = "planned", _("planned")
    IN_EXECUTION = "in_execution", _("in execution")
    COMPLETED = "completed", _("completed")


# Look of the state's tag (templates/components/tag.html)
TONES = {
    ProjectStatus.APPROVED: "planned",
    ProjectStatus.IN_EXECUTION: "info",
    ProjectStatus.COMPLETED: "success",
    ProjectStatus.TERMINATED: "closed",
}
ACTIVITY_TONES = {
    ActivityStatus.PLANNED: "planned",
    ActivityStatus.IN_EXECUTION: "info",
    ActivityStatus.COMPLETED: "success",
}
