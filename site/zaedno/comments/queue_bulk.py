"""One decision on many comments of the queue."""

from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request

from zaedno.comments.enums import DECISIONS, VERBS_WITH_REASON, ModerationVerb
from zaedno.comments.errors import ModerationRefused, NothingChosen, ReasonMissing
from zaedno.comments.models import CitizenComment
from zaedno.comments.queue_views import (
    CommentsIndexView,
    chosen_template,
    staff_at,
    whole_number,
    words_in,
)
from zaedno.comments.services.queue import BulkOutcome, Chosen, decide_many
from zaedno.users.models import User


class BulkView(CommentsIndexView):
    """Decides on the ticked comments; what was left is shown in the list as it was chosen."""

    http_method_names = ["get", "post"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Lead to the list: a refusal leaves this address in the browser."""
        query = request.META.get("QUERY_STRING", "")
        return redirect(f"{reverse('comment_moderation:index')}{'?' if query else ''}{query}")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take the decision on exactly what was ticked and still stands as it was shown."""
        try:
            outcome = decide_on_chosen(request.POST, by=staff_at(request))
        except ModerationRefused as refusal:
            messages.error(request, refusal.sentence)
            return self._list_again()
        self._report(outcome)
        if outcome.not_done:
            return self._list_again()
        return redirect(self.here)

    @property
    def here(self) -> str:
        """The list from which the decision was sent, with its filters."""
        return get_valid_next_url_from_request(self.request) or reverse("comment_moderation:index")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what was chosen and typed."""
        return {
            **super().get_context_data(**kwargs),
            "typed_reason": words_in(self.request.POST, "reason"),
            "typed_template": whole_number(self.request.POST.get("template", "")),
        }

    def _list_again(self) -> HttpResponse:
        """The list as it was filtered."""
        self.request.GET = QueryDict(urlsplit(self.here).query)
        response = super().get(self.request)
        response.status_code = 409
        return response

    def _report(self, outcome: BulkOutcome) -> None:
        if outcome.done:
            count = len(outcome.done)
            words = ngettext("Done with %(count)d comment.", "Done with %(count)d comments.", count)
            messages.success(self.request, words % {"count": count})
        found = CitizenComment.objects.in_bulk([one.id for one in outcome.not_done])
        for one in outcome.not_done:
            comment = found.get(one.id)
            words = comment.link_text if comment else f"№ {one.id}"
            text = _("“%(words)s”: %(why)s") % {"words": words, "why": one.sentence}
            messages.error(self.request, text)


def decide_on_chosen(data: QueryDict, *, by: User) -> BulkOutcome:
    """Take the decision that the form of the queue asks for.

    Raises:
        ModerationRefused: nothing was ticked, or something is missing for all.
    """
    chosen = chosen_comments(data.getlist("chosen"))
    verb = data.get("verb", "")
    if not chosen or verb not in {decision.value for decision in DECISIONS}:
        raise NothingChosen
    template = chosen_template(data)
    reason = words_in(data, "reason")
    if verb in VERBS_WITH_REASON and not (reason or template):
        raise ReasonMissing
    return decide_many(
        chosen,
        ModerationVerb(verb),
        by=by,
        at=timezone.now(),
        reason=reason,
        template=None if reason else template,
    )


def chosen_comments(values: list[str]) -> list[Chosen]:
    """What the ticked boxes say; what no box of ours says is left out."""
    pairs = [value.partition(":") for value in values]
    numbered = [(whole_number(number), seen) for number, _colon, seen in pairs]
    return [Chosen(number, seen) for number, seen in numbered if number and seen]
