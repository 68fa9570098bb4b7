"""Who follows a page or a thread is told of each comment that becomes public there."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.urls import reverse
from wagtail.models import Page

from zaedno.comments import tasks
from zaedno.comments.commentable import home_of_comments
from zaedno.comments.enums import STATES_ON_PAGES
from zaedno.comments.errors import NotCommentable
from zaedno.comments.models import CitizenComment
from zaedno.comments.names import name_of
from zaedno.comments.signals import comment_published
from zaedno.notifications.models import Subscription
from zaedno.notifications.rendering import absolute_url
from zaedno.notifications.subscriptions import next_followers, public_topics, tell
from zaedno.notifications.topics import register_topics, topic_key

PAGE = "comments:page"
THREAD = "comments:thread"


def connect() -> None:
    """Offer pages and threads to followers, and listen for new comments."""
    register_topics(PAGE, _page_topic)
    register_topics(THREAD, _thread_topic)
    comment_published.connect(_on_published, dispatch_uid="comments.followers")


def page_topic(page: Page) -> str:
    """The topic of all comments on a page, which is that of the first language."""
    return topic_key(PAGE, page.pk)


def thread_topic(comment: CitizenComment) -> str:
    """The topic of the thread in which a comment stands."""
    return topic_key(THREAD, comment.thread_id)


def follow_url(home: Page) -> str:
    """Where readers begin to follow the comments of a page; `home` is in the first language."""
    return f"{reverse('notifications:follow')}?topic={page_topic(home)}"


def tell_some_followers(comment_id: int, *, after: str = "") -> str:
    """Mail the next round of followers; returns the last address, or nothing when all know.

    A comment or a page that is not public any more is not spoken of.
    """
    comment = CitizenComment.objects.get_queryset().public().filter(pk=comment_id).first()
    if comment is None:
        return ""
    topics = public_topics([thread_topic(comment), page_topic(comment.page)])
    emails = next_followers(topics, after=after)

    def context_for(subscription: Subscription) -> Mapping[str, Any]:
        return _context(comment)

    tell(
        emails,
        topics,
        template="comment_followed",
        context_for=context_for,
        exclude_email=_told_already(comment),
    )
    return emails[-1] if emails else ""


def _told_already(comment: CitizenComment) -> str:
    """Who needs no word: the author, or whom an official answer answers; they have a mail."""
    answered = comment.answers_comment
    return answered.user_email if answered else comment.user_email


def _on_published(sender: Any, *, comment: CitizenComment, at: datetime, **kwargs: Any) -> None:
    # The task is a row of the same transaction: it is there if the comment is, once.
    tasks.tell_followers.enqueue(comment.pk)


def _context(comment: CitizenComment) -> dict[str, Any]:
    return {
        "title": comment.page.localized.title,
        "author": name_of(comment, comment.user_name),
        "text": comment.comment,
        "link": absolute_url(comment.get_absolute_url()),
    }


def _page_topic(number: int) -> tuple[str, str] | None:
    home = _home_of_topic(number)
    if home is None:
        return None
    shown = home.localized
    return shown.title, shown.get_url() or "/"


def _home_of_topic(number: int) -> Page | None:
    """The page, if it is public and the one to which comments in both languages are attached."""
    page = Page.objects.filter(pk=number).first()
    if page is None:
        return None
    try:
        home = home_of_comments(page)
    except NotCommentable:
        return None
    return home if home.pk == number else None


def _thread_topic(number: int) -> tuple[str, str] | None:
    """A thread is called as its page: words of a comment would be mailed to unconfirmed addresses.

    It goes on after its first comment has been removed.
    """
    beginnings = CitizenComment.objects.filter(level=0, state__in=STATES_ON_PAGES)
    comment = beginnings.filter(pk=number).select_related("page").first()
    found = _page_topic(comment.page_id) if comment else None
    if comment is None or found is None:
        return None
    return found[0], comment.get_absolute_url()
