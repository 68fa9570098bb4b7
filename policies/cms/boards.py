"""What the staff see of a policy: the promise with its drafts, what is public, what waits.

Read in a number of queries that does not grow with the policy.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.models import TaskState, WorkflowState

from policies.cms.entries import MEASURE_PATH
from policies.enums import Standing
from policies.models import Indicator, Measure, Measurement, Objective, PolicyPage
from policies.models.parts import PolicyPart
from policies.numbers import shown
from policies.progress import standing_of
from policies.series import stale_since
from policies.services.promises import PART_MODELS


@dataclass(frozen=True)
class Row:
    """A part of a policy on its board.

    Attributes:
        part: the part as readers see it, or its draft where they see nothing.
        title: as the newest version says it.
        way: the workflow that it is in, if it is in one.
    """

    part: PolicyPart
    title: str
    way: WorkflowState | None

    @property
    def name(self) -> str:
        """What the part is, as permissions and addresses name it."""
        return str(self.part._meta.model_name)

    @property
    def token(self) -> str:
        """Names the part in forms."""
        return f"{self.name}-{self.part.pk}"

    @property
    def kind(self) -> str:
        """What the part is, in words."""
        return capfirst(self.part._meta.verbose_name)

    @property
    def url(self) -> str:
        """Where it is changed."""
        return reverse(f"wagtailsnippets_policies_{self.name}:edit", args=[self.part.pk])

    @property
    def is_waiting(self) -> bool:
        """Whether somebody has to approve its draft."""
        return self.way is not None and self.way.status == WorkflowState.STATUS_IN_PROGRESS

    @property
    def is_sent_back(self) -> bool:
        """Whether changes were asked for."""
        return self.way is not None and self.way.status == WorkflowState.STATUS_NEEDS_CHANGES

    @property
    def reason(self) -> str:
        """Why it was sent back."""
        step = self.way.current_task_state if self.way else None
        return step.comment if step else ""

    @property
    def can_be_sent(self) -> bool:
        """Whether there is a draft that nobody has to decide on."""
        return self.part.has_news and not self.is_waiting

    @property
    def state(self) -> str:
        """Where the draft is, in words; nothing where all of it is public."""
        if self.is_waiting:
            return _("waiting for approval")
        if self.is_sent_back:
            return _("sent back")
        if not self.part.live:
            return _("draft")
        return _("changed, not published") if self.part.has_unpublished_changes else ""


@dataclass(frozen=True)
class IndicatorRow(Row):
    """An indicator with its last public value."""

    value: Decimal | None
    on: date | None
    stale_since: date | None
    waiting: int

    @property
    def value_shown(self) -> str:
        """The value with its unit; nothing where nothing was measured."""
        if self.value is None or not isinstance(self.part, Indicator):
            return ""
        return f"{shown(self.value)} {self.part.unit_of_measure}"


@dataclass(frozen=True)
class MeasureRow(Row):
    """A measure with its public standing and the number of entries that wait."""

    standing: Standing
    tone: str
    waiting: int
    indicators: tuple[IndicatorRow, ...]


@dataclass(frozen=True)
class ObjectiveRow(Row):
    """An objective with its measures."""

    measures: tuple[MeasureRow, ...]


# Look of the standing in the CMS: classes of Wagtail's status tag.
_TONES = {Standing.LATE: "zaedno-late", Standing.DONE: "primary", Standing.IN_PROGRESS: "primary"}


def board_of(policy: PolicyPage, *, on: date) -> list[ObjectiveRow]:
    """The whole promise of a policy with its drafts."""
    ways = ways_of_parts()
    indicators = _indicator_rows(policy, ways, on=on)
    measures = _measure_rows(policy, ways, indicators, on=on)
    objectives = Objective.objects.of(policy).select_related("latest_revision")
    return [
        ObjectiveRow(o, _title(o), _way(o, ways), tuple(measures[o.pk]))
        for o in objectives.defer("latest_revision__content")
    ]


def rows_of(board: Iterable[ObjectiveRow]) -> list[Row]:
    """All parts on a board, in their order."""
    rows: list[Row] = []
    for objective in board:
        rows.append(objective)
        for measure in objective.measures:
            rows += [measure, *measure.indicators]
    return rows


def _measure_rows(
    policy: PolicyPage,
    ways: Mapping[tuple[int, str], WorkflowState],
    indicators: Mapping[int, list[IndicatorRow]],
    *,
    on: date,
) -> dict[int, list[MeasureRow]]:
    waiting = _waiting_by_measure(policy)
    found = Measure.objects.of(policy).select_related("latest_revision", "standing", "unit")
    rows: dict[int, list[MeasureRow]] = defaultdict(list)
    for measure in found.defer("latest_revision__content"):
        standing = getattr(measure, "standing", None)
        stands = standing_of(standing.status if standing else "", measure.deadline, on=on)
        rows[measure.objective_id].append(
            MeasureRow(
                part=measure,
                title=_title(measure),
                way=_way(measure, ways),
                standing=stands,
                tone=_TONES.get(stands, ""),
                waiting=waiting[measure.pk],
                indicators=tuple(indicators[measure.pk]),
            )
        )
    return rows


def _indicator_rows(
    policy: PolicyPage, ways: Mapping[tuple[int, str], WorkflowState], *, on: date
) -> dict[int, list[IndicatorRow]]:
    waiting = _waiting_by(Measurement, "indicator", policy)
    rows: dict[int, list[IndicatorRow]] = defaultdict(list)
    for indicator in _with_last_value(Indicator.objects.of(policy)):
        rows[indicator.measure_id].append(
            IndicatorRow(
                part=indicator,
                title=_title(indicator),
                way=_way(indicator, ways),
                value=indicator.last_value,
                on=indicator.last_on,
                stale_since=stale_since(indicator.last_on, indicator.frequency, on=on),
                waiting=waiting[indicator.pk],
            )
        )
    return rows


def _with_last_value(indicators: QuerySet[Any]) -> QuerySet[Any]:
    last = Measurement.objects.published().filter(indicator=OuterRef("pk")).order_by("-date")
    found = indicators.select_related("latest_revision").defer("latest_revision__content")
    return found.annotate(
        last_value=Subquery(last.values("value")[:1]), last_on=Subquery(last.values("date")[:1])
    )


def _waiting_by_measure(policy: PolicyPage) -> Counter[int]:
    waiting: Counter[int] = Counter()
    for model, path in MEASURE_PATH.items():
        waiting.update(_waiting_by(model, path, policy))
    return waiting


def _waiting_by(model: Any, path: str, policy: PolicyPage) -> Counter[int]:
    """Number of entries that wait by what they are about."""
    key = f"{path}__policy__translation_key"
    found = model.objects.waiting().filter(**{key: policy.translation_key}).order_by()
    return Counter(dict(found.values_list(path).annotate(number=Count("pk"))))


def ways_of_parts(**conditions: Any) -> dict[tuple[int, str], WorkflowState]:
    """Workflows of parts that are under way, by what goes through them.

    Args:
        conditions: on the state of the workflow.
    """
    types = ContentType.objects.get_for_models(*PART_MODELS).values()
    states = WorkflowState.objects.active().filter(base_content_type__in=types, **conditions)
    return {
        (state.base_content_type_id, state.object_id): state
        for state in states.select_related("current_task_state__task", "requested_by")
    }


def rows_of_ways(**conditions: Any) -> list[Row]:
    """Parts of all policies that are under way; one query a kind.

    Args:
        conditions: on the state of the workflow.
    """
    ways = ways_of_parts(**conditions)
    ids: dict[int, list[str]] = defaultdict(list)
    for content_type, pk in ways:
        ids[content_type].append(pk)
    return [
        Row(part, _title(part), _way(part, ways))
        for model in PART_MODELS
        for part in model._default_manager.filter(
            pk__in=ids[ContentType.objects.get_for_model(model).pk]
        )
        .select_related("policy", "latest_revision")
        .defer("latest_revision__content")
    ]


def _way(part: PolicyPart, ways: Mapping[tuple[int, str], WorkflowState]) -> WorkflowState | None:
    content_type = ContentType.objects.get_for_model(part)
    return ways.get((content_type.pk, str(part.pk)))


def _title(part: PolicyPart) -> str:
    newest: Any = part.latest_revision
    return newest.object_str if newest and part.has_news else str(part)


@dataclass
class PolicyRow:
    """A policy in the list of all, with what asks for attention."""

    policy: PolicyPage
    measures: int = 0
    drafts: int = 0
    waiting: int = 0
    late: int = 0
    stale: int = 0


def policy_rows(policies: Iterable[PolicyPage], *, on: date) -> list[PolicyRow]:
    """Some policies with their numbers, which are asked for all of them at once."""
    rows = {policy.pk: PolicyRow(policy) for policy in policies}
    chosen = list(rows)
    measures = Measure.objects.filter(policy__in=chosen).order_by()
    for pk, number in measures.values_list("policy").annotate(number=Count("pk")):
        rows[pk].measures = number
    late = measures.live().late(on=on)
    for pk, number in late.values_list("policy").annotate(number=Count("pk")):
        rows[pk].late = number
    for model in PART_MODELS:
        for pk, number in _drafts(model, chosen):
            rows[pk].drafts += number
    for entries, path in MEASURE_PATH.items():
        for pk, number in _waiting_by_policy(entries, f"{path}__policy", chosen):
            rows[pk].waiting += number
    for pk, frequency, last in _last_values(chosen):
        rows[pk].stale += stale_since(last, frequency, on=on) is not None
    return list(rows.values())


def _drafts(model: Any, policies: list[int]) -> Any:
    unpublished = model.objects.filter(policy__in=policies).with_news().order_by()
    return unpublished.values_list("policy").annotate(number=Count("pk"))


def _waiting_by_policy(model: Any, path: str, policies: list[int]) -> Any:
    found = model.objects.waiting().filter(**{f"{path}__in": policies}).order_by()
    return found.values_list(path).annotate(number=Count("pk"))


def _last_values(policies: list[int]) -> Any:
    """Policy, frequency and day of the last public value of each published indicator."""
    last = Measurement.objects.published().filter(indicator=OuterRef("pk")).order_by("-date")
    indicators = Indicator.objects.live().filter(policy__in=policies).order_by()
    found = indicators.annotate(last_on=Subquery(last.values("date")[:1]))
    return found.values_list("policy", "frequency", "last_on")


def steps_for(user: Any, rows: Iterable[Row]) -> list[Row]:
    """Parts whose draft waits at a step that the user may decide on.

    Those that the user sent are left out; whether the user wrote a part of a draft is asked when
    they approve it.
    """
    tasks: dict[int, bool] = {}
    found = []
    for row in rows:
        step: TaskState | None = row.way.current_task_state if row.way else None
        if not row.is_waiting or step is None or row.way is None:
            continue
        if step.task_id not in tasks:
            tasks[step.task_id] = bool(step.task.specific.get_actions(row.part, user))
        if tasks[step.task_id] and row.way.requested_by_id != user.pk:
            found.append(row)
    return found
