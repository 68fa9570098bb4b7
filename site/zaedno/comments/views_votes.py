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

from zaedno.comments.errors import CommentGone, CommentRefused
from zaedno.comments.services.votes import Votes, toggle_vote, votes_on
from zaedno.comments.views import public_comment_or_404
from zaedno.core.rate_limits import within_limit
from zaedno.core.readers import reader_of, remember_reader


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def useful(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Count a vote or take it back; reading the address only says how it stands."""
    comment = public_comment_or_404(comment_id)
    if request.method != "POST":
        votes = votes_on(comment, reader=reader_of(request))
        context = {"no_index": True, "comment": comment, "votes": votes, "told": sentence(votes)}
        return render(request, "comments/useful.html", context)
    if not within_limit(request, "votes"):
        return _refused(
            request,
            _("Many votes came from your network just now. Please try again later."),
            HTTPStatus.TOO_MANY_REQUESTS,
        )
    try:
        votes = toggle_vote(comment_id, reader=reader_of(request), at=timezone.now())
    except CommentRefused as refusal:
        gone = isinstance(refusal, CommentGone)
        status = HTTPStatus.NOT_FOUND if gone else HTTPStatus.CONFLICT
        return _refused(request, str(refusal.sentence), status)
    return _counted(request, comment_id, votes)


def sentence(votes: Votes) -> str:
    """How many readers find the comment useful."""
    text = ngettext(
        "%(count)d reader finds this comment useful.",
        "%(count)d readers find this comment useful.",
        votes.count,
    )
    return text % {"count": votes.count}


def _counted(request: HttpRequest, comment_id: int, votes: Votes) -> HttpResponse:
    response: HttpResponse
    if _wants_json(request):
        told = {"count": votes.count, "voted": votes.voted, "sentence": sentence(votes)}
        response = JsonResponse(told)
    else:
        response = redirect(reverse("comments:useful", args=[comment_id]))
        response.status_code = HTTPStatus.SEE_OTHER
    remember_reader(response, request)
    return response


def _refused(request: HttpRequest, text: str, status: HTTPStatus) -> HttpResponse:
    if _wants_json(request):
        return JsonResponse({"sentence": text}, status=status)
    return render(request, "comments/refused.html", {"no_index": True, "text": text}, status=status)


def _wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "") == "application/json"
