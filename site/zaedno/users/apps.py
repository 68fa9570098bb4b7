"""Staff, their roles and what each may do."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UsersConfig(AppConfig):
    """Staff, their roles and what each may do."""

    name = "zaedno.users"
    label = "users"
    verbose_name = _("Staff")
