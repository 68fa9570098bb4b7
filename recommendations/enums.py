"""Priorities and states of recommendations."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Priority(models.TextChoices):
    """How much depends on a recommendation."""

    HIGH = "high", _("high")
    MEDIUM = "medium", _("medium")
    LOW = "low", _("low")


class RecommendationStatus(models.TextChoices):
    """What became of a recommendation."""

    PROPOSED = "proposed", _("waits for an answer")
    ACCEPTED = "accepted", _("accepted")
    FULFILLED = "fulfilled", _("fulfilled")
    REJECTED = "rejected", _("not accepted")


# Look of the state's tag (templates/components/tag.html)
TONES = {
    RecommendationStatus.PROPOSED: "planned",
    RecommendationStatus.ACCEPTED: "info",
    RecommendationStatus.FULFILLED: "success",
    RecommendationStatus.REJECTED: "closed",
}
