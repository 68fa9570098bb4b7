"""Comments in the CMS: the list, a comment in its context, the decisions."""

from typing import Any

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.sidebar import LinkMenuItem
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.viewsets.base import ViewSet

from zaedno.comments.enums import CommentState, ModerationVerb
from zaedno.comments.errors import ModerationRefused
from zaedno.comments.models import LANGUAGES, CitizenComment
from zaedno.comments.moderation import waiting_comments_count
from zaedno.comments.permissions import moderation_policy, user_can_moderate_comments
from zaedno.comments.querysets import CitizenCommentQuerySet
from zaedno.comments.services import publish_comment, reject_comment, remove_comment
from zaedno.core.validation import LARGEST_ID
from zaedno.users.models import User


class CommentFilters(WagtailFilterSet):
    """By state and language."""

    state = django_filters.MultipleChoiceFilter(label=_("state"), choices=CommentState.choices)
    language = django_filters.ChoiceFilter(label=_("language"), choices=LANGUAGES)

    class Meta:
        model = CitizenComment
        fields = ("state", "language")


class CommentsIndexView(IndexView):
    """All comments, what waits first."""

    model = CitizenComment
    permission_policy = moderation_policy
    any_permission_required = ["view"]
    page_title = _("Citizens’ comments")
    header_icon = "comment"
    filterset_class = CommentFilters
    is_searchable = True
    paginate_by = 50
    index_url_name = "comment_moderation:index"
    index_results_url_name = "comment_moderation:index_results"
    columns = [
        TitleColumn("excerpt", label=_("Comment"), url_name="comment_moderation:detail"),
        Column("user_name", label=_("Name")),
        Column("page", label=_("Page"), accessor="page.title"),
        Column("state", label=_("State"), accessor="get_state_display"),
        DateColumn("submit_date", label=_("Sent"), sort_key="submit_date"),
    ]

    def get_base_queryset(self) -> CitizenCommentQuerySet:
        """The comments with what the list shows of them."""
        return CitizenComment.objects.get_queryset().select_related("page")

    def order_queryset(self, queryset: CitizenCommentQuerySet) -> QuerySet[CitizenComment]:
        """What waits comes first, unless the moderator asks for another order."""
        if self.is_explicitly_ordered:
            return super().order_queryset(queryset)
        return queryset.waiting_first()

    def search_queryset(self, queryset: CitizenCommentQuerySet) -> CitizenCommentQuerySet:
        """Find words in any case of letters, on any database."""
        return queryset.mentioning(self.search_query) if self.is_searching else queryset


class CommentDetailView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """One comment with what it answers, the answers to it, and every decision on it."""

    permission_policy = moderation_policy
    permission_required = "view"
    template_name = "wagtailadmin/comments/detail.html"
    page_title = _("Comment")
    header_icon = "comment"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, the list, this comment."""
        index = {"url": reverse("comment_moderation:index"), "label": _("Citizens’ comments")}
        return [*self.breadcrumbs_items, index, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the comment and its context."""
        comment = comment_or_404(self.kwargs["comment_id"])
        comments = CitizenComment.objects.get_queryset()
        answered = comments.filter(pk=comment.answered_id).first() if comment.answered_id else None
        return {
            **super().get_context_data(**kwargs),
            "comment": comment,
            "answered": answered,
            "replies": comments.filter(parent_id=comment.pk).exclude(pk=comment.pk),
            "actions": comment.actions.select_related("by"),
            "verbs": [verb.value for verb in comment.verbs],
        }


class DecisionView(View):
    """Takes a decision; the rules stand in the services."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, comment_id: int, verb: str) -> HttpResponse:
        """Publish, reject or remove, and say what was done or why it was not."""
        person = request.user
        if not (isinstance(person, User) and user_can_moderate_comments(person)):
            raise PermissionDenied
        comment = comment_or_404(comment_id)
        try:
            decide(comment, verb, by=person, reason=request.POST.get("reason", ""))
        except ModerationRefused as refusal:
            messages.error(request, refusal.sentence)
        else:
            messages.success(request, _("Done. The author is told by e-mail."))
        return redirect("comment_moderation:detail", comment_id)


def decide(comment: CitizenComment, verb: str, *, by: User, reason: str) -> CitizenComment:
    """Call the service of a decision in the name of the person at the screen."""
    if verb == ModerationVerb.PUBLISH:
        return publish_comment(comment, by=by, at=timezone.now())
    service = reject_comment if verb == ModerationVerb.REJECT else remove_comment
    return service(comment, by=by, at=timezone.now(), reason=reason)


def comment_or_404(comment_id: int) -> CitizenComment:
    """A comment by its number, however long the number is."""
    comments = CitizenComment.objects.get_queryset().select_related("page", "moderated_by")
    return get_object_or_404(comments, pk=min(comment_id, LARGEST_ID))


class CommentsMenuItem(MenuItem):
    """The entry of the menu, with the number of comments that wait."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Only moderators see it."""
        return user_can_moderate_comments(request.user)

    def render_component(self, request: HttpRequest) -> LinkMenuItem:
        """Name the number only where something waits."""
        count = waiting_comments_count()
        label = f"{self.label} ({count})" if count else str(self.label)
        return LinkMenuItem(self.name, label, self.url, icon_name=self.icon_name)


class CommentsViewSet(ViewSet):
    """Where moderators work."""

    name = "comment_moderation"
    url_prefix = "comments"
    icon = "comment"
    add_to_admin_menu = True

    def get_urlpatterns(self) -> list[URLPattern]:
        """List, its results for the live search, one comment, a decision."""
        return [
            path("", CommentsIndexView.as_view(), name="index"),
            path("results/", CommentsIndexView.as_view(results_only=True), name="index_results"),
            path("<int:comment_id>/", CommentDetailView.as_view(), name="detail"),
            *(self._decision(verb) for verb in ModerationVerb.values),
        ]

    def _decision(self, verb: str) -> URLPattern:
        address = f"<int:comment_id>/{verb}/"
        return path(address, DecisionView.as_view(), {"verb": verb}, name=verb)

    def get_menu_item(self, order: int | None = None) -> MenuItem:
        """The entry that counts."""
        return CommentsMenuItem(
            _("Comments"), self.menu_url, name="comments", icon_name=self.icon, order=150
        )
