"""The author's own page of a comment, by a signed link: looking changes nothing, posting acts."""

from datetime import date, datetime
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from zaedno.comments.appeal_term import last_day_to_appeal
from zaedno.comments.enums import AppealOutcome, CommentState
from zaedno.comments.errors import CommentRefused, UnknownToken
from zaedno.comments.forms import EditForm
from zaedno.comments.models import Appeal, CitizenComment
from zaedno.comments.screening import screen
from zaedno.comments.services.authors import (
    can_edit,
    can_withdraw,
    comment_of_author,
    edit_comment,
    waits_after_edit,
    withdraw_comment,
)
from zaedno.core.days import end_of_day
from zaedno.core.rate_limits import within_limit

TOO_MANY = _("Many changes came from your network just now. Please try again later.")
STATES_TO_APPEAL = (CommentState.REJECTED, CommentState.REMOVED)


@never_cache
@require_safe
def author(request: HttpRequest, token: str) -> HttpResponse:
    """How the comment stands, and what its author can do with it."""
    comment = _comment_or_404(token)
    form = EditForm(initial={"comment": comment.comment})
    return _author_page(request, token, comment, form)


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, token: str) -> HttpResponse:
    """Take the changed words; whoever opens the address is led to where they are changed."""
    comment = _comment_or_404(token)
    if request.method != "POST":
        return _back(token)
    form = EditForm(request.POST)
    if not within_limit(request, "comments"):
        form.add_error(None, TOO_MANY)
        return _author_page(request, token, comment, form, status=HTTPStatus.TOO_MANY_REQUESTS)
    refused = HTTPStatus.UNPROCESSABLE_ENTITY
    if not form.is_valid() or form.needs_warning(_warnings(comment, form)):
        return _author_page(request, token, comment, form, status=refused)
    try:
        edit_comment(comment, text=form.cleaned_data["comment"], at=timezone.now())
    except CommentRefused as refusal:
        form.add_error(None, str(refusal.sentence))
        return _author_page(request, token, comment, form, status=refused)
    return _back(token, saved=True)


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, token: str) -> HttpResponse:
    """Take the comment back; doing so twice is as good as once, and opening the address nothing."""
    comment = _comment_or_404(token)
    if request.method != "POST" or comment.state == CommentState.WITHDRAWN:
        return _back(token)
    try:
        withdraw_comment(comment, at=timezone.now())
    except CommentRefused as refusal:
        context = {"no_index": True, "text": str(refusal.sentence)}
        return render(request, "comments/refused.html", context, status=HTTPStatus.CONFLICT)
    return _back(token)


def _author_page(
    request: HttpRequest,
    token: str,
    comment: CitizenComment,
    form: EditForm,
    *,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    now = timezone.now()
    appeal = Appeal.objects.filter(comment=comment).first()
    context: dict[str, Any] = {
        "no_index": True,
        "saved": "saved" in request.GET,
        "comment": comment,
        "page_title": comment.page.localized.title,
        "page_url": comment.page.localized.get_url(),
        "form": form,
        "editable": can_edit(comment, at=now),
        "waits_after_edit": waits_after_edit(comment),
        "withdrawable": can_withdraw(comment),
        "edit_url": reverse("comments:edit", args=[token]),
        "withdraw_url": reverse("comments:withdraw", args=[token]),
        "reason": comment.reason if comment.state in STATES_TO_APPEAL else "",
        "appeal": appeal,
        "appeal_url": _appeal_url(comment, token, appeal),
        "last_day": _day_to_come(last_day_to_appeal(comment), at=now),
    }
    return render(request, "comments/author.html", context, status=status)


def _appeal_url(comment: CitizenComment, token: str, appeal: Appeal | None) -> str:
    """Where the author appeals, or reads what came of it; an appeal that was upheld is over."""
    is_over = appeal is not None and appeal.outcome == AppealOutcome.UPHELD
    if comment.state not in STATES_TO_APPEAL or is_over:
        return ""
    return reverse("comments:appeal", args=[token])


def _day_to_come(day: date | None, *, at: datetime) -> date | None:
    return day if day and at < end_of_day(day) else None


def _comment_or_404(token: str) -> CitizenComment:
    try:
        return comment_of_author(token)
    except UnknownToken as error:
        raise Http404 from error


def _warnings(comment: CitizenComment, form: EditForm) -> list[str]:
    text = form.cleaned_data["comment"]
    return screen(text, email=comment.user_email, page_id=comment.page_id).warnings


def _back(token: str, *, saved: bool = False) -> HttpResponse:
    address = reverse("comments:author", args=[token])
    response = redirect(f"{address}?saved=1" if saved else address)
    response.status_code = HTTPStatus.SEE_OTHER
    return response
