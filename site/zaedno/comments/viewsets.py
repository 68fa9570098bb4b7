"""Comments in the CMS: addresses and menu of the queue, the lists that go with it."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.forms import ModelChoiceField
from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.menu import MenuItem
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.ui.sidebar import LinkMenuItem
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.viewsets.model import ModelViewSet

from zaedno.comments.enums import DECISIONS, ModerationVerb
from zaedno.comments.models import CommentRules, ReasonTemplate
from zaedno.comments.moderation import waiting_count
from zaedno.comments.permissions import user_can_moderate_comments
from zaedno.comments.queue_bulk import BulkView
from zaedno.comments.queue_filters import page_types
from zaedno.comments.queue_views import (
    AssignView,
    CommentDetailView,
    CommentsIndexView,
    DecisionView,
    NoteView,
    UndoView,
    staff_at,
)


class CommentsMenuItem(MenuItem):
    """The entry of the menu, with the number of things that wait."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Only moderators see it."""
        return user_can_moderate_comments(request.user)

    def render_component(self, request: HttpRequest) -> LinkMenuItem:
        """Name the number only where something waits."""
        count = waiting_count(staff_at(request))
        label = f"{self.label} ({count})" if count else str(self.label)
        return LinkMenuItem(self.name, label, self.url, icon_name=self.icon_name)


class CommentsViewSet(ViewSet):
    """Where moderators work."""

    name = "comment_moderation"
    url_prefix = "comments"
    icon = "comment"
    add_to_admin_menu = True

    def get_urlpatterns(self) -> list[URLPattern]:
        """List, its results for the live search, one comment, what is done with it."""
        return [
            path("", CommentsIndexView.as_view(), name="index"),
            path("results/", CommentsIndexView.as_view(results_only=True), name="index_results"),
            path("bulk/", BulkView.as_view(), name="bulk"),
            path("<int:comment_id>/", CommentDetailView.as_view(), name="detail"),
            path("<int:comment_id>/undo/", UndoView.as_view(), name="undo"),
            path("<int:comment_id>/assign/", AssignView.as_view(), name="assign"),
            path("<int:comment_id>/note/", NoteView.as_view(), name="note"),
            *(self._decision(verb) for verb in DECISIONS),
        ]

    def _decision(self, verb: ModerationVerb) -> URLPattern:
        address = f"<int:comment_id>/{verb.value}/"
        return path(address, DecisionView.as_view(), {"verb": verb.value}, name=verb.value)

    def get_menu_item(self, order: int | None = None) -> MenuItem:
        """The entry that counts."""
        return CommentsMenuItem(
            _("Comments"), self.menu_url, name="comments", icon_name=self.icon, order=150
        )


class ReasonTemplateViewSet(ModelViewSet):
    """Reasons that moderators give often."""

    model = ReasonTemplate
    name = "comment_reasons"
    url_prefix = "comment-reasons"
    icon = "doc-full"
    menu_label = _("Templates of reasons")
    menu_order = 410
    add_to_settings_menu = True
    copy_view_enabled = False
    form_fields = ["title", "text_bg", "text_en", "order"]
    list_display = ["title", "order"]
    search_fields = ["title", "text_bg", "text_en"]
    search_backend_name = None


class PageTypeField(ModelChoiceField):
    """A type of page, by its own name."""

    def label_from_instance(self, obj: ContentType) -> str:
        """The name that editors know."""
        return capfirst(obj.name)


class CommentRulesForm(WagtailAdminModelForm):
    """Rules for one type of page, of those that take comments."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer these types only."""
        super().__init__(*args, **kwargs)
        of_model = self.fields["content_type"]
        types = [number for number, _name in page_types()]
        self.fields["content_type"] = PageTypeField(
            queryset=ContentType.objects.filter(pk__in=types),
            label=of_model.label,
            help_text=of_model.help_text,
        )

    class Meta:
        model = CommentRules
        fields = ("content_type", "mode", "depth", "asks_stance")


class RulesPaginator(WagtailPaginator):
    """Counts types of page: rules themselves cannot be counted."""

    @property
    def items_count_label(self) -> str:
        """How many types of page have rules of their own."""
        words = ngettext("Rules for %(count)d type", "Rules for %(count)d types", self.count)
        return words % {"count": self.count}


class CommentRulesIndexView(IndexView):
    """The types of page with rules of their own."""

    paginator_class = RulesPaginator


class CommentRulesViewSet(ModelViewSet):
    """How comments work on each type of page."""

    model = CommentRules
    name = "comment_rules"
    url_prefix = "comment-rules"
    icon = "comment"
    menu_label = _("Rules for comments")
    menu_order = 405
    index_view_class = CommentRulesIndexView
    add_to_settings_menu = True
    copy_view_enabled = False
    list_display = [
        "__str__",
        Column("mode", label=_("Moderation"), accessor="get_mode_display"),
        "depth",
        BooleanColumn("asks_stance", label=_("Ask for the stance")),
    ]

    def get_form_class(self, for_update: bool = False) -> type[CommentRulesForm]:
        """The form that knows which pages take comments."""
        return CommentRulesForm
