"""Official answers in the CMS: the comments that can be answered, addresses and menu."""

from typing import Any

import django_filters
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.base import ViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from zaedno.comments.cms_answer_page import AnswerView, RemoveAnswerView
from zaedno.comments.models import CitizenComment
from zaedno.comments.names import public_name_of
from zaedno.comments.permissions import user_can_answer_comments
from zaedno.comments.querysets import CitizenCommentQuerySet


class AnsweringPolicy(ModelPermissionPolicy):
    """For the list: who answers for the municipality sees it."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Reading only; answers have their own page."""
        return action == "view" and user_can_answer_comments(user)

    def user_has_any_permission(self, user: Any, actions: set[str]) -> bool:
        """Whether one of the actions is allowed."""
        return any(self.user_has_permission(user, action) for action in actions)


class AnswerableFilters(WagtailFilterSet):
    """By whether a unit has answered."""

    answered = django_filters.BooleanFilter(label=_("answered"), field_name="is_answered")

    class Meta:
        model = CitizenComment
        fields = ("answered",)


class AnswerableView(IndexView):
    """Published comments of citizens, the newest first, with the names that readers see."""

    model = CitizenComment
    permission_policy = AnsweringPolicy(CitizenComment)
    any_permission_required = ["view"]
    page_title = _("Answers to comments")
    header_icon = "comment"
    filterset_class = AnswerableFilters
    is_searchable = True
    paginate_by = 50
    index_url_name = "comment_answers:index"
    index_results_url_name = "comment_answers:index_results"
    columns = [
        TitleColumn("link_text", label=_("Comment"), url_name="comment_answers:answer"),
        Column("name", label=_("Name"), accessor=public_name_of),
        Column("page", label=_("Page"), accessor="page.title"),
        BooleanColumn("is_answered", label=_("Answered")),
        DateColumn("submit_date", label=_("Sent"), sort_key="submit_date"),
    ]

    def get_base_queryset(self) -> CitizenCommentQuerySet:
        """The comments with what the list shows of them."""
        answers = CitizenComment.objects.filter(answers_comment=OuterRef("pk")).published()
        comments = CitizenComment.objects.get_queryset().public().filter(unit=None)
        return comments.annotate(is_answered=Exists(answers)).select_related("page", "settlement")

    def order_queryset(self, queryset: CitizenCommentQuerySet) -> "QuerySet[CitizenComment]":
        """The newest first, unless somebody asks for another order."""
        if self.is_explicitly_ordered:
            return super().order_queryset(queryset)
        return queryset.order_by("-submit_date", "-pk")

    def search_queryset(self, queryset: CitizenCommentQuerySet) -> CitizenCommentQuerySet:
        """Find words in any case of letters, but no hidden names, no addresses."""
        return queryset.saying(self.search_query) if self.is_searching else queryset


class AnswersMenuItem(MenuItem):
    """The entry of the menu."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Only those who answer see it."""
        return user_can_answer_comments(request.user)


class AnswersViewSet(ViewSet):
    """Where units answer citizens."""

    name = "comment_answers"
    url_prefix = "comment-answers"
    icon = "comment"
    add_to_admin_menu = True

    def get_urlpatterns(self) -> list[URLPattern]:
        """List, its results for the live search, a new answer, one that is changed or removed."""
        results = AnswerableView.as_view(results_only=True)
        one = "<int:comment_id>/<int:answer_id>/"
        return [
            path("", AnswerableView.as_view(), name="index"),
            path("results/", results, name="index_results"),
            path("<int:comment_id>/", AnswerView.as_view(), name="answer"),
            path(one, AnswerView.as_view(), name="change"),
            path(f"{one}remove/", RemoveAnswerView.as_view(), name="remove"),
        ]

    def get_menu_item(self, order: int | None = None) -> MenuItem:
        """The entry beside that of the moderators."""
        return AnswersMenuItem(
            pgettext_lazy("menu of the CMS", "Answers"),
            self.menu_url,
            name="comment-answers",
            icon_name=self.icon,
            order=151,
        )
