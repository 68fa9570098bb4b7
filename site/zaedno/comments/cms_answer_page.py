"""A comment in the CMS with the official answers to it, and the form for a new or a changed one."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from wagtail.admin import messages

from zaedno.comments.after_errors import AlreadyAnswered, AnswerChangedMeanwhile, AnswerGone
from zaedno.comments.answer_forms import AnswerForm, as_it_stands
from zaedno.comments.errors import ModerationRefused
from zaedno.comments.history import HistoryLine, answer_history
from zaedno.comments.models import CitizenComment
from zaedno.comments.names import public_name_of
from zaedno.comments.permissions import user_can_answer_comments
from zaedno.comments.queue_views import words_in
from zaedno.comments.services.answers import answer_comment, change_answer
from zaedno.comments.services.deciding import LONGEST_REASON, remove_comment, seen_mark
from zaedno.comments.services.dispositions import disposing_answer
from zaedno.core.validation import LARGEST_ID
from zaedno.users.models import User


@dataclass(frozen=True)
class ShownAnswer:
    """An official answer as the page draws it: with who wrote it, and who changed it."""

    said: CitizenComment
    lines: list[HistoryLine]


class AnswerView(View):
    """A comment, the answers to it, and the form for a new answer or for changing one."""

    def get(self, request: HttpRequest, comment_id: int, answer_id: int = 0) -> HttpResponse:
        """Show the form."""
        _person(request)
        comment = _comment(comment_id)
        said = _said(comment, answer_id)
        if said and not said.is_public:
            raise Http404
        form = AnswerForm(comment=comment, initial=as_it_stands(comment, said))
        return _show(request, comment, said, form)

    def post(self, request: HttpRequest, comment_id: int, answer_id: int = 0) -> HttpResponse:
        """Publish the answer; where that is refused, what was typed is still there."""
        person, comment = _person(request), _comment(comment_id)
        said = _said(comment, answer_id)
        form = AnswerForm(request.POST, comment=comment)
        if not form.is_valid():
            return _show(request, comment, said, form)
        try:
            done = _keep(comment, said, form, by=person)
        except ModerationRefused as refusal:
            messages.error(request, refusal.sentence)
            return _show_refused(request, comment, said, form, refusal)
        messages.success(request, done)
        return redirect("comment_answers:answer", comment.pk)


class RemoveAnswerView(View):
    """Takes an official answer back; its place and the reason stay visible."""

    http_method_names = ["get", "post"]

    def get(self, request: HttpRequest, comment_id: int, answer_id: int) -> HttpResponse:
        """Lead to the answer: whoever had to log in comes back to this address."""
        return redirect("comment_answers:change", comment_id, answer_id)

    def post(self, request: HttpRequest, comment_id: int, answer_id: int) -> HttpResponse:
        """Remove it; where that is refused, the reason is still there."""
        person, comment = _person(request), _comment(comment_id)
        said = _answer(comment, answer_id)
        seen, reason = request.POST.get("seen", ""), words_in(request.POST, "reason")
        try:
            remove_comment(said, by=person, at=timezone.now(), reason=reason, seen=seen)
        except ModerationRefused as refusal:
            messages.error(request, refusal.sentence)
            said.refresh_from_db()
            form = AnswerForm(comment=comment, initial=as_it_stands(comment, said))
            shown = said if said.is_public else None
            return _show(request, comment, shown, form, status=HTTPStatus.CONFLICT)
        messages.success(request, _("The answer is removed. The author is told by e-mail."))
        return redirect("comment_answers:answer", comment.pk)


def _keep(
    comment: CitizenComment, said: CitizenComment | None, form: AnswerForm, *, by: User
) -> str | Promise:
    """Publish or change; returns what the person reads then."""
    now = timezone.now()
    if said is None:
        answer_comment(comment, form.answer(), by=by, at=now)
        return _("The answer is published. The author is told by e-mail.")
    current = change_answer(said, form.answer(), by=by, at=now, seen=form.cleaned_data["seen"])
    if current.edited_at != now:
        return _("The answer is as it was: nothing was changed.")
    return _("The answer is changed. The author is told by e-mail.")


def _person(request: HttpRequest) -> User:
    person = request.user
    if not (isinstance(person, User) and user_can_answer_comments(person)):
        raise PermissionDenied
    return person


def _comment(comment_id: int) -> CitizenComment:
    comments = CitizenComment.objects.get_queryset().public().filter(unit=None)
    return get_object_or_404(
        comments.select_related("page", "settlement"), pk=min(comment_id, LARGEST_ID)
    )


def _said(comment: CitizenComment, answer_id: int) -> CitizenComment | None:
    """The answer that is to be changed, in any state; None where a new one is written."""
    return _answer(comment, answer_id) if answer_id else None


def _answer(comment: CitizenComment, answer_id: int) -> CitizenComment:
    answers = CitizenComment.objects.filter(answers_comment=comment)
    return get_object_or_404(answers, pk=min(answer_id, LARGEST_ID))


def _show_refused(
    request: HttpRequest,
    comment: CitizenComment,
    said: CitizenComment | None,
    form: AnswerForm,
    refusal: ModerationRefused,
) -> HttpResponse:
    """The form as it was sent; where somebody was faster, with what they did."""
    conflict = HTTPStatus.CONFLICT
    if said and isinstance(refusal, AnswerChangedMeanwhile):
        said.refresh_from_db()
        form.show_again(said)
        return _show(request, comment, said, form, status=conflict, has_changed=True)
    if isinstance(refusal, AnswerGone):
        return _show(request, comment, None, form, status=conflict)
    if isinstance(refusal, AlreadyAnswered):
        return _show(request, comment, said, form, status=conflict)
    return _show(request, comment, said, form)


def _show(
    request: HttpRequest,
    comment: CitizenComment,
    said: CitizenComment | None,
    form: AnswerForm,
    *,
    status: HTTPStatus = HTTPStatus.OK,
    has_changed: bool = False,
) -> HttpResponse:
    name = public_name_of(comment)
    context: dict[str, Any] = {
        "comment": comment,
        "public_name": name,
        "said": said,
        "has_changed": has_changed,
        "standing": None if said else disposing_answer(comment),
        "only_one": AlreadyAnswered.sentence,
        "answers": _answers(comment),
        "form": form,
        "action": _address(comment, said),
        "seen": seen_mark(said) if said else "",
        "typed_reason": words_in(request.POST, "reason"),
        "longest_reason": LONGEST_REASON,
        "page_title": _("Answers to comments"),
        "header_icon": "comment",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": reverse("comment_answers:index"), "label": _("Answers to comments")},
            {"url": "", "label": name},
        ],
    }
    return render(request, "wagtailadmin/comments/answer_page.html", context, status=status)


def _answers(comment: CitizenComment) -> list[ShownAnswer]:
    found = comment.official_answers.published().select_related("unit", "user")
    answers = found.prefetch_related("versions__unit").order_by("submit_date", "pk")
    return [ShownAnswer(said, answer_history(said)) for said in answers]


def _address(comment: CitizenComment, said: CitizenComment | None) -> str:
    if said is None:
        return reverse("comment_answers:answer", args=[comment.pk])
    return reverse("comment_answers:change", args=[comment.pk, said.pk])
