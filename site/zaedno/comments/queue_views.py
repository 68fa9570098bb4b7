"""The queue in the CMS: the list, a comment in its context, what moderators do."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from zaedno.comments.enums import DECISIONS, BrokenRule, ModerationVerb
from zaedno.comments.errors import ModerationRefused
from zaedno.comments.history import history_of
from zaedno.comments.models import CitizenComment, ReasonTemplate
from zaedno.comments.names import name_of as public_name_of
from zaedno.comments.permissions import moderation_policy, user_can_decide_on_comment
from zaedno.comments.querysets import CitizenCommentQuerySet
from zaedno.comments.queue_filters import CommentFilters
from zaedno.comments.services.deciding import (
    LONGEST_REASON,
    decide,
    seen_mark,
    undo_decision,
    undoable,
)
from zaedno.comments.services.deciding import name_of as name_of_person
from zaedno.comments.services.queue import (
    LONGEST_NOTE,
    add_note,
    assign_comment,
    people_who_moderate,
)
from zaedno.core.named import name_here
from zaedno.core.validation import LARGEST_ID, Malformed, check_whole_number
from zaedno.users.models import User


class ChoiceColumn(Column):
    """A box to tick; it carries how the comment stood when it was shown."""

    cell_template_name = "wagtailadmin/comments/choice_cell.html"

    def get_value(self, instance: CitizenComment) -> str:
        """Number and state of the comment."""
        return f"{instance.pk}:{seen_mark(instance)}"

    def get_cell_context_data(
        self, instance: CitizenComment, parent_context: dict[str, Any]
    ) -> dict[str, Any]:
        """Keep the tick where the decision was refused and the comment is as it was."""
        context = super().get_cell_context_data(instance, parent_context)
        ticked = parent_context["request"].POST.getlist("chosen")
        return {**context, "is_chosen": context["value"] in ticked}


class CommentColumn(Column):
    """The first words, with what a moderator should know before opening it."""

    cell_template_name = "wagtailadmin/comments/comment_cell.html"

    def get_cell_context_data(
        self, instance: CitizenComment, parent_context: dict[str, Any]
    ) -> dict[str, Any]:
        """Add the marks."""
        context = super().get_cell_context_data(instance, parent_context)
        context["comment"] = instance
        context["marks"] = marks_of(instance)
        return context


def assignee_of(comment: CitizenComment) -> str:
    """The name of who looks at a comment; empty where it is nobody's."""
    return name_of_person(comment.assigned_to) if comment.assigned_to else ""


class CommentsIndexView(IndexView):
    """All comments, what waits first."""

    model = CitizenComment
    permission_policy = moderation_policy
    any_permission_required = ["view"]
    template_name = "wagtailadmin/comments/index.html"
    page_title = _("Citizens’ comments")
    header_icon = "comment"
    filterset_class = CommentFilters
    is_searchable = True
    paginate_by = 50
    index_url_name = "comment_moderation:index"
    index_results_url_name = "comment_moderation:index_results"
    columns = [
        ChoiceColumn("choice", label=_("Choose")),
        CommentColumn("link_text", label=_("Comment")),
        Column("user_name", label=_("Name")),
        Column("page", label=_("Page"), accessor="page.title"),
        Column("state", label=_("State"), accessor="get_state_display"),
        Column("assigned_to", label=_("Assigned to"), accessor=assignee_of),
        DateColumn("submit_date", label=_("Sent"), sort_key="submit_date"),
    ]

    @property
    def here(self) -> str:
        """The way back to this list with its filters."""
        return str(self.index_url) if self.results_only else self.request.get_full_path()

    def get_base_queryset(self) -> CitizenCommentQuerySet:
        """The comments with what the list shows of them."""
        comments = CitizenComment.objects.get_queryset().with_reports()
        return comments.select_related(None).select_related("page", "assigned_to", "unit")

    def order_queryset(self, queryset: CitizenCommentQuerySet) -> QuerySet[CitizenComment]:
        """What waits comes first, unless the moderator asks for another order."""
        if self.is_explicitly_ordered:
            return super().order_queryset(queryset)
        return queryset.waiting_first()

    def search_queryset(self, queryset: CitizenCommentQuerySet) -> CitizenCommentQuerySet:
        """Find words in any case of letters, on any database."""
        return queryset.mentioning(self.search_query) if self.is_searching else queryset

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what can be done with many at once."""
        return {
            **super().get_context_data(**kwargs),
            "reasons": reasons_in("bg"),
            "verbs": [(verb.value, verb.label) for verb in DECISIONS],
            "longest_reason": LONGEST_REASON,
            "here": self.here,
            "typed_reason": "",
            "typed_template": 0,
        }


class CommentDetailView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """One comment with what it answers, the answers to it, and all that moderators did with it."""

    permission_policy = moderation_policy
    permission_required = "view"
    template_name = "wagtailadmin/comments/detail.html"
    page_title = _("Comment")
    header_icon = "comment"
    http_method_names = ["get", "head"]

    @cached_property
    def comment(self) -> CitizenComment:
        """The comment that the address names."""
        return comment_or_404(self.kwargs["comment_id"])

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, the list, this comment."""
        index = {"url": reverse("comment_moderation:index"), "label": _("Citizens’ comments")}
        return [*self.breadcrumbs_items, index, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the comment and its context."""
        comment = self.comment
        comments = CitizenComment.objects.get_queryset()
        answered = comments.filter(pk=comment.answered_id).first() if comment.answered_id else None
        may_decide = user_can_decide_on_comment(staff_at(self.request), comment)
        return {
            "typed_reason": "",
            "typed_note": "",
            **super().get_context_data(**kwargs),
            "comment": comment,
            "seen": seen_mark(comment),
            "marks": marks_of(comment),
            "public_name": shown_name(comment),
            "answered": answered,
            "replies": comments.filter(parent_id=comment.pk).exclude(pk=comment.pk),
            "history": history_of(comment),
            "notes": comment.notes.all(),
            "versions": comment.versions.select_related("unit"),
            "may_decide": may_decide,
            "verbs": [verb.value for verb in comment.verbs] if may_decide else [],
            "can_undo": may_decide and can_undo(comment),
            "people": people_who_moderate(),
            "reasons": reasons_in(comment.language),
            "longest_reason": LONGEST_REASON,
            "longest_note": LONGEST_NOTE,
            "next_waiting": next_waiting(comment),
        }


class ActionView(CommentDetailView):
    """What a moderator does with one comment; the rules stand in the services."""

    http_method_names = ["get", "post"]
    done = _("Done.")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Lead to the comment: a refusal leaves this address in the browser."""
        return redirect("comment_moderation:detail", self.kwargs["comment_id"])

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do it; where that is refused, say why and keep what was typed."""
        try:
            self.act(self.comment, by=staff_at(request))
        except ModerationRefused as refusal:
            messages.error(request, refusal.sentence)
            del self.comment
            return self.render_to_response(self.get_context_data(**self.typed()), status=409)
        messages.success(request, self.done)
        return redirect("comment_moderation:detail", self.kwargs["comment_id"])

    def act(self, comment: CitizenComment, *, by: User) -> None:
        """Call the service."""
        raise NotImplementedError

    def typed(self) -> dict[str, str]:
        """What the moderator had typed."""
        return {"typed_reason": words_in(self.request.POST, "reason")}


class DecisionView(ActionView):
    """Publishes, rejects, removes, or leaves a comment published."""

    done = _("Done. The author is told by e-mail.")

    def act(self, comment: CitizenComment, *, by: User) -> None:
        """Decide by the reason that was typed, or else by the chosen template."""
        verb = ModerationVerb(self.kwargs["verb"])
        if verb == ModerationVerb.KEEP:
            self.done = _("Done. The comment stays published.")
        data = self.request.POST
        template = chosen_template(data)
        reason = words_in(data, "reason")
        if template and not reason:
            reason = template.text_in(comment.language)
        seen = data.get("seen", "")
        decide(comment, verb, by=by, at=timezone.now(), reason=reason, seen=seen)


class UndoView(ActionView):
    """Takes back the last decision."""

    done = _("The decision is taken back. The author is told by e-mail.")

    def act(self, comment: CitizenComment, *, by: User) -> None:
        """Undo what is shown as the last decision."""
        seen = self.request.POST.get("seen", "")
        undo_decision(comment, by=by, at=timezone.now(), seen=seen)


class AssignView(ActionView):
    """Gives a comment to a moderator, or to nobody."""

    def act(self, comment: CitizenComment, *, by: User) -> None:
        """Find the person among those who moderate."""
        number = whole_number(self.request.POST.get("to", ""))
        to = User.objects.filter(pk=number).first() if number else None
        assign_comment(comment, to=to, by=by, at=timezone.now())


class NoteView(ActionView):
    """Keeps a note for the other moderators."""

    done = _("The note is kept. Only moderators see it.")

    def act(self, comment: CitizenComment, *, by: User) -> None:
        """Write it down."""
        add_note(comment, text=words_in(self.request.POST, "text"), by=by, at=timezone.now())

    def typed(self) -> dict[str, str]:
        """The note."""
        return {"typed_note": words_in(self.request.POST, "text")}


def staff_at(request: HttpRequest) -> User:
    """Who is at the screen."""
    if not isinstance(request.user, User):
        raise TypeError("The CMS is open to staff only.")
    return request.user


def comment_or_404(comment_id: int) -> CitizenComment:
    """A comment by its number, however long the number is."""
    comments = CitizenComment.objects.get_queryset().with_reports()
    related = ("page", "moderated_by", "assigned_to", "unit", "settlement")
    found = comments.select_related(None).select_related(*related)
    return get_object_or_404(found, pk=min(comment_id, LARGEST_ID))


def marks_of(comment: CitizenComment) -> list[str]:
    """What was found in the text, in words."""
    labels = dict(BrokenRule.choices)
    return [str(labels[code]) for code in comment.warnings if code in labels]


def shown_name(comment: CitizenComment) -> str:
    """Who speaks, as readers see it: the citizen as they chose, the unit of an official answer."""
    if comment.unit_id:
        return str(name_here(comment.unit))
    return public_name_of(comment, comment.user_name)


def can_undo(comment: CitizenComment) -> bool:
    """Whether the last decision can still be taken back."""
    try:
        undoable(comment, at=timezone.now())
    except ModerationRefused:
        return False
    return True


def next_waiting(comment: CitizenComment) -> CitizenComment | None:
    """The comment that has waited longest, this one left out."""
    waiting = CitizenComment.objects.get_queryset().waiting().exclude(pk=comment.pk)
    return waiting.order_by("submit_date", "pk").first()


def reasons_in(language: str) -> list[tuple[int, str, str]]:
    """Number, title and words of each template."""
    return [(one.pk, one.title, one.text_in(language)) for one in ReasonTemplate.objects.all()]


def chosen_template(data: QueryDict) -> ReasonTemplate | None:
    """The template that was chosen, if it is still there."""
    number = whole_number(data.get("template", ""))
    return ReasonTemplate.objects.filter(pk=number).first() if number else None


def words_in(data: QueryDict, name: str) -> str:
    """What was typed, without the character that no database keeps."""
    return data.get(name, "").replace("\x00", "").strip()


def whole_number(text: str) -> int:
    """A number sent by a form; 0 where it is none."""
    try:
        return check_whole_number(text or "0")
    except Malformed:
        return 0
