"""The page on which a unit enters how far a measure is."""

from typing import Any

from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages

from policies.cms.parts import board_url
from policies.cms.sent_back import sent_back_to
from policies.cms.sheets import Sheet, cautions_about, sheet_of
from policies.cms.views import Crumb, StaffView
from policies.models import Measure
from policies.permissions import user_can_enter_progress
from zaedno.core.validation import LARGEST_ID


class ProgressView(StaffView):
    """Enters status, milestones, money and values of one measure; what was changed waits."""

    allowed = user_can_enter_progress
    template_name = "wagtailadmin/policies/progress.html"
    page_title = gettext_lazy("Enter progress")
    header_icon = "edit"

    @cached_property
    def measure(self) -> Measure:
        """The measure of the address."""
        measures = Measure.objects.select_related("policy", "unit")
        return get_object_or_404(measures, pk=min(self.kwargs["pk"], LARGEST_ID))

    def get_page_subtitle(self) -> str:
        """The measure."""
        return str(self.measure)

    def above(self) -> list[Crumb]:
        """The board of the policy."""
        policy = self.measure.policy
        return [{"url": board_url(policy), "label": policy.title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the sheet and what was sent back."""
        context = super().get_context_data(**kwargs)
        sheet = kwargs.get("sheet") or sheet_of(self.measure)
        sent_back = sent_back_to(self.user, policy=self.measure.policy)
        return {
            **context,
            "measure": self.measure,
            "sheet": sheet,
            "media": sheet.media,
            "sent_back": [entry for entry in sent_back if entry.measure.pk == self.measure.pk],
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Enter what was changed; keep what was typed where something is wrong."""
        sheet = sheet_of(self.measure, request.POST)
        if not sheet.is_valid():
            messages.error(
                request, _("Nothing was saved yet. Please mend the marked fields and save again.")
            )
            return self.render_to_response(self.get_context_data(sheet=sheet))
        try:
            self._enter(sheet)
        except IntegrityError:
            messages.error(
                request, _("Somebody entered the same at the same moment. Please save again.")
            )
            return self.render_to_response(self.get_context_data(sheet=sheet))
        return redirect("policies_cms:progress", self.measure.pk)

    def _enter(self, sheet: Sheet) -> None:
        count = len(sheet.enter(by=self.user, at=timezone.now()))
        if not count:
            messages.info(self.request, _("Nothing was changed."))
            return
        done = ngettext(
            "%(n)d entry waits for approval. Another person has to approve it.",
            "%(n)d entries wait for approval. Another person has to approve them.",
            count,
        )
        messages.success(self.request, done % {"n": count})
        for sentence in (*sheet.replacements(), *cautions_about(self.measure)):
            messages.warning(self.request, sentence)
