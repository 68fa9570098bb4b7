"""Kinds of acts."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ActKind(models.TextChoices):
    """What an act is called."""

    RULES = "rules", _("rules")
    PROCEDURE = "procedure", _("procedure")
    REGULATION = "regulation", _("regulation")
    ORDINANCE = "ordinance", _("ordinance")
    LAW = "law", _("law")
