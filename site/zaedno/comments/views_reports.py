"""A reader reports a comment that breaks the rules."""

from http import HTTPStatus

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods

from zaedno.comments.enums import AbuseReason
from zaedno.comments.errors import CommentRefused
from zaedno.comments.models import CitizenComment
from zaedno.comments.services.reports import LONGEST_REPORT, report_comment
from zaedno.core.citizen_text import CitizenText
from zaedno.core.echo import BoundedEchoMixin
from zaedno.core.plain_errors import PlainErrorsMixin
from zaedno.core.rate_limits import within_limit
from zaedno.core.readers import reader_of, remember_reader
from zaedno.core.spam import SpamGuardMixin
from zaedno.core.validation import LARGEST_ID


class ReportForm(PlainErrorsMixin, BoundedEchoMixin, SpamGuardMixin, forms.Form):
    """Which rule a comment breaks."""

    use_required_attribute = False

    reason = forms.ChoiceField(
        label=_("What is wrong with the comment?"),
        choices=AbuseReason.choices,
        widget=forms.RadioSelect,
    )
    details = CitizenText(
        label=_("Details"),
        required=False,
        max_length=LONGEST_REPORT,
        help_text=_("What the moderators should know. Only they read it."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, comment_id: int) -> HttpResponse:
    """The form, and what it sends. It touches no session; each reader reports a comment once."""
    comment = _public_comment(comment_id)
    if request.method != "POST":
        return _form_page(request, comment, ReportForm())
    form = ReportForm(request.POST)
    if not within_limit(request, "reports"):
        form.add_error(
            None, _("Many reports came from your network just now. Please try again later.")
        )
        return _form_page(request, comment, form, HTTPStatus.TOO_MANY_REQUESTS)
    if not form.is_valid():
        return _form_page(request, comment, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    return _keep(request, comment, form)


@require_GET
@never_cache
def reported(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Thank for a report, and say what happens next."""
    comment = _public_comment(comment_id)
    context = {"no_index": True, "comment_url": comment.get_absolute_url()}
    return render(request, "comments/reported.html", context)


def _keep(request: HttpRequest, comment: CitizenComment, form: ReportForm) -> HttpResponse:
    reader = reader_of(request)
    try:
        report_comment(
            comment,
            reader=reader,
            reason=AbuseReason(form.cleaned_data["reason"]),
            details=form.cleaned_data["details"],
            at=timezone.now(),
        )
    except CommentRefused as refusal:
        form.add_error(None, str(refusal.sentence))
        return _form_page(request, comment, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    response = redirect(reverse("comments:reported", args=[comment.pk]))
    response.status_code = HTTPStatus.SEE_OTHER
    remember_reader(response, reader)
    return response


def _public_comment(comment_id: int) -> CitizenComment:
    comments = CitizenComment.objects.get_queryset().public().select_related("page", "unit")
    comment = comments.filter(pk=min(comment_id, LARGEST_ID)).first()
    if comment is None:
        raise Http404
    return comment


def _form_page(
    request: HttpRequest,
    comment: CitizenComment,
    form: ReportForm,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    context = {
        "no_index": True,
        "comment": comment,
        "page_title_here": comment.page.localized.title,
        "comment_url": comment.get_absolute_url(),
        "form": form,
    }
    return render(request, "comments/report.html", context, status=status)
