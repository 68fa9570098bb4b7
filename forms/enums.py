"""Kinds and stages of public consultations."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ConsultationKind(models.TextChoices):
    """What is put to the public; the law asks for a term by it."""

    NORMATIVE_ACT = "normative_act", _("draft normative act")
    GENERAL_ACT = "general_act", _("general administrative act")
    BUDGET = "budget", _("budget")
    PLAN = "plan", _("strategy or plan")
    OTHER = "other", _("other question")


class TermUnit(models.TextChoices):
    """In what a term of the law is counted."""

    DAYS = "days", _("days")
    MONTHS = "months", _("months")


class Stage(models.TextChoices):
    """Where a consultation stands; derived from its dates and its report."""

    PLANNED = "planned", _("planned")
    OPEN = "open", _("open")
    CLOSED = "closed", _("closed")
    REPORTED = "reported", _("report published")


STAGES_IN_ORDER = (Stage.PLANNED, Stage.OPEN, Stage.CLOSED, Stage.REPORTED)

# Look of the stage's tag (templates/components/tag.html)
TONES = {
    Stage.PLANNED: "planned",
    Stage.OPEN: "open",
    Stage.CLOSED: "closed",
    Stage.REPORTED: "success",
}
