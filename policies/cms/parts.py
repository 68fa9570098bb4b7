"""Writing objectives, measures and indicators: the views of Wagtail's snippets, made ours."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.snippets.views.snippets import CreateView, IndexView

from policies.cms.cautions import of_part
from policies.models import PolicyPage
from policies.models.parts import PolicyPart
from policies.services.promises import PartRefused, check_ready
from zaedno.core.validation import Malformed, check_whole_number
from zaedno.users.snippet_views import StaffSnippetEditView, StaffSnippetWorkflowActionView

# Name of the field by which a part belongs to another, which is also the parameter of the address
# at which a new one is written.
PARENTS = {"objective": "policy", "measure": "objective", "indicator": "measure"}


def board_url(policy: Any) -> str:
    """Address of the board of a policy."""
    return reverse("policies_cms:board", args=[policy.pk])


class PartIndexView(IndexView):
    """All objectives, measures or indicators."""

    def search_queryset(self, queryset: Any) -> Any:
        """Find numbers, and words in any case of letters, on any database."""
        return queryset.mentioning(self.search_query) if self.is_searching else queryset

    def get_add_url(self) -> str | None:
        """New parts are written from the board of their policy."""
        return None


class OnBoard:
    """What writing a new part and changing one have in common."""

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, all policies, the board, this part."""
        view: Any = self
        policy = view.part.policy
        return [
            *view.breadcrumbs_items,
            {"url": reverse("policies_cms:policies"), "label": _("Policies")},
            {"url": board_url(policy), "label": policy.title},
            {"url": "", "label": view.get_page_subtitle()},
        ]

    def get_success_url(self) -> str:
        """Back to the board, unless the draft is still being written."""
        view: Any = self
        if view.action in {"create", "edit", "cancel-workflow"}:
            return str(view.get_edit_url())
        return board_url(view.object.policy)

    def save_action(self) -> HttpResponseBase:
        """Say what looks wrong in what was saved."""
        view: Any = self
        if not view.expects_json_response:
            for caution in of_part(view.object):
                messages.warning(view.request, caution)
        response: HttpResponseBase = super().save_action()  # type: ignore[misc]
        return response


class PartCreateView(OnBoard, CreateView):
    """A new part; its address names the one to which it belongs."""

    part: PolicyPart

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Ask for the policy first, where the address names none."""
        parent = self._parent()
        if parent is None:
            messages.info(request, _("Choose the policy first, then add to it on its board."))
            return redirect("policies_cms:policies")
        self.part = self._begin(parent)
        return super().dispatch(request, *args, **kwargs)

    def _parent(self) -> Any:
        name = PARENTS[self.model._meta.model_name]
        model = self.model._meta.get_field(name).related_model
        try:
            pk = check_whole_number(self.request.GET.get(name, ""))
        except Malformed:
            return None
        return model._default_manager.filter(pk=pk).first()

    def _begin(self, parent: Any) -> PolicyPart:
        if isinstance(parent, PolicyPage):
            return self.model(policy=parent.original)
        return self.model(**{PARENTS[self.model._meta.model_name]: parent, "policy": parent.policy})

    def get_initial_form_instance(self) -> PolicyPart:
        """The part, under the one that the address names."""
        return self.part

    def get_add_url(self) -> str:
        """Keep in the address to what the part belongs."""
        return f"{super().get_add_url()}?{self.request.GET.urlencode()}"


class PartEditView(OnBoard, StaffSnippetEditView):
    """A part of a policy."""

    @property
    def part(self) -> PolicyPart:
        """The part as its newest version says it."""
        return self.object

    def get_success_message(self, instance: Any = None) -> Any:
        """After a decision, say what was decided."""
        if self.action != "workflow-action":
            return super().get_success_message(instance)
        part = self.model._default_manager.get(pk=self.object.pk)
        if self.workflow_action == "reject":
            return _("“%(part)s” is sent back.") % {"part": part.get_latest_revision().object_str}
        if part.live and not part.has_unpublished_changes:
            return _("“%(part)s” is approved and published.") % {"part": part}
        return _("“%(part)s” is approved.") % {"part": part.get_latest_revision().object_str}


class PartWorkflowActionView(StaffSnippetWorkflowActionView):
    """A decision on a draft."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse to publish what is incomplete."""
        if self.action_name == "approve":
            try:
                check_ready(self.object)
            except PartRefused as refusal:
                messages.error(request, refusal.sentence)
                return redirect(self.redirect_url)
        return super().post(request, *args, **kwargs)
