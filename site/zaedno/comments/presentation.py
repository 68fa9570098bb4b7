"""What the templates of comments are given."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, linebreaks
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from wagtail.models import Page

from zaedno.comments.commentable import open_home_of_comments
from zaedno.comments.errors import CommentRefused
from zaedno.comments.forms import CommentForm
from zaedno.comments.models import CitizenComment
from zaedno.comments.threads import Thread, count_published, nested, read_comments
from zaedno.core.navigation import standing_links
from zaedno.core.validation import Malformed, check_whole_number


@dataclass(frozen=True)
class ShownComment:
    """A comment as ``components/comment.html`` draws it."""

    id: int
    author: str
    date: datetime
    body: SafeString
    is_removed: bool
    removed_text: str
    reply_url: str
    replies: "list[ShownComment]"


def section_context(page: Page, request: HttpRequest) -> dict[str, Any]:
    """The comments of a page and the form, or why there is none."""
    comments = read_comments(page)
    form = form_context(request, page, CommentForm(page))
    return {
        **form,
        "page": page,
        "count": count_published(comments),
        "comments": shown(nested(comments), can_reply=not form["closed"]),
    }


def form_context(request: HttpRequest, page: Page, form: CommentForm) -> dict[str, Any]:
    """What the form and its note on privacy need."""
    return {
        "page_title": page.title,
        "page_url": page.get_url(),
        "form": form,
        "action": reverse("comments:post"),
        "answered": _answered(form["reply_to"].value()),
        "closed": why_closed(page),
        **standing_links(request, page),
    }


def why_closed(page: Page) -> str:
    """The sentence that says why no comment may be sent now; empty when one may."""
    try:
        open_home_of_comments(page, at=timezone.now())
    except CommentRefused as refusal:
        return str(refusal.sentence)
    return ""


def shown(threads: Iterable[Thread], *, can_reply: bool) -> list[ShownComment]:
    """Comments with their answers, ready to be drawn."""
    return [_shown(thread, can_reply=can_reply) for thread in threads]


def in_language(text: str, language: str) -> SafeString:
    """The words of a citizen: nothing in them is markup, and their language is named."""
    paragraphs = mark_safe(linebreaks(text, autoescape=True))  # noqa: S308  escaped by linebreaks
    return format_html('<div lang="{}">{}</div>', language, paragraphs)


def _shown(thread: Thread, *, can_reply: bool) -> ShownComment:
    comment = thread.comment
    answerable = can_reply and not comment.is_removed
    return ShownComment(
        id=comment.id,
        author=comment.author,
        date=comment.posted,
        body=in_language(comment.text, comment.language),
        is_removed=comment.is_removed,
        removed_text=_("A moderator removed this comment: %(reason)s") % {"reason": comment.reason},
        reply_url=reverse("comments:reply", args=[comment.id]) if answerable else "",
        replies=shown(thread.replies, can_reply=can_reply),
    )


def _answered(comment_id: object) -> CitizenComment | None:
    """The comment that the form answers, if it is still there to be answered."""
    try:
        number = check_whole_number(str(comment_id or 0), smallest=1)
    except Malformed:
        return None
    return CitizenComment.objects.get_queryset().public().filter(pk=number).first()
