"""How the author of a comment is named in public, as they chose."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from zaedno.comments.enums import NameForm
from zaedno.comments.models import Attribution, CitizenComment
from zaedno.core.content_version import kept
from zaedno.core.models import Settlement
from zaedno.core.named import name_here

MOST_INITIALS = 3


def public_name(
    name: str, form: str = NameForm.FULL, *, settlement: str = "", organisation: str = ""
) -> str:
    """The name that readers see, in the language of the reader.

    Where what was chosen has meanwhile gone, less is shown, never more.

    Args:
        name: as the author gave it.
        form: how they want to be named.
        settlement: its name in the language of the reader.
        organisation: its name.
    """
    if form == NameForm.SETTLEMENT:
        if not settlement:
            return _("citizen")
        return _("citizen of %(settlement)s") % {"settlement": settlement}
    if form == NameForm.ORGANISATION and organisation:
        return organisation
    return name if form == NameForm.FULL else initials(name)


def initials(name: str) -> str:
    """The first letter of each word of a name."""
    letters = (next((sign for sign in word if sign.isalpha()), "") for word in name.split())
    found = [f"{letter.upper()}." for letter in letters if letter]
    return " ".join(found[:MOST_INITIALS]) or _("citizen")


def name_of(attribution: Attribution, name: str) -> str:
    """The public name of whoever sent this."""
    settlement = attribution.settlement if attribution.settlement_id else None
    return public_name(
        name,
        attribution.name_form,
        settlement=str(name_here(settlement) or ""),
        organisation=attribution.organisation,
    )


def public_name_of(comment: CitizenComment) -> str:
    """The name under which readers know the author of a comment."""
    return name_of(comment, comment.user_name)


def settlement_choices() -> list[tuple[int, str]]:
    """The settlements of the municipality in the language of the reader, the towns first."""
    language = get_language() or "bg"
    return kept(("settlement choices", language), lambda: _settlements_in(language))


def _settlements_in(language: str) -> list[tuple[int, str]]:
    rows = list(
        Settlement.objects.values_list("pk", "translation_key", "name", "locale__language_code")
    )
    here = {key: name for _pk, key, name, spoken in rows if spoken == language}
    return [(pk, here.get(key, name)) for pk, key, name, spoken in rows if spoken == "bg"]
