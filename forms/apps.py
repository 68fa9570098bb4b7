"""Public consultations and consultation forms."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FormsConfig(AppConfig):
    """Public consultations and consultation forms."""

    name = "forms"
    label = "consultations"
    verbose_name = _("Consultations")
