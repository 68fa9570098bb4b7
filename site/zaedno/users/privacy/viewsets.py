"""Privacy in the CMS: texts of consent, and what was erased when."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic import DeleteView, EditView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from zaedno.users.privacy.models import ConsentText, RetentionRun


class ReadOnlyPolicy(ModelPermissionPolicy):
    """Reports are written by the platform alone; people read them."""

    def user_has_permission(self, user: object, action: str) -> bool:
        """Whether the user may do it; nobody writes."""
        return action == "view" and super().user_has_permission(user, action)


class _OnlyBeforeForce:
    """Lets nobody touch a text that people may have agreed to."""

    def get_object(self, *args: Any, **kwargs: Any) -> ConsentText:
        """The text, if it is not in force yet.

        Raises:
            PermissionDenied: it is or was in force.
        """
        text: ConsentText = super().get_object(*args, **kwargs)  # type: ignore[misc]
        if text.is_fixed():
            raise PermissionDenied
        return text


class ConsentEditView(_OnlyBeforeForce, EditView):
    """Changes a text that is not in force yet."""


class ConsentDeleteView(_OnlyBeforeForce, DeleteView):
    """Drops a text that is not in force yet."""


class ConsentIndexView(IndexView):
    """All texts; one that is in force can only be read."""

    def get_edit_url(self, instance: ConsentText) -> str | None:
        """Where the text is changed, while it may be."""
        return None if instance.is_fixed() else super().get_edit_url(instance)

    def get_delete_url(self, instance: ConsentText) -> str | None:
        """Where the text is dropped, while it may be."""
        return None if instance.is_fixed() else super().get_delete_url(instance)


class ConsentTextViewSet(ModelViewSet):
    """What people agree to when they send something."""

    model = ConsentText
    name = "consent_texts"
    url_prefix = "consent-texts"
    icon = "lock"
    menu_label = _("Texts of consent")
    menu_order = 420
    add_to_settings_menu = True
    copy_view_enabled = False
    inspect_view_enabled = True
    index_view_class = ConsentIndexView
    edit_view_class = ConsentEditView
    delete_view_class = ConsentDeleteView
    list_display = ["version", "valid_from"]
    form_fields = ["version", "valid_from", "text_bg", "text_en"]
    search_fields = ["version", "text_bg", "text_en"]
    search_backend_name = None


class RetentionRunViewSet(ModelViewSet):
    """What was forgotten because its term of keeping was over."""

    model = RetentionRun
    name = "retention_runs"
    url_prefix = "retention-runs"
    icon = "history"
    menu_label = _("Rounds of erasing")
    menu_order = 421
    add_to_settings_menu = True
    copy_view_enabled = False
    inspect_view_enabled = True
    list_display = [DateColumn("at", label=_("At")), Column("total", label=_("Erased"))]
    form_fields = ["counts"]
    inspect_view_fields = ["at", "ended_at", "counts"]
