"""Words that pages of several apps share."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ModerationMode(models.TextChoices):
    """When a moderator reads what citizens write on a page."""

    BEFORE = "before", _("before it is published")
    AFTER = "after", _("after it is published")
    TRUST = "trust", _("before, until the author has a published comment")
