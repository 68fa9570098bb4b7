"""What the staff can do about a query: each remedy registers itself, reports link to it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise


@dataclass(frozen=True)
class Remedy:
    """Something that helps those who search for certain words.

    Attributes:
        name: key, and the order among others.
        label: what it does, as a link.
        url: where it is done, for the words of a query.
        allowed: whether a user may do it.
    """

    name: str
    label: "Promise | str"
    url: Callable[[str], str]
    allowed: Callable[[Any], bool]


_remedies: dict[str, Remedy] = {}


def register_remedy(remedy: Remedy) -> None:
    """Add a remedy, or replace the one of this name; called when the CMS is set up."""
    _remedies[remedy.name] = remedy


def remedies_for(user: Any) -> list[Remedy]:
    """What a user may do."""
    return [found for _, found in sorted(_remedies.items()) if found.allowed(user)]
