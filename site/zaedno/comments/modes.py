"""When a moderator reads what citizens write on a page: before it is public, after, or by trust."""

from wagtail.models import Page

from zaedno.comments.enums import CommentState
from zaedno.comments.models import CitizenComment, CommentRules
from zaedno.core.content_version import kept
from zaedno.core.enums import ModerationMode


def rules_of(page: Page) -> CommentRules:
    """The rules for the pages of this type; where nobody wrote any, the usual ones."""
    written = kept("comment rules", _written_rules)
    return written.get(page.content_type_id) or CommentRules(content_type_id=page.content_type_id)


def mode_of(page: Page) -> ModerationMode:
    """When comments on the page are read: as the page says, else as its type does."""
    of_page = getattr(page.specific, "comments_moderation", "")
    return ModerationMode(of_page or rules_of(page).mode)


def state_on_confirmation(home: Page, *, email: str, holds: bool) -> CommentState:
    """Where a comment stands once its author has confirmed it.

    Args:
        home: the page to which the comment is attached.
        email: of the author.
        holds: whether the text may break a rule; then a moderator reads it first in any mode.
    """
    if holds:
        return CommentState.PENDING
    mode = mode_of(home)
    if mode == ModerationMode.TRUST:
        return CommentState.PUBLISHED if is_trusted(email) else CommentState.PENDING
    return CommentState.PUBLISHED if mode == ModerationMode.AFTER else CommentState.PENDING


def is_trusted(email: str) -> bool:
    """Whether a moderator let a comment of this address stand, and took none off."""
    said = CitizenComment.objects.get_queryset().from_address(email)
    if said.filter(state=CommentState.REMOVED).exists():
        return False
    return said.published().filter(moderated_at__isnull=False).exists()


def _written_rules() -> dict[int, CommentRules]:
    return {rules.content_type_id: rules for rules in CommentRules.objects.all()}
