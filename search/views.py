"""The page of results, and suggestions while typing."""

from dataclasses import asdict, replace
from functools import partial
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import get_language, get_language_info, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from search import narrowing, services
from search.analysis import words
from search.backends.base import REACHABLE, Order, Scope, SearchAnswer, SearchRequest
from search.questions import Question, question_in
from search.saving import is_short_enough
from search.suggesting import suggestions
from search.usage.counting import FURTHEST_PLACE, count_click, count_search
from zaedno.core.after import AnswerFirst
from zaedno.core.middleware import takes_any_page
from zaedno.core.rate_limits import too_many, within_limit
from zaedno.core.validation import LONGEST_QUERY, Malformed, check_text, check_whole_number

PER_PAGE = 10


@takes_any_page
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Results for ``q``, narrowed by what was chosen; without a query only the search box."""
    asked = _asked(request)
    question = question_in(request.GET, language=_language())
    # All links of the page go on from what was understood, also those that its frame draws.
    request.GET = QueryDict(question.query(newest_first=asked.scope.order == Order.DATE))
    context: dict[str, Any] = {
        "query": asked.text,
        "page_title": _("Search"),
        "no_index": True,
    }
    if not asked.text:
        return render(request, "search/search.html", context)
    if not within_limit(request, "results"):
        return too_many(render(request, "search/search.html", context | {"refused": True}))
    answer = services.find(asked)
    paginator = Paginator(range(min(answer.total, REACHABLE)), PER_PAGE)
    page = asked.offset // PER_PAGE + 1
    if page > paginator.num_pages:
        return redirect(request.path + narrowing.address_with(request.GET))
    context |= {
        "page_title": _("Search: %(query)s") % {"query": asked.text},
        "answer": answer,
        "count_text": _count_text(answer),
        "exactly": narrowing.address_with(request.GET, exact="1"),
        "proposed": narrowing.address_with(request.GET, q=answer.proposed, exact=""),
        "chips": narrowing.chips(request.GET, asked.scope.filters),
        "groups": narrowing.groups(request.GET, asked.scope.filters, answer.facets),
        "kept": narrowing.kept_with_other_words(asked.scope.filters, asked.scope.order),
        "orders": narrowing.orders(request.GET, asked.scope.order),
        "without_filters": narrowing.without_filters(request.GET),
        "page_obj": paginator.page(page),
        "save_url": question.address("search:save") if is_short_enough(question) else "",
        "feed_url": question.address("search:feed"),
        **({} if answer.total else _ways_out(question)),
        # Places say nothing where a filter or another order moved the results.
        "counts_places": not asked.scope.filters and asked.scope.order == Order.RELEVANCE,
    }
    content = render_to_string("search/search.html", context, request)
    return AnswerFirst(content, then=partial(count_search, request, asked, answer))


@require_safe
def suggest(request: HttpRequest) -> JsonResponse:
    """What others search for, and public things whose title has the words typed so far."""
    if not within_limit(request, "suggestions"):
        return too_many(JsonResponse({"suggestions": []}))
    found = suggestions(_text(request), language=_language())
    return JsonResponse({"suggestions": [asdict(suggestion) for suggestion in found]})


@csrf_exempt
@require_POST
def followed(request: HttpRequest) -> HttpResponse:
    """Count that a result was followed: the words, its place, and which one it was."""
    if not within_limit(request, "clicks"):
        return HttpResponse(status=429)
    try:
        text = check_text(request.POST.get("q", ""))
        rank = check_whole_number(request.POST.get("rank", ""), smallest=1)
        entry = check_whole_number(request.POST.get("entry", ""), smallest=1)
    except Malformed:
        return HttpResponse(status=400)
    if not text.strip() or len(text) > LONGEST_QUERY or rank > FURTHEST_PLACE:
        return HttpResponse(status=400)
    count = partial(count_click, request, text=text, language=_language(), rank=rank, entry=entry)
    return AnswerFirst(status=204, then=count)


def _ways_out(question: Question) -> dict[str, Any]:
    """Where else to look when nothing was found: without the filters, if they alone hide it."""
    if question.filters and services.is_found(question.text, exactly=question.exactly):
        return {"hidden_by_filters": True}
    several = len(words(question.text)) > 1
    known = services.known_words(question.text) if several else set[str]()
    return {
        "fewer": narrowing.single_words(question.text, known),
        "other_languages": [
            narrowing.Choice(
                get_language_info(code)["name_local"],
                replace(question, language=code, filters={}).address(),
            )
            for code, _name in settings.LANGUAGES
            if code != question.language
        ],
    }


def _asked(request: HttpRequest) -> SearchRequest:
    """What the address asks for; filters that do not exist are as if they were not named."""
    return SearchRequest(
        text=_text(request),
        scope=Scope(
            language=_language(),
            filters=narrowing.filters_in(request.GET),
            order=narrowing.order_in(request.GET),
        ),
        exactly=narrowing.exactly_in(request.GET),
        offset=(_page_in(request) - 1) * PER_PAGE,
        limit=PER_PAGE,
    )


def _page_in(request: HttpRequest) -> int:
    """The page of the list that the address names; the first where that is no number from one."""
    try:
        return check_whole_number(request.GET.get(narrowing.PAGE) or "1", smallest=1)
    except Malformed:
        return 1


def _text(request: HttpRequest) -> str:
    return narrowing.text_in(request.GET)


def _language() -> str:
    return get_language() or "bg"


def _count_text(answer: SearchAnswer) -> str:
    return ngettext("%(count)d result", "%(count)d results", answer.total) % {"count": answer.total}
