"""What a text, and the name under it, may break before anybody has read it.

Nothing is refused here, it waits.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zaedno.comments.enums import BrokenRule
from zaedno.comments.models import ModerationSettings
from zaedno.comments.screening.repeats import is_said_elsewhere
from zaedno.comments.screening.rules import Limits, broken_rules, is_odd_name
from zaedno.comments.screening.spam import spam_score

__all__ = ["Screening", "limits", "screen", "sentences"]

HOLDING_SCORE = 0.9
# These are bad manners; a moderator need not read them first.
ONLY_WARNED_OF = (BrokenRule.CAPITALS, BrokenRule.REPEATED)

SENTENCES: dict[str, str | Promise] = {
    BrokenRule.LINKS: _("The text has many links. A moderator will read it first."),
    BrokenRule.WORDS: _(
        "The text has a word that may offend somebody. A moderator will read it first."
    ),
    BrokenRule.REPEATED: _("The same sign or word is repeated many times. Is this on purpose?"),
    BrokenRule.ELSEWHERE: _(
        "The same text was sent to another page today. A moderator will read it first."
    ),
    BrokenRule.CAPITALS: _("Most letters are capitals. A text in small letters is easier to read."),
    BrokenRule.EGN: _(
        "There is a personal number (ЕГН) in the text. Everyone would see it: please take it out."
    ),
    BrokenRule.IBAN: _(
        "There is an account number in the text. Everyone would see it: please take it out."
    ),
    BrokenRule.PHONE: _(
        "There is a telephone number in the text. Everyone would see it: please take it out."
    ),
    BrokenRule.EMAIL: _(
        "There is an e-mail address in the text. Everyone would see it: please take it out."
    ),
    BrokenRule.NAME: _(
        "The name or the organisation holds a link, a number, an address or a word that may "
        "offend. A moderator will read it first."
    ),
}


@dataclass(frozen=True)
class Screening:
    """What was found in a text.

    Attributes:
        warnings: codes of the rules that it may break (`BrokenRule`), for writer and moderator.
        holds: whether a moderator must read it before it is public, in any mode.
        spam_score: how likely moderators are to refuse it; nothing while too little is learnt.
    """

    warnings: list[str]
    holds: bool
    spam_score: float | None


def screen(text: str, *, email: str, page_id: int, names: Iterable[str] = ()) -> Screening:
    """Look for what a text may break.

    Args:
        text: what the citizen wrote.
        email: of the citizen.
        page_id: the page, in any language.
        names: of the citizen and the organisation, which can be read as well as the text.
    """
    bounds = limits()
    found = broken_rules(text, bounds)
    if any(is_odd_name(name, bounds) for name in names):
        found.append(BrokenRule.NAME)
    if is_said_elsewhere(text, email=email, page_id=page_id, at=timezone.now()):
        found.append(BrokenRule.ELSEWHERE)
    score = spam_score(text)
    holds = any(code not in ONLY_WARNED_OF for code in found)
    return Screening(
        warnings=[code.value for code in found],
        holds=holds or (score or 0) >= HOLDING_SCORE,
        spam_score=score,
    )


def sentences(codes: Iterable[str]) -> list[str | Promise]:
    """What the writer is told of each code, before the text is sent."""
    return [SENTENCES[code] for code in codes if code in SENTENCES]


def limits() -> Limits:
    """What an administrator set for all pages."""
    settings = ModerationSettings.load()
    words = (line.strip() for line in settings.held_words.splitlines())
    return Limits(most_links=settings.most_links, held_words=tuple(filter(None, words)))
