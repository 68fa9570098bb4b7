"""Who may do what with consultations, beyond what Wagtail knows of pages."""

from wagtail.permission_policies import ModelPermissionPolicy


class FixedRowsPolicy(ModelPermissionPolicy):
    """Rows may be changed; there is one for each kind, so none is added or deleted."""

    def user_has_permission(self, user: object, action: str) -> bool:
        """Whether the user may do it; nobody adds or deletes."""
        return action not in ("add", "delete") and super().user_has_permission(user, action)
