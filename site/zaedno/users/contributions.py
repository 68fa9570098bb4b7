"""What a person contributed: each app says it of a confirmed address, the account shows it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise


@dataclass(frozen=True)
class Contribution:
    """One thing that a person sent.

    Attributes:
        kind: what it is, in a word.
        icon: name of the drawing of its kind.
        title: where it stands, such as the title of a page.
        url: the place itself; empty when it can no longer be read there.
        text: what was said, or its beginning.
        language: of the text.
        at: when it was sent.
        state: in a word.
        tone: how `components/tag.html` draws the state; empty is neutral.
        reason: why it was decided so; empty where there is nothing to say.
        own_url: where its author sees what can be done with it; nobody else may see this address.
        own_text: of the link there.
    """

    kind: Promise | str
    icon: str
    title: str
    url: str
    text: str
    language: str
    at: datetime
    state: Promise | str
    tone: str = ""
    reason: str = ""
    own_url: str = ""
    own_text: Promise | str = ""


ContributionsOf = Callable[[str], Sequence[Contribution]]

_registered: dict[str, ContributionsOf] = {}


def register_contributions(name: str, function: ContributionsOf) -> None:
    """Add a kind of contribution, or replace the one of this name; called from ``ready()``.

    Args:
        name: of the kind, unique among the apps.
        function: gives what was sent from an address, at a cost that does not grow with it.
    """
    _registered[name] = function


def contributions_of(addresses: Iterable[str]) -> list[Contribution]:
    """All that was sent from some addresses, the newest first.

    Args:
        addresses: only such as their owner has confirmed.
    """
    asked = [(function, email) for email in addresses for function in _registered.values()]
    found = [thing for function, email in asked for thing in function(email)]
    return sorted(found, key=lambda thing: thing.at, reverse=True)
