"""Policies with objectives, measures and indicators."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PoliciesConfig(AppConfig):
    """Policies with objectives, measures and indicators."""

    name = "policies"
    label = "policies"
    verbose_name = _("Policies")
