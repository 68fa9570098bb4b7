"""Units and settlements by their names in either language."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings

from zaedno.core.models import Settlement, Unit


def folded(name: str) -> str:
    """A name as it is compared: in any case of letters, with any spaces."""
    return " ".join(name.split()).casefold()


@dataclass
class Names:
    """Things of one kind; each is found by any of its names and known by its Bulgarian one."""

    by_name: dict[str, Any] = field(default_factory=dict)
    by_pk: dict[int, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, things: Iterable[Any]) -> "Names":
        """Sort things out; each needs its ``locale`` read."""
        listed = sorted(things, key=lambda thing: (not _is_original(thing), thing.pk))
        originals: dict[Any, Any] = {}
        names = cls()
        for thing in listed:
            original = originals.setdefault(thing.translation_key, thing)
            names.by_pk[thing.pk] = original
            names.by_name.setdefault(folded(thing.name), original)
        return names

    def find(self, name: str) -> Any | None:
        """The thing of a name."""
        return self.by_name.get(folded(name))

    def name_of(self, pk: int | None) -> str:
        """The Bulgarian name of a thing; empty for none."""
        thing = self.by_pk.get(pk) if pk else None
        return thing.name if thing else ""


@dataclass
class Known:
    """All units and settlements, read once for a file."""

    units: Names = field(default_factory=Names)
    settlements: Names = field(default_factory=Names)

    @classmethod
    def now(cls) -> "Known":
        """As the database has them."""
        return cls(
            units=Names.of(Unit.objects.select_related("locale")),
            settlements=Names.of(Settlement.objects.select_related("locale")),
        )


def _is_original(thing: Any) -> bool:
    return bool(thing.locale.language_code == settings.LANGUAGE_CODE)
