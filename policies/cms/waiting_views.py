"""Where editors approve what units entered, or send it back."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages
from wagtail.admin.paginator import WagtailPaginator

from policies.cms.parts import board_url
from policies.cms.views import Crumb, StaffView, original_or_404
from policies.cms.waiting_entries import (
    Line,
    entries_of,
    hidden_from_readers,
    lines_for,
    names_of,
    own_of,
    rows_for,
    token_of,
)
from policies.models import PolicyPage
from policies.models.progress import Entry
from policies.permissions import user_can_publish_progress
from policies.services.entries import EntryRefused, publish, send_back

ENTRIES_A_PAGE = 100
PUBLISH, PUBLISH_ALL, SEND_BACK = "publish", "publish_all", "send_back"


class WaitingView(StaffView):
    """Progress that waits, of one policy or of all; decisions act on what was shown only."""

    allowed = user_can_publish_progress
    template_name = "wagtailadmin/policies/waiting.html"
    page_title = gettext_lazy("Progress to approve")
    header_icon = "check"

    @cached_property
    def policy(self) -> PolicyPage | None:
        """The policy of the address, if it names one."""
        return original_or_404(self.kwargs["pk"]) if "pk" in self.kwargs else None

    def get_page_subtitle(self) -> str:
        """The policy."""
        return str(self.policy.title) if self.policy else ""

    def above(self) -> list[Crumb]:
        """The board of the policy."""
        if self.policy is None:
            return []
        return [{"url": board_url(self.policy), "label": self.policy.title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add one page of what waits, and the names of all that the user may approve."""
        lines = lines_for(self.user, self.policy)
        pages = WagtailPaginator(lines, ENTRIES_A_PAGE)
        page = pages.get_page(self.request.GET.get("p"))
        return {
            **super().get_context_data(**kwargs),
            "policy": self.policy,
            "rows": rows_for(self.user, page.object_list),
            "page_obj": page,
            "elided_page_range": pages.get_elided_page_range(page.number),
            "count": len(lines),
            "approvable": self._approvable(lines),
            "chosen": kwargs.get("chosen", set()),
            "reason": self.request.POST.get("reason", ""),
            "reason_error": kwargs.get("reason_error", ""),
        }

    def _approvable(self, lines: list[Line]) -> list[str]:
        """All of a policy that the user may approve; not of all policies at one press."""
        return [line.token for line in lines if not line.is_own] if self.policy else []

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Decide, and say what was done or why it was not."""
        action = request.POST.get("action", "")
        if action not in (PUBLISH, PUBLISH_ALL, SEND_BACK):
            raise PermissionDenied
        tokens = self._tokens(action)
        if not tokens:
            messages.warning(request, _("Nothing was chosen."))
            return self.render_to_response(self.get_context_data())
        try:
            self._decide(action, tokens)
        except EntryRefused as refusal:
            messages.error(request, refusal.sentence)
            error = refusal.sentence if action == SEND_BACK else ""
            return self.render_to_response(
                self.get_context_data(reason_error=error, chosen=self._still_chosen(action))
            )
        return redirect(request.get_full_path())

    def _tokens(self, action: str) -> list[str]:
        if action == PUBLISH_ALL:
            return self.request.POST.get("all", "").split()
        return [*self.request.POST.getlist("entry"), *self.request.POST.getlist("own")]

    def _still_chosen(self, action: str) -> set[str]:
        """What was chosen; after a refused publication without one's own.

        Whoever sends the rest back instead has to choose their own for that anew.
        """
        chosen = set(self._tokens(action))
        if action == SEND_BACK:
            return chosen
        return chosen - {token_of(entry) for entry in own_of(self.user, entries_of(chosen))}

    def _decide(self, action: str, tokens: list[str]) -> None:
        entries, now = entries_of(tokens), timezone.now()
        if action == SEND_BACK:
            reason = self.request.POST.get("reason", "")
            count = send_back(entries, by=self.user, at=now, reason=reason)
            done = ngettext("%(n)d entry is sent back.", "%(n)d entries are sent back.", count)
            self._tell(done, count)
        else:
            self._check_not_own(entries)
            count = publish(entries, by=self.user, at=now)
            self._tell_published(count, hidden=hidden_from_readers(entries, at=now))
        self._tell_of_others(len(set(tokens)) - count)

    def _tell(self, done: str, count: int) -> None:
        if count:
            messages.success(self.request, done % {"n": count})

    def _tell_published(self, count: int, *, hidden: int) -> None:
        shown = count - hidden
        done = ngettext("%(n)d entry is public now.", "%(n)d entries are public now.", shown)
        self._tell(done, shown)
        later = ngettext(
            "%(n)d entry is published. Readers will see it once its measure and indicator are "
            "approved and the policy is public.",
            "%(n)d entries are published. Readers will see them once their measures and "
            "indicators are approved and the policy is public.",
            hidden,
        )
        self._tell(later, hidden)

    def _check_not_own(self, entries: list[Entry]) -> None:
        own = own_of(self.user, entries)
        if own:
            raise EntryRefused(
                _(
                    "Nothing was published. You entered this yourself: %(entries)s. Somebody else "
                    "has to approve it."
                )
                % {"entries": names_of(own)}
            )

    def _tell_of_others(self, count: int) -> None:
        if not count:
            return
        done = ngettext(
            "%(n)d of the chosen entries did not wait any more: somebody decided on it or changed "
            "it meanwhile.",
            "%(n)d of the chosen entries did not wait any more: somebody decided on them or "
            "changed them meanwhile.",
            count,
        )
        messages.warning(self.request, done % {"n": count})
