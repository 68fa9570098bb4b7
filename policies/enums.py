"""Kinds of policies and states of what they promised."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PolicyKind(models.TextChoices):
    """What the document is called by law and by custom."""

    POLICY = "policy", _("policy")
    STRATEGY = "strategy", _("strategy")
    PLAN = "plan", _("plan")
    PROGRAMME = "programme", _("programme")


class PolicyStage(models.TextChoices):
    """By what readers choose policies: where the period is, and whether something is late."""

    PLANNED = "planned", _("not begun")
    RUNNING = "running", _("under way")
    ENDED = "ended", _("period over")
    LATE = "late", _("with late measures")


class MeasureStatus(models.TextChoices):
    """How far a measure is, as its unit reports; that it is late is derived, not stored."""

    NOT_STARTED = "not_started", _("not started")
    IN_PROGRESS = "in_progress", _("in progress")
    DONE = "done", _("done")
    DROPPED = "dropped", _("dropped")


FINAL_STATUSES = (MeasureStatus.DONE, MeasureStatus.DROPPED)


class Standing(models.TextChoices):
    """How a measure stands on a day: its status, or that it is late, or that nothing is known."""

    NO_DATA = "no_data", _("no data")
    NOT_STARTED = "not_started", _("not started")
    IN_PROGRESS = "in_progress", _("in progress")
    LATE = "late", pgettext_lazy("past its deadline", "Late")
    DONE = "done", _("done")
    DROPPED = "dropped", _("dropped")


# Look of the standing's tag (templates/components/tag.html)
TONES = {
    Standing.NO_DATA: "",
    Standing.NOT_STARTED: "planned",
    Standing.IN_PROGRESS: "info",
    Standing.LATE: "late",
    Standing.DONE: "success",
    Standing.DROPPED: "closed",
}


class Direction(models.TextChoices):
    """Which way an indicator should move."""

    HIGHER = "higher", _("the higher, the better")
    LOWER = "lower", _("the lower, the better")


class Frequency(models.TextChoices):
    """How often an indicator is measured."""

    MONTHLY = "monthly", _("each month")
    QUARTERLY = "quarterly", _("each quarter")
    HALF_YEARLY = "half_yearly", _("twice a year")
    YEARLY = "yearly", _("each year")


MONTHS_BETWEEN = {
    Frequency.MONTHLY: 1,
    Frequency.QUARTERLY: 3,
    Frequency.HALF_YEARLY: 6,
    Frequency.YEARLY: 12,
}


class MoneySource(models.TextChoices):
    """Where the money of a measure comes from."""

    MUNICIPAL = "municipal", _("municipal budget")
    STATE = "state", _("state budget")
    EU = "eu", _("European funds")
    OTHER = "other", _("other source")


class EntryState(models.TextChoices):
    """Where a piece of progress is on its way to the public."""

    WAITING = "waiting", _("waiting for approval")
    PUBLISHED = "published", pgettext_lazy("a text or a figure", "published")
    REPLACED = "replaced", _("replaced by a newer one")
    SENT_BACK = "sent_back", _("sent back")


class Verdict(models.TextChoices):
    """What somebody outside the administration says of a measure."""

    KEPT = "kept", _("kept")
    PARTLY = "partly", _("partly kept")
    NOT_KEPT = "not_kept", _("not kept")


VERDICT_TONES = {Verdict.KEPT: "success", Verdict.PARTLY: "info", Verdict.NOT_KEPT: "late"}


class ObservationState(models.TextChoices):
    """Where a civic observation is on its way to the public."""

    UNCONFIRMED = "unconfirmed", _("address not confirmed")
    WAITING = "waiting", _("waiting for a moderator")
    PUBLISHED = "published", pgettext_lazy("a text or a figure", "published")
    REJECTED = "rejected", _("not published")
