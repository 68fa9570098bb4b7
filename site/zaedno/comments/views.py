"""What a citizen meets on the way of a comment."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods
from wagtail.models import Page

from zaedno.comments.commentable import home_of_comments
from zaedno.comments.errors import (
    AnsweredCommentGone,
    CommentRefused,
    NotCommentable,
    UnknownToken,
)
from zaedno.comments.forms import CommentForm, draft_key
from zaedno.comments.models import CitizenComment
from zaedno.comments.presentation import form_context, post_url
from zaedno.comments.screening import screen
from zaedno.comments.services.authors import author_token
from zaedno.comments.services.submitting import confirm_comment, pending_text, submit_comment
from zaedno.core.rate_limits import within_limit
from zaedno.core.validation import LARGEST_ID, Malformed, check_whole_number


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def post(request: HttpRequest) -> HttpResponse:
    """Take a comment. It touches no session, is signed, and counts only once confirmed by mail.

    Whoever opens the address instead, by the switch of languages for one, comes to the page.
    """
    return _take(request) if request.method == "POST" else _to_page(request)


def _take(request: HttpRequest) -> HttpResponse:
    page = _commentable_page(_named_page(request.POST))
    form = CommentForm(page, data=request.POST)
    if not within_limit(request, "comments"):
        form.add_error(
            None, _("Many comments came from your network just now. Please try again later.")
        )
        return _refuse(request, page, form, HTTPStatus.TOO_MANY_REQUESTS)
    if not form.is_valid():
        return _refuse(request, page, form)
    warnings = _warnings(page, form)
    if form.needs_warning(warnings):
        return _refuse(request, page, form)
    try:
        _submit(page, form, warnings)
    except CommentRefused as refusal:
        form.add_error(None, str(refusal.sentence))
        if isinstance(refusal, AnsweredCommentGone):
            form.answer_nothing()
        return _refuse(request, page, form)
    response = redirect(f"{reverse('comments:sent')}?page={page.pk}")
    response.status_code = HTTPStatus.SEE_OTHER
    return response


@require_GET
@never_cache
def sent(request: HttpRequest) -> HttpResponse:
    """Say that a mail is under way; the reader's device forgets its draft."""
    context: dict[str, Any] = {"no_index": True}
    number = request.GET.get("page", "")
    if number.isascii() and number.isdigit():
        page_id = int(number)
        context |= {"draft_key": draft_key(page_id), "another_url": post_url(page_id)}
    return render(request, "comments/sent.html", context)


@require_GET
@never_cache
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Confirm a comment by the link in the mail; opening it again changes nothing."""
    try:
        confirmation = confirm_comment(token, at=timezone.now())
    except CommentRefused as refusal:
        gone = not isinstance(refusal, UnknownToken)
        context = {"no_index": True, "sentence": refusal.sentence, "text": pending_text(token)}
        status = HTTPStatus.GONE if gone else HTTPStatus.NOT_FOUND
        return render(request, "comments/not_confirmed.html", context, status=status)
    context = {
        "no_index": True,
        "already": confirmation.already,
        "state": confirmation.comment.state,
        "page_url": confirmation.comment.page.localized.get_url(),
        "comment_url": confirmation.comment.get_absolute_url(),
        "author_url": _author_url(confirmation.comment),
    }
    return render(request, "comments/confirmed.html", context)


@require_GET
def reply(request: HttpRequest, comment_id: int) -> HttpResponse:
    """The form for answering a comment, as a page of its own."""
    comment = public_comment_or_404(comment_id)
    page = _commentable_page(comment.page.localized)
    form = CommentForm(page, initial={"reply_to": comment.pk})
    if form.rules.depth == 0:
        raise Http404
    return render(request, "comments/form_page.html", _form_page(request, page, form))


def _warnings(page: Page, form: CommentForm) -> list[str]:
    typed = form.cleaned_data
    home = home_of_comments(page)
    names = (typed["name"], form.attributed().organisation)
    return screen(typed["comment"], email=typed["email"], page_id=home.pk, names=names).warnings


def _submit(page: Page, form: CommentForm, warnings: Sequence[str]) -> None:
    submit_comment(
        page,
        name=form.cleaned_data["name"],
        email=form.cleaned_data["email"],
        text=form.cleaned_data["comment"],
        reply_to=form.cleaned_data["reply_to"] or None,
        attributed=form.attributed(),
        follow=form.cleaned_data["follow"],
        warnings=warnings,
        language=get_language() or "bg",
        at=timezone.now(),
    )


def _refuse(
    request: HttpRequest,
    page: Page,
    form: CommentForm,
    status: HTTPStatus = HTTPStatus.UNPROCESSABLE_ENTITY,
) -> HttpResponse:
    context = _form_page(request, page, form)
    return render(request, "comments/form_page.html", context, status=status)


def _form_page(request: HttpRequest, page: Page, form: CommentForm) -> dict[str, Any]:
    return {**form_context(request, page, form), "no_index": True}


def _author_url(comment: CitizenComment) -> str:
    """Where the author changes the comment; nowhere once their address is erased."""
    return reverse("comments:author", args=[author_token(comment)]) if comment.user_email else ""


def _to_page(request: HttpRequest) -> HttpResponse:
    """To the page that the address names, in the reader's language; home if it names none."""
    try:
        page = _commentable_page(_page_or_404(request.GET.get("page", "")))
    except Http404:
        return redirect(f"/{get_language()}/")
    return redirect(f"{page.localized.get_url()}#comment-form")


def _named_page(data: QueryDict) -> Page:
    """The page that the form names, if it is of the kind that the form says."""
    page = _page_or_404(data.get("object_pk", ""))
    if data.get("content_type") != page._meta.label_lower:
        raise Http404
    return page


def _page_or_404(number: str) -> Page:
    try:
        found = Page.objects.filter(pk=check_whole_number(number)).specific().first()
    except Malformed as error:
        raise Http404 from error
    if found is None:
        raise Http404
    return found


def _commentable_page(page: Page) -> Page:
    """The page itself, if it may be read and commented on."""
    try:
        home_of_comments(page)
    except NotCommentable as error:
        raise Http404 from error
    return page.specific


def public_comment_or_404(comment_id: int) -> CitizenComment:
    """A published comment of a public page."""
    if comment_id > LARGEST_ID:
        raise Http404
    comment = CitizenComment.objects.get_queryset().public().filter(pk=comment_id).first()
    if comment is None:
        raise Http404
    return comment
