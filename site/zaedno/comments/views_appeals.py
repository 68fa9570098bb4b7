"""The author of a refused comment asks another moderator, by the link that only they have."""

from http import HTTPStatus

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from zaedno.comments.after_errors import AlreadyAppealed
from zaedno.comments.appeal_term import last_day_to_appeal
from zaedno.comments.errors import CommentRefused, UnknownToken
from zaedno.comments.fields import CitizenText
from zaedno.comments.models import LONGEST_COMMENT, Appeal, CitizenComment
from zaedno.comments.services.appeals import check_appealable, send_appeal
from zaedno.comments.services.authors import comment_of_author
from zaedno.core.echo import BoundedEchoMixin
from zaedno.core.plain_errors import PlainErrorsMixin
from zaedno.core.rate_limits import within_limit
from zaedno.core.spam import SpamGuardMixin


class AppealForm(PlainErrorsMixin, BoundedEchoMixin, SpamGuardMixin, forms.Form):
    """Why the author finds the decision wrong."""

    use_required_attribute = False

    text = CitizenText(
        label=_("Why should the comment be shown?"),
        max_length=LONGEST_COMMENT,
        help_text=_("Only the moderators read this. You can ask once."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )


# The secret in the address stands for the session that a citizen does not have.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def appeal(request: HttpRequest, token: str) -> HttpResponse:
    """The form with the decision; after sending, what was sent and what came of it."""
    try:
        comment = comment_of_author(token)
    except UnknownToken as refusal:
        return _refuse(request, refusal, HTTPStatus.NOT_FOUND)
    try:
        check_appealable(comment, at=timezone.now())
    except AlreadyAppealed as refusal:
        repeated = request.method == "POST"
        return _sent(request, comment, sentence=refusal.sentence if repeated else "")
    except CommentRefused as refusal:
        return _refuse(request, refusal, HTTPStatus.GONE)
    return _answer(request, comment)


def _answer(request: HttpRequest, comment: CitizenComment) -> HttpResponse:
    """Show the form, or take what it sends."""
    if request.method != "POST":
        return _form_page(request, comment, AppealForm())
    form = AppealForm(request.POST)
    if not within_limit(request, "comments"):
        form.add_error(
            None, _("Many messages came from your network just now. Please try again later.")
        )
        return _form_page(request, comment, form, HTTPStatus.TOO_MANY_REQUESTS)
    if not form.is_valid():
        return _form_page(request, comment, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        send_appeal(comment, text=form.cleaned_data["text"], at=timezone.now())
    except CommentRefused as refusal:
        form.add_error(None, str(refusal.sentence))
        return _form_page(request, comment, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    response = redirect(request.path)
    response.status_code = HTTPStatus.SEE_OTHER
    return response


def _form_page(
    request: HttpRequest,
    comment: CitizenComment,
    form: AppealForm,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    context = {
        "no_index": True,
        "comment": comment,
        "last_day": last_day_to_appeal(comment),
        "form": form,
    }
    return render(request, "comments/appeal.html", context, status=status)


def _sent(request: HttpRequest, comment: CitizenComment, *, sentence: object) -> HttpResponse:
    context = {
        "no_index": True,
        "comment": comment,
        "appeal": Appeal.objects.get(comment=comment),
        "sentence": sentence,
        "comment_url": comment.get_absolute_url() if comment.is_public else "",
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if sentence else HTTPStatus.OK
    return render(request, "comments/appeal_sent.html", context, status=status)


def _refuse(request: HttpRequest, refusal: CommentRefused, status: HTTPStatus) -> HttpResponse:
    context = {"no_index": True, "sentence": refusal.sentence}
    return render(request, "comments/appeal_refused.html", context, status=status)
