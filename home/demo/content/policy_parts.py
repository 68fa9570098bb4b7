"""How the demo's policies are written down."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from home.demo.words import Area, DemoPage, Part, Said, Unit

MONTH, QUARTER, HALF_YEAR, YEAR = "monthly", "quarterly", "half_yearly", "yearly"


@dataclass(frozen=True)
class DemoMilestone:
    """A milestone, due and reached some days from the day of loading."""

    title: Said
    due: int
    reached: int | None = None


@dataclass(frozen=True)
class DemoMoney:
    """Money of a year, counted from the year of loading: 0 is this one, -1 the last."""

    year: int
    planned: int
    spent: int | None = None
    source: str = "municipal"


@dataclass(frozen=True)
class DemoIndicator:
    """An indicator with its values at even intervals; the last is of the period before loading.

    Attributes:
        targets: value by year, counted from the year of loading.
        readings: values, the oldest first.
        behind: how many periods ago the last value should have been followed by another.
    """

    title: Said
    unit: Said
    baseline: float | None
    targets: Mapping[int, float]
    readings: tuple[float, ...]
    direction: str = "higher"
    frequency: str = QUARTER
    behind: int = 0
    text: Said | str = ""
    method: Said | str = ""


@dataclass(frozen=True)
class Figures:
    """What is counted of a measure.

    Attributes:
        weight: how much it counts beside the others.
        places: villages by their names in Bulgarian; none is the whole municipality.
    """

    milestones: tuple[DemoMilestone, ...] = ()
    money: tuple[DemoMoney, ...] = ()
    indicators: tuple[DemoIndicator, ...] = ()
    weight: int = 1
    places: tuple[str, ...] = ()


def figures(
    *parts: DemoMilestone | DemoMoney | DemoIndicator,
    weight: int = 1,
    places: tuple[str, ...] = (),
) -> Figures:
    """Milestones, money and indicators of a measure, in any order."""
    return Figures(
        milestones=tuple(part for part in parts if isinstance(part, DemoMilestone)),
        money=tuple(part for part in parts if isinstance(part, DemoMoney)),
        indicators=tuple(part for part in parts if isinstance(part, DemoIndicator)),
        weight=weight,
        places=places,
    )


@dataclass(frozen=True)
class DemoMeasure:
    """A measure, due some days from the day of loading.

    Attributes:
        status: as published; empty where nothing was reported.
    """

    title: Said
    status: str
    due: int
    text: Said | str = ""
    reason: Said | str = ""


@dataclass(frozen=True)
class DemoObjective:
    """An objective with its measures."""

    title: Said
    text: Said
    measures: tuple[DemoMeasure, ...]


@dataclass(frozen=True)
class DemoPolicy:
    """A policy page and what it promised."""

    page: DemoPage
    objectives: tuple[DemoObjective, ...]


def measure(
    title: Said, status: str, due: int, text: Said | str = "", *, reason: Said | str = ""
) -> DemoMeasure:
    """A measure, due some days from the day of loading."""
    return DemoMeasure(title, status, due, text, reason)


def objective(title: Said, text: Said, *measures: DemoMeasure) -> DemoObjective:
    """An objective with its measures."""
    return DemoObjective(title, text, measures)


def policy(
    slugs: tuple[str, str],
    title: Said,
    lead: Said,
    *objectives: DemoObjective,
    kind: str,
    period: tuple[int, int],
    subject: tuple[str, str],
    decision: Said,
    basis: Said,
    body: tuple[Part, ...],
) -> DemoPolicy:
    """A policy.

    Args:
        slugs: last part of its address in Bulgarian and English.
        title: name.
        lead: introduction.
        *objectives: its objectives with their measures.
        kind: value of the kind of policy.
        period: first and last year.
        subject: keys of its area and of the unit that answers for it.
        decision: act by which it was adopted.
        basis: laws by which it was made.
        body: the text below the objectives.
    """
    area, unit = subject
    page = DemoPage(
        model="policies.PolicyPage",
        slug=slugs[0],
        english_slug=slugs[1],
        parent="politiki",
        title=title,
        lead=lead,
        values={
            "kind": kind,
            "period_start": period[0],
            "period_end": period[1],
            "area": Area(area),
            "unit": Unit(unit),
            "decision": decision,
            "decision_date": date(period[0], 1, 25),
            "legal_basis": basis,
        },
        streams={"body": body},
        invented=True,
    )
    return DemoPolicy(page, objectives)
