"""What can be followed: each app registers its kinds of topics.

A topic is a short text, ``app:kind:id``. Whoever is asked about one says what it is called and
where it is, in the active language, or that not everyone may read it (any more).
"""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Topic:
    """Something to follow.

    Attributes:
        key: as it is kept.
        title: what readers call it.
        url: its address on the site.
    """

    key: str
    title: str
    url: str


Find = Callable[[int], tuple[str, str] | None]

_kinds: dict[str, Find] = {}


def register_topics(kind: str, find: Find) -> None:
    """Add a kind of topics; called from ``AppConfig.ready()``.

    Args:
        kind: beginning of the topic, as ``comments:page``.
        find: gives title and address of a public thing by its id, or nothing.
    """
    _kinds[kind] = find


def topic_key(kind: str, number: int) -> str:
    """The topic of one thing."""
    return f"{kind}:{number}"


def find_topic(key: str) -> Topic | None:
    """What a topic is about; nothing when there is no such thing, or not for everyone."""
    kind, _separator, number = key.rpartition(":")
    find = _kinds.get(kind)
    if find is None or not (number.isascii() and number.isdigit() and len(number) < 19):
        return None
    found = find(int(number))
    return Topic(key, *found) if found else None
