"""Wagtail's management of users, with our names of the roles."""

from wagtail.users.apps import WagtailUsersAppConfig


class StaffAccountsConfig(WagtailUsersAppConfig):
    """Stands in ``INSTALLED_APPS`` in the place of ``wagtail.users``."""

    user_viewset = "zaedno.users.viewsets.StaffViewSet"
    group_viewset = "zaedno.users.viewsets.RoleViewSet"
