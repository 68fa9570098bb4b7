"""Parts of policies as they are: the public version, and the newest one where it differs.

All parts of some policies are read in a number of queries that does not grow with them, and so is
the JSON of their newest versions; nothing is asked again for a row.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Revision, WorkflowState

from policies.models import Indicator, Measure, Objective, PolicyPage
from policies.models.parts import PolicyPart
from policies.spreadsheets.names import Known

BATCH = 500
_CHILDREN: dict[type[PolicyPart], tuple[str, ...]] = {
    Objective: (),
    Measure: ("budget_lines", "milestones"),
    Indicator: ("targets",),
}
_PARENT = {Objective: "policy", Measure: "objective", Indicator: "measure"}


@dataclass
class Versions:
    """A part in its versions.

    Attributes:
        row: as the table has it: public, or the only one.
        draft: the newest version, where it is not the one of the table.
        is_waiting: it is in the hands of those who approve it.
    """

    row: Any
    draft: Any | None = None
    is_waiting: bool = False

    @property
    def working(self) -> Any:
        """The version on which staff go on working."""
        return self.draft or self.row

    def all(self) -> tuple[Any, ...]:
        """The public version and the newest one."""
        return (self.row,) if self.draft is None else (self.row, self.draft)


@dataclass
class Promise:
    """The parts of some policies."""

    objectives: list[Versions]
    measures: list[Versions]
    indicators: list[Versions]


def in_batches(ids: Iterable[Any]) -> Iterator[list[Any]]:
    """Ids in portions that a query may name."""
    listed = sorted(set(ids))
    for begin in range(0, len(listed), BATCH):
        yield listed[begin : begin + BATCH]


def promise_of(policies: Sequence[PolicyPage], known: Known) -> Promise:
    """The parts of some policies in their versions, each knowing its parents."""
    parents: dict[Any, Any] = {policy.pk: policy for policy in policies}
    found = []
    for model in (Objective, Measure, Indicator):
        versions = _versions(model, [policy.pk for policy in policies], parents, known)
        parents = {one.row.pk: one.row for one in versions}
        found.append(versions)
    return Promise(*found)


def _versions(
    model: type[Any], policies: Sequence[int], parents: dict[Any, Any], known: Known
) -> list[Versions]:
    rows: list[Any] = []
    for chosen in in_batches(policies):
        rows += model.objects.filter(policy__in=chosen).order_by("policy", "sort_key", "pk")
    _give_children(model, rows, known)
    contents = _contents([row.latest_revision_id for row in rows if row.has_unpublished_changes])
    waiting = _waiting(model)
    found = []
    for row in rows:
        _know_parent(row, parents)
        content = contents.get(row.latest_revision_id)
        draft = made_of(model, content, known) if content is not None else None
        if draft is not None:
            _know_parent(draft, parents)
        found.append(Versions(row, draft, str(row.pk) in waiting))
    return found


def made_of(model: type[Any], content: dict[str, Any], known: Known) -> Any:
    """A part as a version has it, with its children, without a query."""
    data = dict(content)
    places = data.pop("places", None)
    part = model.from_serializable_data(data, check_fks=False)
    if places is not None:
        part.places = _places(places, known)
    return part


def copy_of(part: Any, known: Known) -> Any:
    """A part to be changed, with the parents that the other knows."""
    made = made_of(type(part), part.serializable_data(), known)
    parent = _PARENT[type(part)]
    if type(part)._meta.get_field(parent).is_cached(part):  # it may be gone
        setattr(made, parent, getattr(part, parent))
        made.policy = part.policy
    return made


def _know_parent(part: Any, parents: dict[Any, Any]) -> None:
    name = _PARENT[type(part)]
    parent = parents.get(getattr(part, f"{name}_id"))
    if parent is not None:
        setattr(part, name, parent)
        part.policy = parent if name == "policy" else parent.policy


def _give_children(model: type[Any], rows: Sequence[Any], known: Known) -> None:
    for name in _CHILDREN[model]:
        relation = model._meta.get_field(name)
        children: dict[int, list[Any]] = defaultdict(list)
        owner = relation.field.attname
        for chosen in in_batches(row.pk for row in rows):
            for child in relation.related_model._default_manager.filter(**{f"{owner}__in": chosen}):
                children[getattr(child, owner)].append(child)
        for row in rows:
            setattr(row, name, children[row.pk])
    if model is Measure:
        _give_places(rows, known)


def _give_places(rows: Sequence[Any], known: Known) -> None:
    through: Any = Measure.places.through
    places: dict[int, list[int]] = defaultdict(list)
    for chosen in in_batches(row.pk for row in rows):
        pairs = through.objects.filter(measure__in=chosen).values_list("measure", "settlement")
        for measure, settlement in pairs:
            places[measure].append(settlement)
    for row in rows:
        row.places = _places(places[row.pk], known)


def _places(ids: Iterable[int], known: Known) -> list[Any]:
    return [known.settlements.by_pk[pk] for pk in ids if pk in known.settlements.by_pk]


def _contents(revisions: Iterable[int | None]) -> dict[int, dict[str, Any]]:
    found: dict[int, dict[str, Any]] = {}
    for chosen in in_batches(pk for pk in revisions if pk is not None):
        found |= dict(Revision.objects.filter(pk__in=chosen).values_list("pk", "content"))
    return found


def _waiting(model: type[Any]) -> set[str]:
    """Ids of the parts that are in a workflow; few at any time."""
    content_type = ContentType.objects.get_for_model(model, for_concrete_model=False)
    states = WorkflowState.objects.filter(
        status=WorkflowState.STATUS_IN_PROGRESS, base_content_type=content_type
    )
    return set(states.values_list("object_id", flat=True))
