"""What is held on people: each app registers its holdings, one by one.

From this registry come the answer to a person who asks what is held on their address, the erasure
of it, the end of each term of keeping, and the public register of processing activities (Regulation
(EU) 2016/679, articles 15, 17, 5(1)(e) and 30).
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Model, QuerySet

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Collect = Callable[[str], Iterable[dict[str, Any]]]
Erase = Callable[..., int]
Due = Callable[[datetime], "QuerySet[Any]"]
Forget = Callable[[Sequence[Any]], None]


def holds_nothing(email: str) -> list[dict[str, Any]]:
    """For holdings that cannot be led back to an address."""
    return []


def erases_nothing(email: str, *, at: datetime, words: bool) -> int:
    """For holdings that hold nothing on an address, or that the law obliges to keep."""
    return 0


@dataclass(frozen=True)
class Holding:
    """One kind of personal data that the platform holds.

    Attributes:
        name: key in reports and in what a person downloads, as ``app.thing``.
        label: what it is called on the page of a person and in the register.
        purpose: what for it is held.
        legal_basis: by what right.
        people: of whom.
        data: which data.
        recipients: who sees them.
        kept_for: how long, in words.
        collect: what is held on an e-mail address, each thing as names and values in the reader's
            language.
        erase: makes what is held on an address anonymous, or deletes it; called with ``at`` and
            with ``words``, whether the person's published words go too; repeatable; returns how
            many things it touched.
        due: rows whose term of keeping is over at a moment, if their term can be told.
        forget: ends the keeping of some of these rows; they are not due any more afterwards.
    """

    name: str
    label: "StrOrPromise"
    purpose: "StrOrPromise"
    legal_basis: "StrOrPromise"
    people: "StrOrPromise"
    data: "StrOrPromise"
    recipients: "StrOrPromise"
    kept_for: "StrOrPromise"
    collect: Collect = holds_nothing
    erase: Erase = erases_nothing
    due: Due | None = None
    forget: Forget | None = None


_holdings: dict[str, Holding] = {}


def register_holding(holding: Holding) -> None:
    """Add a holding, or replace the one of this name; called from ``AppConfig.ready()``."""
    _holdings[holding.name] = holding


def holdings() -> list[Holding]:
    """The registered holdings in the order of their names."""
    return [_holdings[name] for name in sorted(_holdings)]


def delete_rows(rows: Sequence[Model]) -> None:
    """Ends the keeping of rows that are worth nothing without what they hold."""
    model = type(rows[0])
    model._default_manager.filter(pk__in=[row.pk for row in rows]).delete()
