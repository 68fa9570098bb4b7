"""The page of results, and suggestions while typing."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from search import services
from search.backends.base import REACHABLE, SearchAnswer, SearchRequest
from search.registry import labels
from zaedno.core.validation import LONGEST_QUERY, Malformed, check_whole_number

PER_PAGE = 10


@dataclass(frozen=True)
class KindFilter:
    """A kind to choose, or a chosen one to let go."""

    label: str
    count: int
    url: str
    chosen: bool


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Results for ``q``, of the chosen kinds; without a query only the search box."""
    asked = _asked(request)
    context: dict[str, Any] = {
        "query": asked.text,
        "page_title": _("Search"),
        "no_index": True,
    }
    if not asked.text:
        return render(request, "search/search.html", context)
    answer = services.find(asked)
    context |= {
        "page_title": _("Search: %(query)s") % {"query": asked.text},
        "answer": answer,
        "count_text": _count_text(answer),
        "filters": _filters(request, asked, answer),
        "page_obj": _page_of(answer, asked.page),
    }
    return render(request, "search/search.html", context)


@require_safe
def suggest(request: HttpRequest) -> JsonResponse:
    """Public things whose title has the words typed so far."""
    found = services.suggest(_text(request), language=_language())
    names = labels()
    suggestions = [
        {"title": entry.title, "url": entry.url, "kind": names.get(entry.kind, "")}
        for entry in found
    ]
    return JsonResponse({"suggestions": suggestions})


def _asked(request: HttpRequest) -> SearchRequest:
    """What the address asks for; kinds that do not exist are as if they were not named.

    Raises:
        Http404: the page of the list is not a number from one on.
    """
    try:
        page = check_whole_number(request.GET.get("page") or "1", smallest=1)
    except Malformed as error:
        raise Http404 from error
    return SearchRequest(
        text=_text(request),
        language=_language(),
        kinds=frozenset(request.GET.getlist("kind")) & labels().keys(),
        page=page,
        per_page=PER_PAGE,
    )


def _text(request: HttpRequest) -> str:
    return request.GET.get("q", "")[:LONGEST_QUERY].strip()


def _language() -> str:
    return get_language() or "bg"


def _page_of(answer: SearchAnswer, number: int) -> "Page[int]":
    """Place in the list of results.

    Raises:
        Http404: the list has fewer pages.
    """
    paginator = Paginator(range(min(answer.total, REACHABLE)), PER_PAGE)
    if number > paginator.num_pages:
        raise Http404
    return paginator.page(number)


def _count_text(answer: SearchAnswer) -> str:
    return ngettext("%(count)d result", "%(count)d results", answer.total) % {"count": answer.total}


def _filters(
    request: HttpRequest, asked: SearchRequest, answer: SearchAnswer
) -> Sequence[KindFilter]:
    """The kinds among the results, the most frequent first; the chosen ones always."""
    names = labels()
    counts = dict.fromkeys(asked.kinds, 0) | dict(answer.facets)
    found = [
        KindFilter(
            label=names[kind],
            count=count,
            url=_address_with(request, asked.kinds ^ {kind}),
            chosen=kind in asked.kinds,
        )
        for kind, count in counts.items()
        if kind in names
    ]
    return sorted(found, key=lambda kind: (-kind.count, kind.label))


def _address_with(request: HttpRequest, kinds: frozenset[str]) -> str:
    """The present address with other kinds, at the first page."""
    parameters = request.GET.copy()
    parameters.pop("page", None)
    parameters.setlist("kind", sorted(kinds))
    return f"?{parameters.urlencode()}"
