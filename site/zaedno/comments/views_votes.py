"""A reader finds a comment useful."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from zaedno.comments.after_errors import VoteNotCounted
from zaedno.comments.errors import CommentGone, CommentRefused
from zaedno.comments.models import CitizenComment
from zaedno.comments.services.votes import Votes, check_can_vote, toggle_vote, votes_on
from zaedno.comments.views import public_comment_or_404
from zaedno.core.rate_limits import within_limit
from zaedno.core.readers import Reader, reader_of, remember_reader


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def useful(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Count a vote or take it back; reading the address only says how it stands."""
    comment = public_comment_or_404(comment_id)
    reader = reader_of(request)
    if request.method != "POST":
        return _standing(request, comment, reader)
    if not within_limit(request, "votes"):
        return _refused(
            request,
            _("Many votes came from your network just now. Please try again later."),
            HTTPStatus.TOO_MANY_REQUESTS,
        )
    try:
        votes = toggle_vote(comment_id, reader=reader, at=timezone.now())
    except VoteNotCounted as refusal:
        if not _wants_json(request):
            return _standing(request, comment, reader, HTTPStatus.CONFLICT)
        return _refused(request, str(refusal.sentence), HTTPStatus.CONFLICT)
    except CommentRefused as refusal:
        gone = isinstance(refusal, CommentGone)
        status = HTTPStatus.NOT_FOUND if gone else HTTPStatus.CONFLICT
        return _refused(request, str(refusal.sentence), status)
    return _counted(request, comment_id, votes, reader)


def sentence(votes: Votes) -> str:
    """How many readers find the comment useful."""
    text = ngettext(
        "%(count)d reader finds this comment useful.",
        "%(count)d readers find this comment useful.",
        votes.count,
    )
    return text % {"count": votes.count}


def _standing(
    request: HttpRequest,
    comment: CitizenComment,
    reader: Reader,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    """How the comment stands, with a button where a press would change something."""
    votes = votes_on(comment, reader=reader)
    context = {
        "no_index": True,
        "comment": comment,
        "votes": votes,
        "told": sentence(votes),
        "why_not": _why_not(comment, reader),
    }
    return render(request, "comments/useful.html", context, status=status)


def _why_not(comment: CitizenComment, reader: Reader) -> str:
    try:
        check_can_vote(comment, reader=reader)
    except VoteNotCounted as refusal:
        return str(refusal.sentence)
    return ""


def _counted(request: HttpRequest, comment_id: int, votes: Votes, reader: Reader) -> HttpResponse:
    response: HttpResponse
    if _wants_json(request):
        told = {"count": votes.count, "voted": votes.voted, "sentence": sentence(votes)}
        response = JsonResponse(told)
    else:
        response = redirect(reverse("comments:useful", args=[comment_id]))
        response.status_code = HTTPStatus.SEE_OTHER
    remember_reader(response, reader)
    return response


def _refused(request: HttpRequest, text: str, status: HTTPStatus) -> HttpResponse:
    if _wants_json(request):
        return JsonResponse({"sentence": text}, status=status)
    return render(request, "comments/refused.html", {"no_index": True, "text": text}, status=status)


def _wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "") == "application/json"
