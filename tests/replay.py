"""Fixtures that cost little: rows that factories made once are written again by SQL.

The usual tree of pages takes half a second to make, because each page is validated, logged and
indexed as an editor's is. The first test of a worker makes it that way, and what changed in the
database is remembered; later tests get the same rows in a few statements.
"""

from collections.abc import Callable, Hashable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import Model
from django.test import override_settings
from django.utils import timezone
from wagtail.models import Locale, Page

from search.backends.choice import elasticsearch_backend
from search.sending import send_all_waiting
from zaedno.core.content_version import renew
from zaedno.core.models.version import ContentVersion

Thing = TypeVar("Thing")
Row = tuple[Any, ...]
Rows = dict[Any, Row]

# A version of the content never comes twice; triggers fill the index of SQLite.
NOT_REPEATED = {ContentVersion._meta.label, "wagtailsearch.SQLiteFTSIndexEntry"}


@dataclass(frozen=True)
class Table:
    """A table of a model, and its primary key."""

    name: str
    key: str

    def read(self, keys: Sequence[Any] | None = None) -> Rows:
        """The rows by key: those of some keys, or all."""
        sql = f"SELECT * FROM {_quoted(self.name)}"  # noqa: S608  names of our own models
        if keys is not None:
            sql += f" WHERE {_quoted(self.key)} IN ({_places(keys)})"
        with connection.cursor() as cursor:
            cursor.execute(sql, keys)
            place = [column[0] for column in cursor.description].index(self.key)
            return {row[place]: tuple(row) for row in cursor.fetchall()}


@dataclass(frozen=True)
class Change:
    """What happened to rows of one table: how they were before and how they are after."""

    table: Table
    before: Rows
    after: Rows

    def fits(self) -> bool:
        """Whether the rows to replace are as they were, and the places of the new ones free."""
        return self.table.read([*{**self.before, **self.after}]) == self.before

    def apply(self) -> None:
        """Do it again."""
        name, key = _quoted(self.table.name), _quoted(self.table.key)
        with connection.cursor() as cursor:
            if self.before:
                places = _places(self.before)
                sql = f"DELETE FROM {name} WHERE {key} IN ({places})"  # noqa: S608
                cursor.execute(sql, [*self.before])
            if self.after:
                rows = ", ".join(f"({_places(row)})" for row in self.after.values())
                values = [value for row in self.after.values() for value in row]
                cursor.execute(f"INSERT INTO {name} VALUES {rows}", values)  # noqa: S608


@dataclass(frozen=True)
class Recording:
    """What a fixture was given and gave, and what it did to the database."""

    at: datetime
    things: tuple[Sequence[Any], Any]
    changes: tuple[Change, ...]

    def play(self, known: Sequence[Any]) -> Any:
        """Do it again, with the things that the fixture is given this time."""
        for change in self.changes:
            change.apply()
        # Every process forgets what it knows of the content, as after any change.
        renew()
        before, given = self.things
        same = {id(old): new for old, new in zip(before, known, strict=True)}
        for old, new in zip(before, known, strict=True):
            vars(new).update({name: deepcopy(value, same) for name, value in vars(old).items()})
        return deepcopy(given, same)


_recordings: dict[Hashable, Recording] = {}


def replayed(name: str, make: Callable[[], Thing], *, known: Sequence[Model] = ()) -> Thing:
    """What a fixture makes, with its rows in the database.

    It is made anew where a copy would not do: where commits are real, and where the database holds
    something else than the first time. Elasticsearch is told afterwards, so that rows are the same
    whether a test has named its node already or not.

    Args:
        name: of the fixture.
        make: makes the things.
        known: what it builds on. These objects stay the same and are brought up to date.
    """
    if not connection.in_atomic_block:
        return make()
    with override_settings(ELASTICSEARCH_URL=""):
        given = _made_or_played(name, make, known)
    _tell_elasticsearch()
    return given


def _made_or_played(name: str, make: Callable[[], Thing], known: Sequence[Model]) -> Thing:
    key = _circumstances(name, known)
    recording = _recordings.get(key)
    if recording is None or recording.at > timezone.now():
        given, _recordings[key] = _record(make, known)
        return given
    if not all(change.fits() for change in recording.changes):
        return make()
    return recording.play(known)


def _tell_elasticsearch() -> None:
    """Send what was written by SQL to the index of this test, as after an outage."""
    backend = elasticsearch_backend()
    if backend is not None and backend.exists():
        send_all_waiting(backend)


def _circumstances(name: str, known: Sequence[Model]) -> Hashable:
    """All that a recording depends on: another hour or another emptied database has its own."""
    return (
        name,
        # What was made anew may have the same keys and other names.
        tuple((thing.pk, str(thing)) for thing in known),
        settings.TASKS["default"]["BACKEND"],
        timezone.now().replace(minute=0, second=0, microsecond=0),
        ContentType.objects.get_for_model(Page).pk,
        tuple(Locale.objects.order_by("pk").values_list("pk", "language_code")),
    )


def _record(make: Callable[[], Thing], known: Sequence[Model]) -> tuple[Thing, Recording]:
    at, before = timezone.now(), {table: table.read() for table in tables()}
    given = make()
    changes = [_change(table, old, table.read()) for table, old in before.items()]
    real = tuple(change for change in changes if change.before or change.after)
    return given, Recording(at, deepcopy((tuple(known), given)), real)


def _change(table: Table, old: Rows, new: Rows) -> Change:
    return Change(
        table,
        before={key: row for key, row in old.items() if new.get(key) != row},
        after={key: row for key, row in new.items() if old.get(key) != row},
    )


def tables() -> list[Table]:
    """Each table of a model whose rows are to be written again."""
    models = [
        model._meta
        for model in apps.get_models(include_auto_created=True)
        if not model._meta.proxy and model._meta.label not in NOT_REPEATED
    ]
    return [Table(meta.db_table, str(meta.pk.column)) for meta in models]


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def _places(values: Any) -> str:
    return ", ".join(["%s"] * len(values))
