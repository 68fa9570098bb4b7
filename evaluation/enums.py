"""What counts as better."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Direction(models.TextChoices):
    """Which way an indicator should move."""

    HIGHER = "higher", _("higher is better")
    LOWER = "lower", _("lower is better")
