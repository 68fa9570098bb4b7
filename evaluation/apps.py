"""The methodology of evaluation and its indicators."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from zaedno.api.registry import register_collection, register_router


class EvaluationConfig(AppConfig):
    """The methodology of evaluation and its indicators."""

    name = "evaluation"
    label = "evaluation"
    verbose_name = _("Evaluation")

    def ready(self) -> None:
        """Offer the app's lists to programs."""
        register_router("/evaluation/", "evaluation.api.router")
        register_collection("evaluation", "evaluation.api.INDICATORS")
