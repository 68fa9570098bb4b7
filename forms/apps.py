"""Public consultations and consultation forms."""

from importlib import import_module

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from zaedno.api.registry import register_collection, register_router


class FormsConfig(AppConfig):
    """Public consultations and consultation forms."""

    name = "forms"
    label = "consultations"
    verbose_name = _("Consultations")

    def ready(self) -> None:
        """Offer lists to programs; keep a row for each kind of procedure; say what is held."""
        procedures = import_module("forms.procedures")  # needs the models
        post_migrate.connect(procedures.make_missing_procedures, sender=self)
        import_module("forms.personal_data").register()
        import_module("forms.search_facets").register()
        register_router("/consultations/", "forms.api.consultations.router")
        register_collection("consultations", "forms.api.consultations.CONSULTATIONS")
        register_router("/forms/", "forms.api.questionnaires.router")
        register_collection("forms", "forms.api.questionnaires.FORMS")
