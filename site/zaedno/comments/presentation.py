"""What the templates of comments are given."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page as NumberedPage
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, linebreaks
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from wagtail.models import Page

from zaedno.comments.commentable import open_home_of_comments
from zaedno.comments.enums import CommentState, Disposition, Stance
from zaedno.comments.errors import CommentRefused
from zaedno.comments.followers import follow_url
from zaedno.comments.forms import CommentForm
from zaedno.comments.listing import FIRST_ANSWERS, Listed, Order, list_threads, order_named
from zaedno.comments.models import CommentRules
from zaedno.comments.modes import mode_of
from zaedno.comments.threads import PublicComment, Thread, comments_on, public_comment
from zaedno.core.enums import ModerationMode
from zaedno.core.listing import page_numbers
from zaedno.core.navigation import standing_links
from zaedno.core.translations import canonical
from zaedno.core.validation import Malformed, check_whole_number
from zaedno.users.privacy.consent import consent_text

ORDER_PARAMETER = "comments"
PAGE_PARAMETER = "comments-page"
# With so many a telephone scrolls over several screens before the form comes.
MANY_COMMENTS = 5


@dataclass(frozen=True)
class ShownComment:
    """A comment as ``components/comment.html`` draws it."""

    id: int
    author: str
    date: datetime
    body: SafeString
    url: str
    is_removed: bool
    removed_text: str
    is_official: bool
    office: str
    stance: str
    disposition: str
    edited: datetime | None
    earlier_url: str
    useful: int
    useful_url: str
    report_url: str
    reply_url: str
    replies: "list[ShownComment]" = field(default_factory=list)
    all_answers_url: str = ""
    all_answers_text: str = ""
    rules_url: str = ""


@dataclass(frozen=True)
class ListLink:
    """A link to another order or another page of the comments; without address a gap."""

    text: str
    url: str = ""
    is_current: bool = False


@dataclass(frozen=True)
class Offers:
    """What a reader can do with the comments of a page now, and where its rules are published."""

    answers: bool
    votes: bool
    rules_url: str = ""


def offers_on(rules: CommentRules, *, closed: str, rules_url: str = "") -> Offers:
    """What the rules of a page offer, unless its comments are closed."""
    answers = not closed and rules.depth > 0
    return Offers(answers=answers, votes=not closed, rules_url=rules_url)


def section_context(page: Page, request: HttpRequest) -> dict[str, Any]:
    """The comments of a page and the form, or why there is none."""
    listed = list_threads(
        page,
        order=order_named(request.GET.get(ORDER_PARAMETER, "")),
        number=request.GET.get(PAGE_PARAMETER, "1"),
    )
    comment_form = CommentForm(page)
    form = form_context(request, page, comment_form)
    offers = offers_on(
        comment_form.rules, closed=form["closed"], rules_url=form.get("rules_url", "")
    )
    return {
        **form,
        "page": page,
        "count": listed.count,
        "many": listed.count >= MANY_COMMENTS,
        "comments": shown(listed.threads, offers, answers=listed.answers),
        "orders": order_links(listed) if listed.page.paginator.count > 1 else [],
        "list_pages": page_links(listed.page, order=listed.order),
    }


def form_context(request: HttpRequest, page: Page, form: CommentForm) -> dict[str, Any]:
    """What the form and its note on privacy need."""
    home = canonical(page)
    return {
        "page_title": page.title,
        "page_url": page.get_url(),
        "form": form,
        "action": post_url(page.pk),
        "answered": _answered(form["reply_to"].value(), page),
        "closed": why_closed(page),
        "waits": mode_of(home) != ModerationMode.AFTER,
        "follow_url": follow_url(home),
        "consent_text": consent_text(get_language() or "bg"),
        **standing_links(request, page),
    }


def post_url(page_id: int) -> str:
    """Where a comment on a page is sent; whoever opens the address instead comes to the page."""
    return f"{reverse('comments:post')}?{urlencode({'page': page_id})}"


def why_closed(page: Page) -> str:
    """The sentence that says why no comment may be sent now; empty when one may."""
    try:
        open_home_of_comments(page, at=timezone.now())
    except CommentRefused as refusal:
        return str(refusal.sentence)
    return ""


def shown(
    threads: Iterable[Thread], offers: Offers, *, answers: dict[int, int] | None = None
) -> list[ShownComment]:
    """Comments with their answers, ready to be drawn.

    Args:
        threads: in the order in which they are read.
        offers: what a reader can do with each.
        answers: how many answers each thread has, where only its first ones may be here.
    """
    return [_shown(thread, offers, answers or {}) for thread in threads]


def order_links(listed: Listed) -> list[ListLink]:
    """A link for each order of the threads."""
    return [
        ListLink(str(order.label), _list_address(order, 1), order == listed.order)
        for order in Order
    ]


def page_links(listed: NumberedPage, *, order: Order = Order.OLDEST) -> list[ListLink]:
    """A link for each page of a list, with gaps; none where there is one page only."""
    if not listed.has_other_pages():
        return []
    return [
        ListLink(
            str(number),
            _list_address(order, number) if isinstance(number, int) else "",
            number == listed.number,
        )
        for number in page_numbers(listed)
    ]


def place_text(comment: PublicComment) -> str:
    """What stands where a comment was; nothing while it can be read."""
    if comment.state == CommentState.WITHDRAWN:
        return _("The author withdrew this comment.")
    if comment.state == CommentState.REMOVED and comment.office:
        return _("The municipality took this answer back: %(reason)s") % {"reason": comment.reason}
    if comment.state == CommentState.REMOVED:
        return _("A moderator removed this comment: %(reason)s") % {"reason": comment.reason}
    return ""


def in_language(text: str, language: str) -> SafeString:
    """The words of a citizen: nothing in them is markup, and their language is named."""
    paragraphs = mark_safe(linebreaks(text, autoescape=True))  # noqa: S308  escaped by linebreaks
    return format_html('<div lang="{}">{}</div>', language, paragraphs)


def _shown(thread: Thread, offers: Offers, answers: dict[int, int]) -> ShownComment:
    comment = thread.comment
    number = answers.get(comment.id, 0)
    return ShownComment(
        id=comment.id,
        author=comment.author,
        date=comment.posted,
        body=in_language(comment.text, comment.language),
        is_removed=comment.is_gone,
        removed_text=place_text(comment),
        rules_url=offers.rules_url if comment.state == CommentState.REMOVED else "",
        is_official=bool(comment.office),
        office=comment.office,
        stance=str(Stance(comment.stance).label) if comment.stance else "",
        disposition=str(Disposition(comment.disposition).label) if comment.disposition else "",
        edited=comment.edited,
        useful=comment.useful,
        replies=shown(thread.replies, offers),
        **_addresses(comment, offers),
        **_rest_of_thread(comment, number),
    )


def _addresses(comment: PublicComment, offers: Offers) -> dict[str, str]:
    """Where a reader can go from a comment; from an empty place nowhere."""
    names = {"url": "comment", "useful_url": "useful", "report_url": "report", "reply_url": "reply"}
    names["earlier_url"] = "earlier"
    if comment.is_gone:
        return dict.fromkeys(names, "")
    hidden = {
        "useful_url": not offers.votes,
        "reply_url": not offers.answers,
        "earlier_url": not comment.has_public_past,
    }
    return {
        key: "" if hidden.get(key) else reverse(f"comments:{name}", args=[comment.id])
        for key, name in names.items()
    }


def _rest_of_thread(comment: PublicComment, answers: int) -> dict[str, str]:
    if answers <= FIRST_ANSWERS:
        return {}
    text = ngettext("All %(count)d answer", "All %(count)d answers", answers) % {"count": answers}
    url = reverse("comments:thread", args=[comment.thread_id])
    return {"all_answers_url": url, "all_answers_text": text}


def _list_address(order: Order, number: int) -> str:
    """What follows the address of the page; the usual order and the first page need no words."""
    asked: dict[str, Any] = {}
    if order != Order.OLDEST:
        asked[ORDER_PARAMETER] = order.value
    if number > 1:
        asked[PAGE_PARAMETER] = number
    # A lone question mark leads to the page without any parameter.
    return f"?{urlencode(asked)}#comments"


def _answered(comment_id: object, page: Page) -> PublicComment | None:
    """What the form answers, as readers know it; nothing where it answers nothing."""
    try:
        number = check_whole_number(str(comment_id or 0), smallest=1)
    except Malformed:
        return None
    found = comments_on(page).published().with_names().filter(pk=number).first()
    return public_comment(found) if found else None
