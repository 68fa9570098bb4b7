"""The list of policies as readers ask for it: filters, order, the money of what was found."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.db import models
from django.db.models import Case, F, Max, Min, OuterRef, Q, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce, Round
from django.http import Http404, HttpRequest, QueryDict
from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from policies.enums import FINAL_STATUSES, PolicyKind, PolicyStage
from policies.models.measures import BudgetLine, Measure
from policies.models.progress import Spending
from policies.money import YearOfMoney
from policies.outline import with_progress
from policies.querysets import PolicyPageQuerySet
from zaedno.core.content_version import kept
from zaedno.core.days import today
from zaedno.core.listing import page_of
from zaedno.core.models import PolicyArea, Settlement, Unit
from zaedno.core.money import BGN_PER_EUR, CENT, Currency
from zaedno.core.validation import Malformed, check_whole_number
from zaedno.core.visibility import restricted_paths


class PolicyOrder(models.TextChoices):
    """In which order policies are listed."""

    NEWEST = "newest", _("newest period first")
    TITLE = "title", _("by title")
    MOST_DONE = "most_done", _("furthest first")
    LEAST_DONE = "least_done", _("least advanced first")
    NEXT_DEADLINE = "next_deadline", _("next deadline first")


NUMBERS = ("area", "unit", "settlement", "year")
NAMES: Mapping[str, type[models.TextChoices]] = {
    "stage": PolicyStage,
    "kind": PolicyKind,
    "order": PolicyOrder,
}


@dataclass(frozen=True)
class Option:
    """An area, a unit or a settlement that readers can choose."""

    pk: int
    name: str
    key: Any


@dataclass(frozen=True)
class Options:
    """What the filters offer: that of which the list has something."""

    areas: Sequence[Option]
    units: Sequence[Option]
    settlements: Sequence[Option]
    years: Sequence[int]

    def settlement(self, pk: int) -> Option | None:
        """The settlement of a number, if some policy does something there."""
        return next((each for each in self.settlements if each.pk == pk), None)


@dataclass(frozen=True)
class Chip:
    """A chosen filter, and the list without it."""

    label: str
    url: str


class PolicyFilterForm(forms.Form):
    """Filters beside the list; what was chosen is in the address."""

    area = forms.ChoiceField(label=pgettext_lazy("of policy", "Area"), required=False)
    unit = forms.ChoiceField(label=_("Responsible unit"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    stage = forms.ChoiceField(label=_("State"), required=False)
    year = forms.ChoiceField(label=_("Year in the period"), required=False)
    settlement = forms.ChoiceField(label=_("Settlement"), required=False)
    order = forms.ChoiceField(label=_("Order"), required=False)

    def __init__(self, data: Mapping[str, Any], *, options: Options) -> None:
        """Offer that of which the list has something."""
        super().__init__(data, auto_id="filter-%s")
        offered = {
            "area": _named(options.areas),
            "unit": _named(options.units),
            "settlement": _named(options.settlements),
            "year": [(str(year), str(year)) for year in options.years],
            "stage": _capitalised(PolicyStage.choices),
            "kind": _capitalised(PolicyKind.choices),
        }
        for name, choices in offered.items():
            self._field(name).choices = [("", _("All")), *choices]
        self._field("order").choices = _capitalised(PolicyOrder.choices)

    def _field(self, name: str) -> forms.ChoiceField:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  all of them are
        return field

    def label_of(self, name: str, value: str) -> str | None:
        """The words of a choice; None of one that is not offered."""
        choices: Iterable[Any] = self._field(name).choices  # type: ignore[assignment]
        return next((str(label) for each, label in choices if each == value), None)


def _named(things: Iterable[Option]) -> list[tuple[str, str]]:
    return [(str(each.pk), each.name) for each in sorted(things, key=lambda each: each.name)]


def _capitalised(choices: Iterable[tuple[str, Any]]) -> list[tuple[str, Any]]:
    return [(value, capfirst(label)) for value, label in choices]


def list_of(policies: PolicyPageQuerySet, request: HttpRequest, *, name: str) -> dict[str, Any]:
    """What the page of a list shows for an address.

    Args:
        policies: all of the list.
        request: says by its address what is asked for.
        name: tells lists apart.

    Raises:
        Http404: the address asks for what cannot be.
    """
    chosen = asked(request)
    options = options_of(policies, name=name)
    found = narrowed(policies, chosen, options)
    form = PolicyFilterForm(request.GET, options=options)
    listed = page_of(found, number=_page_number(request))
    listed.object_list = with_progress(listed.object_list)
    return {
        "listed": listed,
        "form": form,
        "chips": chips_of(form, request.GET),
        "money": money_of(found),
    }


def _page_number(request: HttpRequest) -> int:
    try:
        return check_whole_number(request.GET.get("page") or "1")
    except Malformed as error:
        raise Http404 from error


def asked(request: HttpRequest) -> dict[str, Any]:
    """What the address asks for, by the names of the filters.

    Raises:
        Http404: a number is not one, or a name is not one of those that there are.
    """
    given = {name: request.GET.get(name, "") for name in (*NUMBERS, *NAMES)}
    try:
        numbers = {name: check_whole_number(given[name]) for name in NUMBERS if given[name]}
        names = {name: kinds(given[name]) for name, kinds in NAMES.items() if given[name]}
    except ValueError as error:  # Malformed is one
        raise Http404 from error
    return {**numbers, **names}


def narrowed(
    found: PolicyPageQuerySet, chosen: Mapping[str, Any], options: Options
) -> PolicyPageQuerySet:
    """Of some policies, those that were asked for, in the order that was asked for."""
    settlement = options.settlement(chosen["settlement"]) if "settlement" in chosen else None
    narrow: Mapping[str, Callable[[PolicyPageQuerySet, Any], PolicyPageQuerySet]] = {
        "area": lambda policies, pk: policies.filter(area_id=pk),
        "unit": lambda policies, pk: policies.filter(unit_id=pk),
        "kind": lambda policies, kind: policies.filter(kind=kind),
        "stage": lambda policies, stage: policies.in_stage(stage, on=today()),
        "year": lambda policies, year: policies.in_year(year),
        "settlement": lambda policies, _pk: (
            policies.in_settlement(settlement.key) if settlement else policies.none()
        ),
    }
    for name, value in chosen.items():
        if name in narrow:
            found = narrow[name](found, value)
    return _ordered(found, chosen.get("order", PolicyOrder.NEWEST))


def _ordered(found: PolicyPageQuerySet, order: str) -> PolicyPageQuerySet:
    if order == PolicyOrder.TITLE:
        return found.order_by("title", "pk")
    if order == PolicyOrder.MOST_DONE:
        return found.with_share().order_by(F("share").desc(nulls_last=True), "title", "pk")
    if order == PolicyOrder.LEAST_DONE:
        return found.with_share().order_by(F("share").asc(nulls_last=True), "title", "pk")
    if order == PolicyOrder.NEXT_DEADLINE:
        return _with_next_deadline(found).order_by(F("next").asc(nulls_last=True), "title", "pk")
    return found.order_by("-period_end", "title", "pk")


def _with_next_deadline(found: PolicyPageQuerySet) -> PolicyPageQuerySet:
    """Each with ``next``, the first deadline from today on of a measure that is not finished."""
    coming = (
        Measure.objects.filter(live=True, objective__live=True, deadline__gte=today())
        .filter(policy__translation_key=OuterRef("translation_key"))
        .exclude(standing__status__in=FINAL_STATUSES)
        .order_by()
        .values("policy__translation_key")
        .annotate(first=Min("deadline"))
    )
    return found.annotate(next=Subquery(coming.values("first")))


def options_of(found: PolicyPageQuerySet, *, name: str) -> Options:
    """What the filters of a list offer; kept until the content or its restrictions change.

    Args:
        found: all policies of the list.
        name: tells lists apart.
    """
    question = ("policy filters", name, *restricted_paths())
    return kept(question, lambda: _read_options(found.order_by()))


def _read_options(found: PolicyPageQuerySet) -> Options:
    """Two queries: the periods, and all names."""
    periods = found.aggregate(first=Min("period_start"), last=Max("period_end"))
    years = range(periods["last"], periods["first"] - 1, -1) if periods["first"] else ()
    measures = Measure.objects.filter(
        live=True,
        objective__live=True,
        policy__translation_key__in=found.values("translation_key"),
    )
    areas = PolicyArea.objects.filter(pk__in=found.values("area"))
    units = Unit.objects.filter(pk__in=found.values("unit"))
    settlements = Settlement.objects.filter(pk__in=measures.values("places"))
    rows = _names(areas, "area").union(
        _names(units, "unit"), _names(settlements, "settlement"), all=True
    )
    named: dict[str, list[Option]] = defaultdict(list)
    for kind, *option in rows:
        named[kind].append(Option(*option))
    return Options(named["area"], named["unit"], named["settlement"], tuple(years))


def _names(things: "models.QuerySet[Any]", kind: str) -> "models.QuerySet[Any, Any]":
    """Some things with their names in the language of the reader, in their own without one."""
    here = things.model._default_manager.filter(
        translation_key=OuterRef("translation_key"),
        locale__language_code=translation.get_language(),
    )
    name = Coalesce(Subquery(here.order_by().values("name")[:1]), F("name"))
    listed = things.order_by().annotate(what=Value(kind), name_here=name)
    return listed.values_list("what", "pk", "name_here", "translation_key")


def chips_of(form: PolicyFilterForm, query: QueryDict) -> list[Chip]:
    """The chosen filters, each with the address of the list without it."""
    chips = []
    for name in form.fields:
        value = query.get(name, "")
        if not value or name == "order":
            continue
        label = form.label_of(name, value) or value
        chips.append(Chip(f"{form.fields[name].label}: {label}", _without(query, name)))
    return chips


def _without(query: QueryDict, name: str) -> str:
    left = query.copy()
    for each in (name, "page"):
        left.pop(each, None)
    return f"?{left.urlencode()}"


def money_of(found: PolicyPageQuerySet) -> list[YearOfMoney]:
    """Planned and spent money of some policies by year, in euro; one query for any number."""
    of_them = Q(
        measure__live=True,
        measure__objective__live=True,
        measure__policy__translation_key__in=found.order_by().values("translation_key"),
    )
    planned = _sums(BudgetLine.objects.filter(of_them), "planned")
    spent = _sums(Spending.objects.published().filter(of_them), "spent")
    sums: dict[int, dict[str, Decimal]] = defaultdict(dict)
    for year, side, euro in planned.union(spent, all=True):
        sums[year][side] = Decimal(euro).quantize(CENT)
    return [
        YearOfMoney(year, of_year.get("planned"), of_year.get("spent"))
        for year, of_year in sorted(sums.items())
    ]


def _sums(lines: "models.QuerySet[Any]", side: str) -> "models.QuerySet[Any, Any]":
    """Amounts by year in euro, each rounded to the cent as ``Money.in_euro`` does."""
    amount = models.DecimalField(max_digits=24, decimal_places=2)
    in_euro = Case(
        When(currency=Currency.EUR, then=F("amount")),
        default=Round(F("amount") / BGN_PER_EUR, precision=2, output_field=amount),
        output_field=amount,
    )
    by_year = lines.order_by().values("year").annotate(side=Value(side), euro=Sum(in_euro))
    return by_year.values_list("year", "side", "euro")
