"""A person's own comments, as their account shows them."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from zaedno.comments.enums import STATES_ON_PAGES, CommentState
from zaedno.comments.models import CitizenComment
from zaedno.comments.services.authors import author_token
from zaedno.core.visibility import public_pages
from zaedno.users.contributions import Contribution

TONES: dict[str, str] = {
    CommentState.PENDING: "info",
    CommentState.PUBLISHED: "success",
    CommentState.REJECTED: "error",
    CommentState.REMOVED: "error",
}


def comments_of(email: str) -> list[Contribution]:
    """All confirmed comments that a citizen sent from an address, whatever became of them."""
    found = CitizenComment.objects.filter(user_email__iexact=email, unit=None)
    comments = list(found.select_related("page").order_by("-submit_date"))
    pages = _pages_here(comment.page for comment in comments)
    return [_contribution(comment, pages.get(comment.page.translation_key)) for comment in comments]


def _contribution(comment: CitizenComment, page: Page | None) -> Contribution:
    """A comment of the person.

    Args:
        comment: one of theirs.
        page: its page in the reader's language; None when it is not public any more.
    """
    can_be_read = page is not None and comment.state in STATES_ON_PAGES
    address = page.get_url() if page is not None else ""
    return Contribution(
        kind=_("Comment"),
        icon="comment",
        title=page.title if page else comment.page.title,
        url=f"{address}#comment-{comment.pk}" if can_be_read else address or "",
        text=comment.excerpt,
        language=comment.language,
        at=comment.submit_date,
        state=comment.get_state_display(),
        tone=TONES.get(comment.state, ""),
        reason=comment.reason,
        own_url=reverse("comments:author", args=[author_token(comment)]),
        own_text=_("Your comment and what you can do with it"),
    )


def _pages_here(pages: Iterable[Page]) -> dict[object, Page]:
    """The public ones in the reader's language, or as they are, by their translation key."""
    keys = {page.translation_key for page in pages}
    public = public_pages(Page.objects.filter(translation_key__in=keys)).select_related("locale")
    language = translation.get_language()
    # The reader's language comes last, so that it takes the place of the other.
    in_order = sorted(public, key=lambda page: page.locale.language_code == language)
    return {page.translation_key: page for page in in_order}
