"""Public consultations and consultation forms."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from zaedno.api.registry import register_collection, register_router


class FormsConfig(AppConfig):
    """Public consultations and consultation forms."""

    name = "forms"
    label = "consultations"
    verbose_name = _("Consultations")

    def ready(self) -> None:
        """Offer the app's lists to programs."""
        register_router("/consultations/", "forms.api.consultations.router")
        register_collection("consultations", "forms.api.consultations.CONSULTATIONS")
        register_router("/forms/", "forms.api.questionnaires.router")
        register_collection("forms", "forms.api.questionnaires.FORMS")
