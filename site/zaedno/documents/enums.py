"""Where the reading of a document stands."""

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class TextState(models.TextChoices):
    """What is known of the text of a document; all but the first two say why there is none."""

    WAITING = "waiting", _("waiting to be read")
    READ = "read", _("text read")
    EMPTY = "empty", _("no text")
    ENCRYPTED = "encrypted", _("under a password")
    DAMAGED = "damaged", _("damaged")
    TOO_LARGE = "too_large", _("too large")
    TIMED_OUT = "timed_out", _("took too long")
    UNSUPPORTED = "unsupported", _("kind of file without text")
    MISSING = "missing", _("file not found")


# Worth a second look by whoever uploaded the file.
UNREADABLE = frozenset(set(TextState) - {TextState.WAITING, TextState.READ, TextState.UNSUPPORTED})

EXPLANATIONS: "dict[str, Promise]" = {
    TextState.WAITING: _("The text is read in the background. This takes a few minutes at most."),
    TextState.READ: _("Search finds the document by its text."),
    TextState.EMPTY: _(
        "There is no text in the file: perhaps it is a scan. Search finds it by its title only. "
        "Upload the file as the program saved it, or have the scan recognised first."
    ),
    TextState.ENCRYPTED: _(
        "The file asks for a password, so readers cannot open it either. Save it without a "
        "password and upload it again."
    ),
    TextState.DAMAGED: _(
        "The file is damaged, or is not what its name says. Open it, save it again and upload it."
    ),
    TextState.TOO_LARGE: _(
        "The file unpacks to more than the platform reads. Search finds it by its title only. "
        "Divide it, or save it with smaller pictures."
    ),
    TextState.TIMED_OUT: _(
        "Reading took longer than is allowed. Search finds the file by its title only. Divide it, "
        "or save it again in a simpler form."
    ),
    TextState.UNSUPPORTED: _(
        "From this kind of file no text is read. Search finds it by its title only."
    ),
    TextState.MISSING: _("The file is not on the server. Upload it again."),
}
