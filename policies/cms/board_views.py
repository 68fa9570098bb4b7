"""All policies, and the board of each."""

import re
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages
from wagtail.admin.paginator import WagtailPaginator
from wagtail.permissions import page_permission_policy

from policies.cms.boards import ObjectiveRow, Row, board_of, policy_rows, rows_of, steps_for
from policies.cms.parts import board_url
from policies.cms.sent_back import sent_back_to
from policies.cms.views import StaffView, original_or_404
from policies.models import MonitoringReportPage, PolicyIndexPage, PolicyPage
from policies.permissions import (
    user_can_enter_progress,
    user_can_publish_progress,
    user_can_see_boards,
)
from policies.services.promises import PART_MODELS, PartRefused, approve, send_for_approval
from zaedno.core.days import today

POLICIES_A_PAGE = 30


class PoliciesView(StaffView):
    """All policies with what asks for attention."""

    allowed = user_can_see_boards
    template_name = "wagtailadmin/policies/policies.html"
    page_title = gettext_lazy("Policies")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home and this page."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add one page of the list."""
        words = self.request.GET.get("q", "").strip()
        pages = WagtailPaginator(self._policies(words), POLICIES_A_PAGE)
        page = pages.get_page(self.request.GET.get("p"))
        return {
            **super().get_context_data(**kwargs),
            "rows": policy_rows(page.object_list, on=today()),
            "page_obj": page,
            "elided_page_range": pages.get_elided_page_range(page.number),
            "words": words,
            "can_publish_progress": user_can_publish_progress(self.request.user),
            "index": self._index(),
        }

    def _index(self) -> PolicyIndexPage | None:
        """The page under which the user may write a new policy."""
        indexes = PolicyIndexPage.objects.filter(locale__language_code=settings.LANGUAGE_CODE)
        for index in indexes.order_by("path"):
            if index.permissions_for_user(self.request.user).can_add_subpage():
                return index
        return None

    def _policies(self, words: str) -> "QuerySet[PolicyPage]":
        policies = PolicyPage.objects.originals().order_by("title")
        # icontains knows no capital Cyrillic letters on SQLite; a regular expression does.
        return policies.filter(title__iregex=re.escape(words)) if words else policies


class BoardView(StaffView):
    """The promise of a policy with its drafts, what is public of it, and what waits."""

    allowed = user_can_see_boards
    template_name = "wagtailadmin/policies/board.html"

    @cached_property
    def policy(self) -> PolicyPage:
        """The policy of the address."""
        return original_or_404(self.kwargs["pk"])

    @cached_property
    def board(self) -> list[ObjectiveRow]:
        """Its objectives, measures and indicators."""
        return board_of(self.policy, on=today())

    def get_page_title(self) -> str:
        """The title of the policy."""
        return str(self.policy.title)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the board and what the user may do on it."""
        user = self.user
        rows = rows_of(self.board)
        measures = [measure for objective in self.board for measure in objective.measures]
        may_change = user.has_perm("policies.change_measure")
        return {
            **super().get_context_data(**kwargs),
            "policy": self.policy,
            "board": self.board,
            "counts": {
                "waiting": sum(measure.waiting for measure in measures),
                "late": sum(measure.standing == "late" for measure in measures),
                "stale": sum(bool(i.stale_since) for m in measures for i in m.indicators),
                "drafts": sum(row.part.has_news for row in rows),
            },
            "to_send": [row for row in rows if row.can_be_sent] if may_change else [],
            "to_approve": steps_for(user, rows),
            "sent_back": sent_back_to(user, policy=self.policy),
            "can_add": user.has_perm("policies.add_measure"),
            "can_change": may_change,
            "opens": {
                model._meta.model_name
                for model in PART_MODELS
                if user.has_perm(f"policies.change_{model._meta.model_name}")
            },
            "can_enter": user_can_enter_progress(user),
            "can_publish": user_can_publish_progress(user),
            **self._pages(),
        }

    def _pages(self) -> dict[str, Any]:
        """The editor of the page and the reports under it, as far as the user may open them."""
        rights = self.policy.permissions_for_user(self.request.user)
        reports = MonitoringReportPage.objects.child_of(self.policy).order_by("-period_end")
        changeable = page_permission_policy.instances_user_has_permission_for(self.user, "change")
        return {
            "can_edit_page": rights.can_edit(),
            "can_report": rights.can_add_subpage(),
            "reports": reports.defer_streamfields(),
            "opens_reports": set(changeable.child_of(self.policy).values_list("pk", flat=True)),
        }


class DraftsView(BoardView):
    """Sends drafts on their way, or approves them, many at once."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Act on the chosen drafts, all or none, and say what was done or why it was not."""
        chosen = set(request.POST.getlist("part"))
        parts = [row.part for row in self._rows() if row.token in chosen]
        try:
            done = self._act(request.POST.get("action", ""), parts)
        except PartRefused as refusal:
            messages.error(request, _("Nothing was changed.") + " " + refusal.sentence)
        else:
            messages.success(request, done) if parts else messages.warning(request, done)
        return redirect(board_url(self.policy))

    def _rows(self) -> list[Row]:
        return rows_of(self.board)

    def _act(self, action: str, parts: list[Any]) -> str:
        if not parts:
            return _("Nothing was chosen.")
        if action == "approve":
            count = approve(parts, by=self.user)
            done = ngettext(
                "%(n)d draft is approved and published.",
                "%(n)d drafts are approved and published.",
                count,
            )
        elif action == "send":
            count = send_for_approval(parts, by=self.user)
            done = ngettext(
                "%(n)d draft is sent for approval.", "%(n)d drafts are sent for approval.", count
            )
        else:
            raise PermissionDenied
        return done % {"n": count}
