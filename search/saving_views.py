"""What somebody meets who saves a search. The link in the mail and the end are those of following.

No view touches a session or a cookie.
"""

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from search.forms import SaveSearchForm
from search.questions import Question, question_in
from search.saving import is_short_enough, save_search
from zaedno.core.rate_limits import within_limit


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def save(request: HttpRequest) -> HttpResponse:
    """The form, and what it sends; nobody learns from the answer who has saved what."""
    question = question_in(request.GET, language=get_language() or "bg")
    request.GET = QueryDict(question.query())
    if not question.text or not is_short_enough(question):
        raise Http404
    if request.method != "POST":
        return _form(request, question, SaveSearchForm())
    form = SaveSearchForm(request.POST)
    if not within_limit(request, "follows"):
        form.add_error(None, _("Too many requests from your network. Please try again later."))
        return _form(request, question, form, HTTPStatus.TOO_MANY_REQUESTS)
    if not form.is_valid():
        return _form(request, question, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    save_search(form.cleaned_data["email"], question, at=timezone.now())
    return redirect(reverse("notifications:sent"))


def _form(
    request: HttpRequest,
    question: Question,
    form: SaveSearchForm,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    context = {
        "question": question,
        "save_url": question.address("search:save"),
        "form": form,
        "no_index": True,
    }
    return render(request, "search/save.html", context, status=status)
