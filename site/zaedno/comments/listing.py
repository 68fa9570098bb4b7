"""The comments of a page by pages: whole threads, and of a huge thread its beginning."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page as NumberedPage
from django.core.paginator import Paginator
from django.db import models
from django.db.models import Count, Max, Min, Q, QuerySet, Window
from django.db.models.functions import Coalesce, RowNumber
from django.utils.translation import pgettext_lazy
from wagtail.models import Page

from zaedno.comments.enums import CommentState
from zaedno.comments.models import CitizenComment
from zaedno.comments.querysets import CitizenCommentQuerySet
from zaedno.comments.threads import Thread, as_public, comments_on, nested

THREADS_A_PAGE = 20
# A thread on the page of what is commented on begins with as many answers; the rest is a link away.
FIRST_ANSWERS = 50
ANSWERS_A_PAGE = 200


class Order(models.TextChoices):
    """Which threads come first."""

    OLDEST = "oldest", pgettext_lazy("comments", "Oldest")
    NEWEST = "newest", pgettext_lazy("comments", "Newest")
    USEFUL = "useful", pgettext_lazy("comments", "Most useful")


_ORDERINGS = {
    Order.OLDEST: ("first", "thread_id"),
    Order.NEWEST: ("-first", "-thread_id"),
    Order.USEFUL: ("-useful", "first", "thread_id"),
}


@dataclass(frozen=True)
class Listed:
    """One page of the threads of a page.

    Attributes:
        threads: in the order that was asked for; their answers are always the oldest first.
        answers: how many answers each thread has, by its number.
        page: which page of how many.
        count: how many comments can be read on all pages together.
    """

    threads: list[Thread]
    answers: dict[int, int]
    page: NumberedPage
    order: Order
    count: int


def order_named(name: str) -> Order:
    """The order of that name; the oldest first for any other."""
    return Order(name) if name in Order.values else Order.OLDEST


def list_threads(page: Page, *, order: Order = Order.OLDEST, number: str = "1") -> Listed:
    """One page of threads, in a constant number of queries and bounded time.

    Args:
        page: what is commented on.
        order: which threads come first.
        number: of the page of the list; what is no number or too large becomes one that is there.
    """
    comments = comments_on(page)
    numbered = _Threads(_threads(comments).order_by(*_ORDERINGS[order]), THREADS_A_PAGE)
    numbered.count, published = _sizes(comments)
    listed = numbered.get_page(number)
    sizes = {row["thread_id"]: row["size"] for row in listed}
    threads = nested(as_public(_beginnings(comments, list(sizes))))
    place = {thread_id: at for at, thread_id in enumerate(sizes)}
    return Listed(
        threads=sorted(threads, key=lambda thread: place[thread.comment.thread_id]),
        answers={thread_id: size - 1 for thread_id, size in sizes.items()},
        page=listed,
        order=order,
        count=published,
    )


def list_answers(
    page: Page, thread_id: int, *, number: str = "1"
) -> tuple[list[Thread], NumberedPage]:
    """One page of a single thread, in the order in which it is read."""
    comments = comments_on(page).filter(thread_id=thread_id).order_by("order", "pk")
    listed = Paginator(comments.values_list("pk", flat=True), ANSWERS_A_PAGE).get_page(number)
    return nested(as_public(comments_on(page).filter(pk__in=list(listed)))), listed


def page_number_of(comment: CitizenComment) -> int:
    """The page on which the thread of a comment stands while the oldest come first."""
    threads = _threads(comments_on(comment.page))
    first = threads.get(thread_id=comment.thread_id)["first"]
    before = Q(first__lt=first) | Q(first=first, thread_id__lt=comment.thread_id)
    return threads.filter(before).count() // THREADS_A_PAGE + 1


def answers_page_number_of(comment: CitizenComment) -> int | None:
    """The page of its thread on which a comment stands; None if the beginning already shows it."""
    thread = comments_on(comment.page).filter(thread_id=comment.thread_id)
    order = comment.order
    before = thread.filter(Q(order__lt=order) | Q(order=order, pk__lt=comment.pk)).count()
    return None if before <= FIRST_ANSWERS else before // ANSWERS_A_PAGE + 1


class _Threads(Paginator):
    """Pages of threads; how many there are is asked together with how much can be read."""

    count = 0


def _sizes(comments: CitizenCommentQuerySet) -> tuple[int, int]:
    """How many threads there are, and how many comments whose words can be read."""
    published = Count("pk", filter=Q(state=CommentState.PUBLISHED))
    sizes = comments.aggregate(threads=Count("thread_id", distinct=True), published=published)
    return sizes["threads"], sizes["published"]


def _threads(comments: CitizenCommentQuerySet) -> "QuerySet[CitizenComment, dict[str, Any]]":
    """A row for each thread: when it began, how useful its first comment is, how much it holds."""
    return (
        comments.order_by()
        .values("thread_id")
        .annotate(
            first=Min("submit_date"),
            useful=Coalesce(Max("useful_count", filter=Q(level=0)), 0),
            size=Count("pk"),
        )
    )


def _beginnings(comments: CitizenCommentQuerySet, threads: list[int]) -> CitizenCommentQuerySet:
    """The first comments of some threads, in the order in which they are read."""
    place = Window(RowNumber(), partition_by="thread_id", order_by=["order", "pk"])
    numbered = comments.filter(thread_id__in=threads).annotate(place=place)
    return numbered.filter(place__lte=FIRST_ANSWERS + 1)
