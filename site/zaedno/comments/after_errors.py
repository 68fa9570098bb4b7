"""Why an appeal, a report or an official answer is not taken, in a sentence for its author."""

from django.utils.translation import gettext_lazy as _

from zaedno.comments.errors import CommentRefused, ModerationRefused


class NothingToAppeal(CommentRefused):
    """The comment was neither rejected nor removed."""

    sentence = _("There is no decision against this comment to appeal.")


class AlreadyAppealed(CommentRefused):
    """An appeal can be sent once."""

    sentence = _("You have already appealed. This can be done once.")


class AppealTooLate(CommentRefused):
    """The days to appeal are over."""

    sentence = _("The time to appeal is over.")


class WordsMissing(CommentRefused):
    """Nothing was written."""

    sentence = _("Please write the text.")


class WordsTooMany(CommentRefused):
    """More than anybody reads."""

    sentence = _("This is too long. Please shorten it.")


class NothingToReport(CommentRefused):
    """The comment is not public."""

    sentence = _("This comment is no longer published.")


class AlreadyReported(CommentRefused):
    """A reader reports a comment once, and so does a network."""

    sentence = _(
        "This comment has already been reported by you or from your network. The moderators will "
        "look at it."
    )


class VoteNotCounted(CommentRefused):
    """A vote is not counted; the comment is there to be read."""


class AlreadyCounted(VoteNotCounted):
    """Somebody with this browser voted from this network, and nothing shows that it was not they.

    Nothing shows either that it was, so the vote is not taken back.
    """

    sentence = _(
        "A vote from your network and with your kind of browser is already counted. It can be "
        "taken back only in the browser in which it was given."
    )


class ManyFromThisNetwork(VoteNotCounted):
    """More people than a home or a class hardly share an address."""

    sentence = _("Several votes from your network are already counted. We take no more from it.")


class SameModerator(ModerationRefused):
    """Whoever decided does not decide on the appeal."""

    sentence = _("The appeal is against your own decision. Another moderator must look at it.")


class AppealDecided(ModerationRefused):
    """Somebody was faster, or the comment does not stand as it did."""

    sentence = _("This appeal no longer waits for a decision.")


class AnswerMissing(ModerationRefused):
    """Whoever is refused twice is told why."""

    sentence = _("Please write the answer: the author of the comment receives it.")


class AnswerTooLong(ModerationRefused):
    """More than a comment may hold."""

    sentence = _("This is too long. Please shorten it.")


class MayNotAnswer(ModerationRefused):
    """The person may not answer in the name of a unit."""

    sentence = _("You may not answer for the municipality.")


class NothingToAnswer(ModerationRefused):
    """The comment is not public, or is an official answer itself."""

    sentence = _("Only a published comment of a citizen can be answered.")


class UnitMissing(ModerationRefused):
    """An official answer comes from a unit."""

    sentence = _("Please choose the unit that answers.")


class DispositionMissing(ModerationRefused):
    """In a consultation each answer says what became of the proposal (ЗНА, чл. 26, ал. 5)."""

    sentence = _("Please choose what becomes of the proposal.")


class AnswerGone(ModerationRefused):
    """The answer that was to be changed is not public any more."""

    sentence = _(
        "This answer is no longer published. What you wrote is in the form: you can publish it as "
        "a new answer."
    )


class AnswerChangedMeanwhile(ModerationRefused):
    """Somebody else changed the answer while it was being written."""

    sentence = _(
        "Somebody changed this answer while you were writing. Below is what it says now; what you "
        "wrote is in the form. If you save, yours takes its place."
    )


class AlreadyAnswered(ModerationRefused):
    """Two answers that say what becomes of one proposal could contradict each other."""

    sentence = _(
        "Another official answer already says what becomes of this proposal. There can be only "
        "one: please change it."
    )


class AnswerOfTheMunicipality(ModerationRefused):
    """The municipality corrects itself: moderators decide on what citizens say."""

    sentence = _("Only those who answer for the municipality remove an official answer.")
