"""Why a comment is not taken; each error carries the sentence that its author reads."""

from datetime import date

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext
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

    sentence: str | Promise = _("Comments on this page are closed.")


class CommentsNotYetOpen(CommentsClosed):
    """Comments on the page will be taken from a day on."""

    def __init__(self, day: date) -> None:
        """Name the day, in the language of the reader."""
        super().__init__()
        words = {"day": date_format(day, "DATE_FORMAT")}
        self.sentence = gettext("Comments on this page are taken from %(day)s.") % words


class AnsweredCommentGone(CommentRefused):
    """The comment that was answered is no longer published, or stands on another page."""

    sentence = _(
        "The comment that you answer is no longer published. What you wrote is here: you can send "
        "it as a comment of your own."
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


class CommentGone(CommentRefused):
    """The comment is not published, or not any more."""

    sentence = _("This comment is no longer published.")


class AuthorTooLate(CommentRefused):
    """The author wants to change what was withdrawn or decided on meanwhile."""

    sentence = _("This comment can no longer be changed or withdrawn.")


class TooManyEdits(CommentRefused):
    """The author changes comments again and again; each change may call a moderator."""

    sentence = _(
        "You have changed your comments several times within an hour. Please try again in an hour."
    )


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


class ReasonTooLong(ModerationRefused):
    """A reason is read in a mail and on the page."""

    sentence = _("The reason is too long: at most 2,000 characters.")


class ChangedMeanwhile(ModerationRefused):
    """The comment is no longer what the moderator saw."""

    sentence = _("The comment has changed since you opened it. Please read it again.")


class NothingToUndo(ModerationRefused):
    """No decision stands that could be taken back."""

    sentence = _("There is no decision to take back.")


class TooLateToUndo(ModerationRefused):
    """The author has long been told."""

    sentence = _("A decision can be taken back within 30 minutes.")


class UnderAppeal(ModerationRefused):
    """Another moderator decides on the appeal."""

    sentence = _("The author has appealed. Please decide on the appeal instead.")


class Overruled(ModerationRefused):
    """Another moderator found on appeal that the person was wrong."""

    sentence = _(
        "After an appeal another moderator has put this comment back. If it must go all the same, "
        "please ask a colleague."
    )


class AssignedToNoModerator(ModerationRefused):
    """Somebody who may not decide cannot be given a comment."""

    sentence = _("Only a moderator can be given a comment.")


class NoteMissing(ModerationRefused):
    """An empty note says nothing."""

    sentence = _("Please write the note.")


class NoteTooLong(ModerationRefused):
    """A note is read at a glance."""

    sentence = _("The note is too long: at most 2,000 characters.")


class TooManyAtOnce(ModerationRefused):
    """Nobody reads so many comments at once."""

    sentence = _("At most 100 comments can be decided on at once.")


class NothingChosen(ModerationRefused):
    """No comment was ticked."""

    sentence = _("Please choose at least one comment.")
