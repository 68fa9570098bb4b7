"""Official answers in the CMS: the comments that can be answered, and the answer of a unit."""

from typing import Any

import django_filters
from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.base import ViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from zaedno.comments.enums import Disposition
from zaedno.comments.errors import ModerationRefused
from zaedno.comments.fields import CitizenText
from zaedno.comments.models import LANGUAGES, LONGEST_COMMENT, CitizenComment
from zaedno.comments.permissions import user_can_answer_comments
from zaedno.comments.querysets import CitizenCommentQuerySet
from zaedno.comments.services.answers import (
    Answer,
    answer_comment,
    asks_disposition,
    change_answer,
)
from zaedno.core.models import Unit
from zaedno.core.validation import LARGEST_ID
from zaedno.users.models import User


class AnsweringPolicy(ModelPermissionPolicy):
    """For the list: who answers for the municipality sees it."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Reading only; answers have their own page."""
        return action == "view" and user_can_answer_comments(user)

    def user_has_any_permission(self, user: Any, actions: set[str]) -> bool:
        """Whether one of the actions is allowed."""
        return any(self.user_has_permission(user, action) for action in actions)


class AnswerForm(forms.Form):
    """What a unit says to a comment."""

    unit = forms.ModelChoiceField(
        label=_("Unit that answers"),
        queryset=Unit.objects.none(),
        empty_label=_("Please choose"),
        help_text=_("Readers see the answer in its name."),
    )
    disposition = forms.ChoiceField(
        label=_("What becomes of the proposal"),
        choices=[("", _("Please choose")), *Disposition.choices],
        help_text=_("Readers see it beside the answer. It is also in the open data (API)."),
    )
    text = CitizenText(
        label=_("Answer"),
        max_length=LONGEST_COMMENT,
        help_text=_("Plain text. It is public at once; the author receives it by e-mail."),
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    language = forms.ChoiceField(
        label=_("Language of the answer"),
        choices=LANGUAGES,
        help_text=_("The language in which you write."),
    )

    def __init__(self, *args: Any, comment: CitizenComment, **kwargs: Any) -> None:
        """Offer the units of today; what becomes of a proposal is asked in consultations."""
        super().__init__(*args, **kwargs)
        unit = self.fields["unit"]
        if isinstance(unit, forms.ModelChoiceField):
            unit.queryset = Unit.objects.filter(locale__language_code="bg")
        if not asks_disposition(comment):
            del self.fields["disposition"]

    def answer(self) -> Answer:
        """What was filled in."""
        return Answer(
            text=self.cleaned_data["text"],
            unit=self.cleaned_data["unit"],
            disposition=self.cleaned_data.get("disposition", ""),
            language=self.cleaned_data["language"],
        )


class AnswerableFilters(WagtailFilterSet):
    """By whether a unit has answered."""

    answered = django_filters.BooleanFilter(label=_("answered"), field_name="is_answered")

    class Meta:
        model = CitizenComment
        fields = ("answered",)


class AnswerableView(IndexView):
    """Published comments of citizens, the newest first."""

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
        Column("user_name", label=_("Name")),
        Column("page", label=_("Page"), accessor="page.title"),
        BooleanColumn("is_answered", label=_("Answered")),
        DateColumn("submit_date", label=_("Sent"), sort_key="submit_date"),
    ]

    def get_base_queryset(self) -> CitizenCommentQuerySet:
        """The comments with what the list shows of them."""
        answers = CitizenComment.objects.filter(answers_comment=OuterRef("pk")).published()
        comments = CitizenComment.objects.get_queryset().public().filter(unit=None)
        return comments.annotate(is_answered=Exists(answers)).select_related("page")

    def order_queryset(self, queryset: CitizenCommentQuerySet) -> "QuerySet[CitizenComment]":
        """The newest first, unless somebody asks for another order."""
        if self.is_explicitly_ordered:
            return super().order_queryset(queryset)
        return queryset.order_by("-submit_date", "-pk")

    def search_queryset(self, queryset: CitizenCommentQuerySet) -> CitizenCommentQuerySet:
        """Find words in any case of letters, but no addresses: those are for moderators."""
        return queryset.saying(self.search_query) if self.is_searching else queryset


class AnswerView(View):
    """A comment, the answers to it, and the form for a new answer or for changing one."""

    def get(self, request: HttpRequest, comment_id: int, answer_id: int = 0) -> HttpResponse:
        """Show the form."""
        _person(request)
        comment = _comment(comment_id)
        said = _said(comment, answer_id)
        form = AnswerForm(comment=comment, initial=_initial(comment, said))
        return _show(request, comment, said, form)

    def post(self, request: HttpRequest, comment_id: int, answer_id: int = 0) -> HttpResponse:
        """Publish the answer; where that is refused, what was typed is still there."""
        person, comment = _person(request), _comment(comment_id)
        said = _said(comment, answer_id)
        form = AnswerForm(request.POST, comment=comment)
        if not form.is_valid():
            return _show(request, comment, said, form)
        try:
            done = self._keep(comment, said, form.answer(), by=person)
        except ModerationRefused as refusal:
            messages.error(request, refusal.sentence)
            return _show(request, comment, said, form)
        messages.success(request, done)
        return redirect("comment_answers:answer", comment.pk)

    def _keep(
        self, comment: CitizenComment, said: CitizenComment | None, answer: Answer, *, by: User
    ) -> str | Promise:
        """Publish or change; returns what the person reads then."""
        if said:
            change_answer(said, answer, by=by, at=timezone.now())
            return _("The answer is changed. The author is told by e-mail.")
        answer_comment(comment, answer, by=by, at=timezone.now())
        return _("The answer is published. The author is told by e-mail.")


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
        """List, its results for the live search, a new answer, an answer that is changed."""
        results = AnswerableView.as_view(results_only=True)
        return [
            path("", AnswerableView.as_view(), name="index"),
            path("results/", results, name="index_results"),
            path("<int:comment_id>/", AnswerView.as_view(), name="answer"),
            path("<int:comment_id>/<int:answer_id>/", AnswerView.as_view(), name="change"),
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


def _person(request: HttpRequest) -> User:
    person = request.user
    if not (isinstance(person, User) and user_can_answer_comments(person)):
        raise PermissionDenied
    return person


def _comment(comment_id: int) -> CitizenComment:
    comments = CitizenComment.objects.get_queryset().public().filter(unit=None)
    return get_object_or_404(comments.select_related("page"), pk=min(comment_id, LARGEST_ID))


def _said(comment: CitizenComment, answer_id: int) -> CitizenComment | None:
    """The answer that is to be changed; None where a new one is written."""
    if not answer_id:
        return None
    answers = comment.official_answers.published()
    return get_object_or_404(answers, pk=min(answer_id, LARGEST_ID))


def _initial(comment: CitizenComment, said: CitizenComment | None) -> dict[str, Any]:
    if said is None:
        return {"language": comment.language}
    return {
        "unit": said.unit_id,
        "disposition": said.disposition,
        "text": said.comment,
        "language": said.language,
    }


def _show(
    request: HttpRequest, comment: CitizenComment, said: CitizenComment | None, form: AnswerForm
) -> HttpResponse:
    context = {
        "comment": comment,
        "said": said,
        "answers": comment.official_answers.published().select_related("unit"),
        "form": form,
        "page_title": _("Answers to comments"),
        "header_icon": "comment",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": reverse("comment_answers:index"), "label": _("Answers to comments")},
            {"url": "", "label": comment.user_name},
        ],
    }
    return render(request, "wagtailadmin/comments/answer_page.html", context)
