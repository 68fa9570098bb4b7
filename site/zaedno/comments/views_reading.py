"""Addresses of single comments and of whole threads."""

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe
from wagtail.models import Page

from zaedno.comments.listing import answers_page_number_of, list_answers, page_number_of
from zaedno.comments.models import CitizenComment
from zaedno.comments.modes import rules_of
from zaedno.comments.presentation import (
    PAGE_PARAMETER,
    Offers,
    offers_on,
    page_links,
    shown,
    why_closed,
)
from zaedno.comments.threads import earlier_wordings, public_comment
from zaedno.core.navigation import standing_links
from zaedno.core.validation import LARGEST_ID
from zaedno.core.visibility import public_pages


@require_safe
def comment(request: HttpRequest, comment_id: int) -> HttpResponse:
    """To the place of a comment, on whatever page of the list it is."""
    shown_one = shown_comment_or_404(comment_id)
    number = answers_page_number_of(shown_one)
    if number:
        address = reverse("comments:thread", args=[shown_one.thread_id])
    else:
        number = page_number_of(shown_one)
        address = shown_one.page.localized.get_url() or "/"
    query = f"?{urlencode({PAGE_PARAMETER: number})}" if number > 1 else ""
    return redirect(f"{address}{query}#comment-{shown_one.pk}")


@require_safe
def thread(request: HttpRequest, comment_id: int) -> HttpResponse:
    """A thread with all its answers."""
    first = shown_comment_or_404(comment_id)
    page = first.page.localized.specific
    threads, listed = list_answers(
        page, first.thread_id, number=request.GET.get(PAGE_PARAMETER, "1")
    )
    context: dict[str, Any] = {
        "no_index": True,
        "page_title": page.title,
        "page_url": page.get_url(),
        "comments": shown(threads, _offers(request, page)),
        "list_pages": page_links(listed),
    }
    return render(request, "comments/thread.html", context)


@require_safe
def earlier(request: HttpRequest, comment_id: int) -> HttpResponse:
    """What an official answer said before it was changed; the words of citizens have no such page.

    The members of staff who wrote are named in the CMS only: readers are answered by a unit.
    """
    answer = shown_comment_or_404(comment_id)
    told = public_comment(answer)
    if not told.has_public_past:
        raise Http404
    page = answer.page.localized
    context: dict[str, Any] = {
        "no_index": True,
        "page_title": page.title,
        "answer": told,
        "answer_url": answer.get_absolute_url(),
        "disposition": answer.get_disposition_display(),
        "versions": earlier_wordings(answer),
    }
    return render(request, "comments/earlier.html", context)


def _offers(request: HttpRequest, page: Page) -> Offers:
    rules_url = standing_links(request, page).get("rules_url", "")
    return offers_on(rules_of(page), closed=why_closed(page), rules_url=rules_url)


def shown_comment_or_404(comment_id: int) -> CitizenComment:
    """A comment whose words or whose place can be seen on a public page."""
    if comment_id > LARGEST_ID:
        raise Http404
    comments = CitizenComment.objects.get_queryset().on_pages(public_pages(Page.objects.all()))
    found = comments.select_related(None).select_related("page").filter(pk=comment_id).first()
    if found is None:
        raise Http404
    return found
