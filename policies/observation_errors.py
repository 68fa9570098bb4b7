"""Why an observation is refused, in the words of whoever reads it."""

from django.utils.translation import gettext_lazy as _


class ObservationRefused(Exception):
    """An observation cannot go on in this way."""

    sentence = _("This is not possible.")


class NotPublic(ObservationRefused):
    """The measure is not public, or is not any more."""

    sentence = _("This measure is no longer public.")


class TooManyWaiting(ObservationRefused):
    """Somebody lets mails be sent to one address."""

    sentence = _(
        "Several observations from this address wait to be confirmed. Please open the links in the "
        "messages, or try again in an hour."
    )


class UnknownLink(ObservationRefused):
    """Nobody made this link, or what it confirmed was erased."""

    sentence = _(
        "We do not know this link. Please check that it is whole. Observations that are not "
        "confirmed within three days are deleted."
    )


class NotAllowed(ObservationRefused):
    """The member of staff may not do this."""

    sentence = _("You may not decide on this.")


class AlreadyDecided(ObservationRefused):
    """Somebody else was faster."""

    sentence = _("Somebody has already decided on this observation.")


class WordsMissing(ObservationRefused):
    """A decision or answer needs words."""

    sentence = _("Please write the text.")


class TooLong(ObservationRefused):
    """More than anybody reads."""

    sentence = _("This is too long. Please shorten it.")
