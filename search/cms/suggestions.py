"""Searches that are suggested while typing, in the CMS: some are better not shown."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from search.models import PopularQuery


class PopularQueryPolicy(ModelPermissionPolicy):
    """Readers make them; the staff only say which are never suggested."""

    def user_has_permission(self, user: object, action: str) -> bool:
        """Whether the user may do it; nobody adds or deletes."""
        return action in ("view", "change") and super().user_has_permission(user, "change")


class PopularQueryViewSet(ModelViewSet):
    """Suggested searches."""

    model = PopularQuery
    name = "popular_queries"
    url_prefix = "site-search/suggested"
    icon = "list-ul"
    menu_label = _("Suggested searches")
    copy_view_enabled = False
    inspect_view_enabled = False
    list_display = [
        "text",
        Column("language", label=_("Language")),
        Column("times", label=_("Searches"), sort_key="times"),
        BooleanColumn("is_hidden", label=_("Never suggest")),
    ]
    list_filter = ["language", "is_hidden"]
    form_fields = ["is_hidden"]
    ordering = ["-times", "text"]
    search_fields = ["text"]
    search_backend_name = None
