"""Which pages take comments, and when."""

from datetime import datetime

from wagtail.models import Page

from zaedno.comments.errors import CommentsClosed, CommentsNotYetOpen, NotCommentable
from zaedno.core.models import CommentableMixin
from zaedno.core.translations import canonical
from zaedno.core.visibility import is_public


def home_of_comments(page: Page) -> Page:
    """The page to which comments on this one are attached.

    Raises:
        NotCommentable: one of the two is not public, or their kind takes no comments.
    """
    first = canonical(page)
    if not (is_public(page) and (first.pk == page.pk or is_public(first))):
        raise NotCommentable
    if not isinstance(first, CommentableMixin):
        first = first.specific
    if not isinstance(first, CommentableMixin):
        raise NotCommentable
    return first


def open_home_of_comments(page: Page, *, at: datetime) -> Page:
    """The page to which a comment sent now is attached.

    Raises:
        NotCommentable: see `home_of_comments`.
        CommentsNotYetOpen: the term has not begun.
        CommentsClosed: an editor or the end of a term closed them.
    """
    first = home_of_comments(page)
    if first.comments_open(at):
        return first
    day = first.comments_open_from(at)
    raise CommentsNotYetOpen(day) if day else CommentsClosed
