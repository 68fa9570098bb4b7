"""The methodology of evaluation and its indicators."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EvaluationConfig(AppConfig):
    """The methodology of evaluation and its indicators."""

    name = "evaluation"
    label = "evaluation"
    verbose_name = _("Evaluation")
