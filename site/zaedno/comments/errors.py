"""Why a comment is not taken; each error carries the sentence that its author reads."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class CommentRefused(Exception):
    """A comment cannot be taken."""

    sentence: str | Promise = _("The comment cannot be taken.")

    def __str__(self) -> str:
        return str(self.sentence)


class NotCommentable(CommentRefused):
    """The page is not public, or is not of a kind that takes comments."""

    sentence = _("This page takes no comments.")


class CommentsClosed(CommentRefused):
    """Comments on the page are closed now."""

    sentence = _("Comments on this page are closed.")


class AnsweredCommentGone(CommentRefused):
    """The comment that was answered is no longer published, or stands on another page."""

    sentence = _(
        "The comment that you answer is no longer published. You can send a comment of your own."
    )


class TooManyUnconfirmed(CommentRefused):
    """Many mails went to the address and none of their links was opened."""

    sentence = _(
        "We have already sent you several messages. Please open the links in them first, "
        "or try again in an hour."
    )


class UnknownToken(CommentRefused):
    """No comment waits for this link."""

    sentence = _("This link does not belong to any comment. Please check that it is complete.")


class TokenExpired(CommentRefused):
    """The link was opened too late."""

    sentence = _("The link was valid for three days. Please send the comment again.")


class ModerationRefused(Exception):
    """A decision cannot be taken."""

    sentence: str | Promise = _("This decision is not possible.")

    def __str__(self) -> str:
        return str(self.sentence)


class NotAModerator(ModerationRefused):
    """The person may not decide on the comment."""

    sentence = _("You may not decide on comments.")


class WrongState(ModerationRefused):
    """The comment is in a state where this decision makes no sense."""

    sentence = _("Somebody has already decided on this comment.")


class ReasonMissing(ModerationRefused):
    """A citizen must be told why."""

    sentence = _("Please write the reason: the author of the comment receives it.")
