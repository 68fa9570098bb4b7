"""Progress that waits for approval, as the editors read it: old value, new value, by whom."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Q

from policies.cms.cautions import in_euro_by_year, over_plan
from policies.cms.entries import (
    MEASURE_PATH,
    about_of,
    measure_of,
    name_of,
    related,
    says_of,
    title_of,
)
from policies.enums import EntryState
from policies.models import BudgetLine, Measure, Measurement, PolicyPage, Spending
from policies.models.progress import Entry
from policies.permissions import user_can_publish_entry
from policies.services.entries import ENTRY_MODELS
from policies.services.visibility import public_measures

_BY_NAME = {str(model._meta.model_name): model for model in ENTRY_MODELS}
_BATCH = 500
Token = str


@dataclass(frozen=True)
class Line:
    """An entry that waits, in its place among the others.

    Attributes:
        token: names the entry in forms.
        order: by policy, measure, kind and time.
        is_own: whether the user typed it and so may not approve it.
    """

    token: Token
    order: tuple[Any, ...]
    is_own: bool


@dataclass(frozen=True)
class WaitingRow:
    """An entry that waits with all that helps to decide on it."""

    token: Token
    measure: Measure
    about: str
    before: str
    says: str
    by: str
    entry: Any
    is_own: bool
    warnings: Sequence[str] = field(default_factory=tuple)


def token_of(entry: Entry) -> Token:
    """Names an entry in forms."""
    return f"{entry._meta.model_name}-{entry.pk}"


def lines_for(user: Any, policy: PolicyPage | None) -> list[Line]:
    """All that waits, of a policy or of all, in order; one light query a kind."""
    lines = [
        line
        for number, model in enumerate(ENTRY_MODELS)
        for line in _lines(model, number, user, policy)
    ]
    return sorted(lines, key=lambda line: line.order)


def _lines(model: type[Entry], number: int, user: Any, policy: PolicyPage | None) -> list[Line]:
    path = MEASURE_PATH[model]
    waiting: Any = model._default_manager
    waiting = waiting.waiting()
    if policy is not None:
        waiting = waiting.filter(**{f"{path}__policy": policy})
    place = (f"{path}__policy__title", f"{path}__policy", f"{path}__sort_key", f"{path}")
    entries = waiting.order_by().values_list("pk", "entered_by", "from_file", "entered_at", *place)
    return [
        Line(
            token=f"{model._meta.model_name}-{pk}",
            order=(*where, number, at, pk),
            is_own=by == user.pk and file is None,
        )
        for pk, by, file, at, *where in entries
    ]


def entries_of(tokens: Iterable[Token]) -> list[Entry]:
    """The entries that are named, whatever their state is now; others are passed over."""
    wanted: dict[type[Entry], list[int]] = defaultdict(list)
    for token in tokens:
        name, _dash, number = token.partition("-")
        if name in _BY_NAME and number.isascii() and number.isdigit() and len(number) < 19:
            wanted[_BY_NAME[name]].append(int(number))
    found: list[Entry] = []
    for model, ids in wanted.items():
        for begin in range(0, len(ids), _BATCH):
            found += model._default_manager.filter(pk__in=ids[begin : begin + _BATCH])
    return found


def own_of(user: Any, entries: Iterable[Entry]) -> list[Entry]:
    """Those that wait and that the user typed, so that somebody else has to approve them."""
    return [
        entry
        for entry in entries
        if entry.state == EntryState.WAITING and not user_can_publish_entry(user, entry)
    ]


def names_of(entries: Iterable[Entry]) -> str:
    """What entries are about, in a sentence."""
    return "; ".join(title_of(entry) for entry in entries)


def hidden_from_readers(entries: Iterable[Entry], *, at: datetime) -> int:
    """How many of the entries that were published at a moment belong to what is not public yet."""
    hidden = 0
    ids: dict[type[Entry], list[int]] = defaultdict(list)
    for entry in entries:
        ids[type(entry)].append(entry.pk)
    for model, chosen in ids.items():
        shown: Q = Q(**{f"{MEASURE_PATH[model]}__in": public_measures()})
        if model is Measurement:
            shown &= Q(indicator__live=True)
        for begin in range(0, len(chosen), _BATCH):
            decided = model._default_manager.filter(
                pk__in=chosen[begin : begin + _BATCH], state=EntryState.PUBLISHED, decided_at=at
            )
            hidden += decided.exclude(shown).count()
    return hidden


def rows_for(user: Any, lines: Sequence[Line]) -> list[WaitingRow]:
    """Some lines in full, in their order; the number of queries does not grow with them."""
    entries: dict[Token, Any] = {}
    before: dict[Token, Any] = {}
    for model, ids in _ids(lines).items():
        waiting: Any = model._default_manager
        for entry in related(waiting.waiting().filter(pk__in=ids)):
            entries[token_of(entry)] = entry
        before |= _public(model, [e for e in entries.values() if type(e) is model])
    warnings = _spending_warnings([e for e in entries.values() if isinstance(e, Spending)])
    return [
        _row(entries[line.token], before.get(line.token), user, warnings)
        for line in lines
        if line.token in entries
    ]


def _ids(lines: Sequence[Line]) -> dict[type[Entry], list[int]]:
    ids: dict[type[Entry], list[int]] = defaultdict(list)
    for line in lines:
        name, _dash, number = line.token.partition("-")
        ids[_BY_NAME[name]].append(int(number))
    return ids


def _public(model: type[Entry], waiting: Sequence[Any]) -> dict[Token, Any]:
    """What is public now about the same, by the token of what waits."""
    entries: Any = model._default_manager
    published = related(entries.filter(state=EntryState.PUBLISHED).about(waiting))
    by_key = {tuple(entry.key.values()): entry for entry in published}
    found = {token_of(entry): by_key.get(tuple(entry.key.values())) for entry in waiting}
    return {token: entry for token, entry in found.items() if entry is not None}


def _row(entry: Any, before: Any, user: Any, warnings: Mapping[Token, list[str]]) -> WaitingRow:
    return WaitingRow(
        token=token_of(entry),
        measure=measure_of(entry),
        about=about_of(entry),
        before=says_of(before) if before else "",
        says=says_of(entry),
        by=name_of(entry.entered_by),
        entry=entry,
        is_own=not user_can_publish_entry(user, entry),
        warnings=warnings.get(token_of(entry), ()),
    )


def _spending_warnings(spendings: Sequence[Spending]) -> dict[Token, list[str]]:
    """Where a measure would have spent more in a year than planned; two queries for all."""
    measures = {entry.measure_id for entry in spendings}
    planned: dict[int, dict[int, Decimal]] = {}
    for measure, lines in _by_measure(BudgetLine.objects.filter(measure__in=measures)).items():
        planned[measure] = in_euro_by_year(lines)
    # Of each year and source the entry that waits counts, or else the public one.
    known = Spending.objects.filter(
        measure__in=measures, state__in=(EntryState.PUBLISHED, EntryState.WAITING)
    ).order_by("state")
    latest = {(line.measure_id, line.year, line.source): line for line in known}
    over = {
        measure: over_plan(planned.get(measure, {}), in_euro_by_year(lines))
        for measure, lines in _by_measure(latest.values()).items()
    }
    return {
        token_of(entry): [over[entry.measure_id][entry.year]]
        for entry in spendings
        if entry.year in over.get(entry.measure_id, {})
    }


def _by_measure(lines: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for line in lines:
        found[line.measure_id].append(line)
    return found
