"""Appeals and reports in the CMS: what waits, and the answers of the moderators."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.ui.tables import BaseColumn, Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.base import ViewSet

from zaedno.comments.enums import STATES_TO_APPEAL, AppealOutcome
from zaedno.comments.errors import ModerationRefused
from zaedno.comments.models import Appeal, CitizenComment
from zaedno.comments.permissions import moderation_policy, user_can_moderate_comments
from zaedno.comments.querysets import CitizenCommentQuerySet
from zaedno.comments.services.appeals import decide_appeal
from zaedno.comments.services.reports import keep_reported
from zaedno.core.validation import LARGEST_ID
from zaedno.users.models import User


def outcome_of(appeal: Appeal) -> str | Promise:
    """What came of an appeal, or whether it still waits."""
    if appeal.decided_at:
        return appeal.get_outcome_display()
    if appeal.comment.state in STATES_TO_APPEAL:
        return pgettext_lazy("an appeal", "waits")
    return _("nothing to decide any more")


class AppealsView(IndexView):
    """All appeals, those that wait first."""

    model = Appeal
    permission_policy = moderation_policy
    any_permission_required = ["view"]
    page_title = _("Appeals")
    header_icon = "comment"
    is_searchable = False
    paginate_by = 50
    index_url_name = "comments_after:appeals"
    columns = [
        TitleColumn(
            "comment",
            label=_("Comment"),
            accessor="comment.link_text",
            get_url=lambda appeal: reverse("comments_after:appeal", args=[appeal.pk]),
        ),
        Column("author", label=_("Name"), accessor="comment.user_name"),
        Column("against", label=_("Decided by"), accessor="against.by_name"),
        Column("outcome", label=_("Outcome"), accessor=outcome_of),
        DateColumn("at", label=_("Sent")),
    ]

    def get_base_queryset(self) -> "QuerySet[Appeal]":
        """Appeals with what the list shows of them."""
        return Appeal.objects.select_related("comment", "against").order_by("outcome", "at")


class ReportsView(IndexView):
    """Published comments with reports that nobody has settled, the most reported first."""

    model = CitizenComment
    permission_policy = moderation_policy
    any_permission_required = ["view"]
    page_title = _("Reported comments")
    header_icon = "warning"
    is_searchable = False
    paginate_by = 50
    index_url_name = "comments_after:reports"
    columns: list[BaseColumn] = [
        TitleColumn("link_text", label=_("Comment"), url_name="comment_moderation:detail"),
        Column("user_name", label=_("Name")),
        Column("page", label=_("Page"), accessor="page.title"),
        Column("open_reports", label=_("Readers")),
    ]

    def get_base_queryset(self) -> CitizenCommentQuerySet:
        """What readers reported."""
        comments = CitizenComment.objects.get_queryset().reported().select_related("page")
        return comments.order_by("-open_reports", "pk")


class AppealView(View):
    """One appeal with the comment and the decision; takes the second decision."""

    def get(self, request: HttpRequest, appeal_id: int) -> HttpResponse:
        """Show it."""
        _moderator(request)
        return _show_appeal(request, _appeal(appeal_id))

    def post(self, request: HttpRequest, appeal_id: int) -> HttpResponse:
        """Decide; where that is refused, what was typed is still there."""
        person, appeal = _moderator(request), _appeal(appeal_id)
        outcome = request.POST.get("outcome", "")
        if outcome not in AppealOutcome.values:
            messages.error(request, _("Please choose what comes of the appeal."))
            return _show_appeal(request, appeal)
        try:
            decide_appeal(
                appeal,
                outcome=AppealOutcome(outcome),
                answer=_typed(request),
                by=person,
                at=timezone.now(),
            )
        except ModerationRefused as refusal:
            messages.error(request, refusal.sentence)
            return _show_appeal(request, appeal)
        messages.success(request, _("Done. The author is told by e-mail."))
        return redirect("comment_moderation:detail", appeal.comment_id)


class KeepView(View):
    """A moderator finds that a reported comment keeps to the rules."""

    http_method_names = ["get", "post"]

    def get(self, request: HttpRequest, comment_id: int) -> HttpResponse:
        """Lead to the comment: whoever had to log in comes back to this address."""
        return redirect("comment_moderation:detail", comment_id)

    def post(self, request: HttpRequest, comment_id: int) -> HttpResponse:
        """Settle its reports."""
        person = _moderator(request)
        comment = get_object_or_404(CitizenComment, pk=min(comment_id, LARGEST_ID))
        count = keep_reported(comment, by=person, at=timezone.now())
        text = ngettext("%(count)d report is settled.", "%(count)d reports are settled.", count)
        messages.success(request, text % {"count": count})
        return redirect("comment_moderation:detail", comment.pk)


class AfterViewSet(ViewSet):
    """Where moderators deal with appeals and reports; the menu leads there by what waits."""

    name = "comments_after"
    url_prefix = "comments-after"
    icon = "comment"

    def get_urlpatterns(self) -> list[URLPattern]:
        """Both lists, one appeal, the settling of reports."""
        return [
            path("appeals/", AppealsView.as_view(), name="appeals"),
            path("appeals/<int:appeal_id>/", AppealView.as_view(), name="appeal"),
            path("reports/", ReportsView.as_view(), name="reports"),
            path("reports/<int:comment_id>/keep/", KeepView.as_view(), name="keep"),
        ]


def _moderator(request: HttpRequest) -> User:
    person = request.user
    if not (isinstance(person, User) and user_can_moderate_comments(person)):
        raise PermissionDenied
    return person


def _appeal(appeal_id: int) -> Appeal:
    related = ("comment__page", "against", "decided_by")
    return get_object_or_404(Appeal.objects.select_related(*related), pk=min(appeal_id, LARGEST_ID))


def _typed(request: HttpRequest) -> str:
    """What was written, without characters that no database keeps."""
    return request.POST.get("answer", "").replace("\x00", "")


def _show_appeal(request: HttpRequest, appeal: Appeal) -> HttpResponse:
    context: dict[str, Any] = {
        "comment": appeal.comment,
        "typed": _typed(request),
        "chosen": request.POST.get("outcome", ""),
        "page_title": _("Appeal"),
        "header_icon": "comment",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": reverse("comments_after:appeals"), "label": _("Appeals")},
            {"url": "", "label": appeal.comment.user_name},
        ],
    }
    return render(request, "wagtailadmin/comments/appeal_page.html", context)
