"""Kinds of policies and states of measures."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PolicyKind(models.TextChoices):
    """What the document is called by law and by custom."""

    POLICY = "policy", _("policy")
    STRATEGY = "strategy", _("strategy")
    PLAN = "plan", _("plan")
    PROGRAMME = "programme", _("programme")


class MeasureStatus(models.TextChoices):
    """How far a measure is; that it is late is derived, not stored."""

    NOT_STARTED = "not_started", _("not started")
    IN_PROGRESS = "in_progress", _("in progress")
    DONE = "done", _("done")
    DROPPED = "dropped", _("dropped")


FINAL_STATUSES = (MeasureStatus.DONE, MeasureStatus.DROPPED)

# Look of the state's tag (templates/components/tag.html)
TONES = {
    MeasureStatus.NOT_STARTED: "planned",
    MeasureStatus.IN_PROGRESS: "info",
    MeasureStatus.DONE: "success",
    MeasureStatus.DROPPED: "closed",
}
