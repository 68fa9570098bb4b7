"""Comments for programs: what anyone may read on the pages, and nothing that says who wrote it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Literal

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from ninja import Query, Router, Schema
from pydantic import Field
from wagtail.models import Page

from zaedno.api.listing import Collection, Links, Listing, listing
from zaedno.api.queries import ListQuery, Year
from zaedno.api.schemas import PageLink
from zaedno.comments.models import CitizenComment
from zaedno.comments.threads import public_comment
from zaedno.core.serializers import absolute
from zaedno.core.validation import LARGEST_ID
from zaedno.core.visibility import public_pages

router = Router(tags=["comments"])


class CommentItem(Schema):
    """A comment; of a removed or withdrawn one only its place is left, and the reason."""

    id: int
    locale: str
    url: str | None
    api_url: str
    author: str
    text: str
    posted: datetime
    parent_id: int | None
    level: int
    state: str
    reason: str
    stance: str = Field(description="for, against, neutral, question; empty if none was asked.")
    useful: int = Field(description="How many readers find the comment useful.")
    edited: datetime | None = Field(description="When it was last changed.")
    earlier_url: str | None = Field(
        description="Where readers see what an official answer said before it was changed."
    )
    official: str = Field(description="The unit that answers; empty if a citizen speaks.")
    disposition: str = Field(
        description="What became of it: accepted, partly, not_accepted, noted; empty so far."
    )
    page: PageLink


class CommentQuery(ListQuery):
    """What a list of comments can be asked."""

    page: int | None = Field(
        None,
        ge=1,
        le=LARGEST_ID,
        description="Id of the page, in either language: both have the same comments.",
    )
    year: int | None = Year
    order: Literal["submit_date", "-submit_date", "-useful_count"] = Field(
        "submit_date", description="The oldest first, if nothing is said."
    )

    def conditions(self) -> dict[str, Any]:
        """The language is that of the comment, the year that in which it was sent."""
        return {"language": self.locale, "submit_date__year": self.year}


def find(query: CommentQuery, closed: Sequence[str]) -> "QuerySet[CitizenComment]":
    """The comments on public pages that were asked for.

    Raises:
        Http404: the page that was asked for is not there for everyone.
    """
    pages = public_pages(Page.objects.all(), closed=closed)
    if query.page is not None:
        asked = pages.filter(pk=query.page).values_list("translation_key", flat=True).first()
        if asked is None:
            raise Http404
        pages = pages.filter(translation_key=asked)
    found = CitizenComment.objects.get_queryset().on_pages(pages).with_names()
    return query.narrow(found.select_related("page", "settlement", "unit"))


def describe(found: Sequence[CitizenComment], links: Links) -> Iterable[Mapping[str, Any]]:
    """Comments as items."""
    return [_item(comment, links) for comment in found]


def _item(comment: CitizenComment, links: Links) -> dict[str, Any]:
    told = public_comment(comment)
    page = links.page_link(comment.page)
    return {
        "id": told.id,
        "locale": told.language,
        "url": page["url"] and _address(comment),
        "api_url": page["api_url"],
        "author": told.author,
        "text": told.text,
        "posted": told.posted,
        "parent_id": told.parent_id,
        "level": told.level,
        "state": told.state.value,
        "reason": told.reason,
        "stance": told.stance,
        "useful": told.useful,
        "edited": told.edited,
        "earlier_url": _earlier_address(comment) if told.has_public_past else None,
        "official": told.office,
        "disposition": told.disposition,
        "page": page,
    }


def _address(comment: CitizenComment) -> str:
    """Where a reader sees the comment, in the language in which it was written."""
    with translation.override(comment.language):
        return absolute(comment.get_absolute_url())


def _earlier_address(answer: CitizenComment) -> str:
    with translation.override(answer.language):
        return absolute(reverse("comments:earlier", args=[answer.pk]))


COMMENTS = Collection(
    name="comments",
    title=_("Citizens’ comments"),
    description=_("Published comments of citizens, with the page that each is about."),
    query=CommentQuery,
    item=CommentItem,
    find=find,
    describe=describe,
)


@router.get(
    "/",
    response=Listing[CommentItem],
    url_name="list_comments",
    operation_id="comments_list",
    summary="List comments",
)
def list_comments(request: HttpRequest, query: Query[CommentQuery]) -> dict[str, Any]:
    """Comments that anyone may read, of one page or of all."""
    return listing(query, COMMENTS)
