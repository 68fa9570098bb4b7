"""Progress in rows: what is new beside what is public and what waits."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from policies.enums import EntryState
from policies.models.progress import Entry
from policies.spreadsheets.versions import in_batches

EntryT = TypeVar("EntryT", bound=Entry)
Key = tuple[Any, ...]


@dataclass
class Standing:
    """What is said of a thing now.

    Attributes:
        public: what citizens see.
        waiting: what waits for approval.
    """

    public: Any | None = None
    waiting: Any | None = None

    @property
    def newest(self) -> Any | None:
        """What was said last."""
        return self.waiting or self.public

    @property
    def ids(self) -> str:
        """Of the entries in either state; others when somebody has changed what is said."""
        return "/".join(str(entry.pk) if entry else "-" for entry in (self.public, self.waiting))

    def all(self) -> list[Any]:
        """What is said, in either state."""
        return [entry for entry in (self.public, self.waiting) if entry is not None]


@dataclass
class Standings:
    """Progress of one kind by what it is about."""

    of: dict[Key, Standing] = field(default_factory=dict)

    @classmethod
    def about(cls, model: type[Entry], ids: Iterable[int]) -> "Standings":
        """Public and waiting entries about some measures or indicators."""
        found = cls()
        states = (EntryState.PUBLISHED, EntryState.WAITING)
        for chosen in in_batches(ids):
            entries = model.objects.filter(**{f"{model.about[0]}__in": chosen}, state__in=states)
            for entry in entries.select_related("entered_by").order_by("pk"):
                found._add(entry)
        return found

    def get(self, *key: Any) -> Standing:
        """What is said of a thing."""
        return self.of.get(key, Standing())

    def _add(self, entry: Entry) -> None:
        standing = self.of.setdefault(tuple(entry.key.values()), Standing())
        if entry.state == EntryState.PUBLISHED:
            standing.public = entry
        else:
            standing.waiting = entry


def successor(
    model: type[EntryT], before: Entry | None, said: Mapping[str, Any], **about: Any
) -> EntryT:
    """A new entry that says what a row says, and else what was said before.

    Args:
        model: kind of the entry.
        before: what was said last.
        said: values of the fields that the row gives.
        about: what the entry is about.
    """
    kept = {name: getattr(before, name) for name in model.says} if before else {}
    return model(**{**kept, **said, **about})
