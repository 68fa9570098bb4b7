"""Rules and procedures: numbered articles, in force from a date."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LegalTextConfig(AppConfig):
    """Rules and procedures: numbered articles, in force from a date."""

    name = "legal_text"
    label = "legal_text"
    verbose_name = _("Rules and procedures")
