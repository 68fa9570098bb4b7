"""Objectives, measures and indicators of the demo's policies, with their published progress."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone
from wagtail.models import Locale

from home.demo.content.policy_numbers import FIGURES
from home.demo.content.policy_parts import (
    DemoIndicator,
    DemoMeasure,
    DemoPolicy,
    Figures,
)
from home.demo.outcomes import Loading, Outcome
from home.demo.pages import find_page
from home.demo.words import Said, key_of, say
from policies.enums import Frequency
from policies.models import (
    BudgetLine,
    Entry,
    Indicator,
    Measure,
    Measurement,
    Milestone,
    MilestoneReached,
    Objective,
    Spending,
    StatusEntry,
    Target,
)
from policies.series import MONTHS_BETWEEN, months_later
from policies.services.standings import refresh_standings
from zaedno.core.content_version import renew
from zaedno.core.models import Settlement

NO_FIGURES = Figures()
EXAMPLE = say("Примерни числа", "Example figures")
EXAMPLE_MEASURE = say(
    "Примерна мярка: сроковете и сумите са измислени.",
    "An example: the dates and amounts are made up.",
)


def load_promises(policy: DemoPolicy, loading: Loading) -> Outcome:
    """Write the parts of a policy with their progress; leave them alone where they are there."""
    page: Any = find_page(policy.page)
    if page is None:
        raise LookupError(policy.page.slug)
    if Objective.objects.filter(policy=page).exists() and not loading.refresh:
        return Outcome.UNCHANGED
    outcome = Outcome.REFRESHED if page.objectives.exists() else Outcome.CREATED
    for number, aim in enumerate(policy.objectives, start=1):
        objective = _part(Objective, page, str(number), aim.title, aim.text)
        for place, measure in enumerate(aim.measures, start=1):
            _load_measure(measure, f"{number}.{place}", objective, loading)
    refresh_standings(Measure.objects.filter(policy=page).values_list("pk", flat=True))
    renew()
    return outcome


def _part(model: Any, page: Any, code: str, title: Said, text: Any, **values: Any) -> Any:
    """The part of a policy with a number, written anew."""
    part = model.objects.filter(policy=page, code=code).first() or model(policy=page, code=code)
    part.title, part.title_en = str(title), title.english
    part.text, part.text_en = _both(text)
    for name, value in values.items():
        setattr(part, name, value)
    part.full_clean()
    part.save()
    return part


def _marked(text: Said | str) -> Said:
    """An explanation that ends by saying that the measure is made up."""
    if not isinstance(text, Said):
        return EXAMPLE_MEASURE
    return say(f"{text} {EXAMPLE_MEASURE}", f"{text.english} {EXAMPLE_MEASURE.english}")


def _both(text: Any) -> tuple[str, str]:
    return (str(text), text.english) if isinstance(text, Said) else ("", "")


def _load_measure(demo: DemoMeasure, code: str, objective: Objective, loading: Loading) -> None:
    policy = objective.policy
    counted = FIGURES.get(policy.slug, {}).get(code, NO_FIGURES)
    deadline = loading.today + timedelta(days=demo.due)
    measure = _part(
        Measure,
        policy,
        code,
        demo.title,
        _marked(demo.text),
        objective=objective,
        unit=policy.unit,
        start=date(policy.period_start, 1, 1),
        deadline=deadline,
        weight=counted.weight,
    )
    measure.places.set(_settlements(counted.places))
    _load_steps(measure, counted, loading)
    if demo.status:
        reason, reason_en = _both(demo.reason)
        since = min(deadline, loading.today - timedelta(days=20))
        _enter(
            StatusEntry(
                measure=measure, status=demo.status, on=since, reason=reason, reason_en=reason_en
            ),
            loading,
        )
    for place, indicator in enumerate(counted.indicators, start=1):
        _load_indicator(indicator, f"{code}.{place}", measure, loading)
    # As an editor leaves it: with a version to compare the next one with.
    measure.save_revision(user=loading.author).publish(user=loading.publisher)


def _settlements(names: tuple[str, ...]) -> list[Settlement]:
    keys = [key_of("settlement", name) for name in names]
    return list(Settlement.objects.filter(translation_key__in=keys, locale=Locale.get_default()))


def _load_steps(measure: Measure, counted: Figures, loading: Loading) -> None:
    measure.milestones.all().delete()
    Milestone.objects.filter(measure=measure).delete()
    BudgetLine.objects.filter(measure=measure).delete()
    for place, step in enumerate(counted.milestones):
        milestone = Milestone.objects.create(
            measure=measure,
            sort_order=place,
            title=str(step.title),
            title_en=step.title.english,
            due=loading.today + timedelta(days=step.due),
        )
        if step.reached is not None:
            reached = loading.today + timedelta(days=step.reached)
            _enter(MilestoneReached(milestone=milestone, on=reached), loading)
    for place, money in enumerate(counted.money):
        about = {"year": loading.today.year + money.year, "source": money.source}
        BudgetLine.objects.create(
            measure=measure, sort_order=place, amount=Decimal(money.planned), **about
        )
        if money.spent is not None:
            _enter(Spending(measure=measure, amount=Decimal(money.spent), **about), loading)


def _load_indicator(demo: DemoIndicator, code: str, measure: Measure, loading: Loading) -> None:
    method, method_en = _both(demo.method)
    days = list(_days(demo, loading.today))
    indicator = _part(
        Indicator,
        measure.policy,
        code,
        demo.title,
        demo.text,
        measure=measure,
        method=method,
        method_en=method_en,
        unit_of_measure=str(demo.unit),
        unit_of_measure_en=demo.unit.english,
        direction=demo.direction,
        frequency=demo.frequency,
        baseline=None if demo.baseline is None else _number(demo.baseline),
        baseline_on=None if demo.baseline is None else date(measure.policy.period_start, 1, 1),
        owner=measure.unit,
        source=str(EXAMPLE),
        source_en=EXAMPLE.english,
    )
    Target.objects.filter(indicator=indicator).delete()
    for year, value in demo.targets.items():
        Target.objects.create(
            indicator=indicator, year=loading.today.year + year, value=_number(value)
        )
    for day, value in zip(days, demo.readings, strict=True):
        _enter(Measurement(indicator=indicator, date=day, value=_number(value)), loading)
    indicator.refresh_from_db()
    indicator.save_revision(user=loading.author).publish(user=loading.publisher)


def _days(demo: DemoIndicator, today: date) -> Iterator[date]:
    """The last days of the periods that were measured, the oldest first."""
    months = MONTHS_BETWEEN[Frequency(demo.frequency)]
    begin = date(today.year, (today.month - 1) // months * months + 1, 1)
    for ago in reversed(range(len(demo.readings))):
        yield months_later(begin, -months * (ago + demo.behind)) - timedelta(days=1)


def _number(value: float) -> Decimal:
    return Decimal(str(value))


def _enter(entry: Entry, loading: Loading) -> None:
    """Published as if its way were behind it: entered by one member of staff, approved by another.

    The services are not asked: a demonstration loaded twice may not ask anybody to approve it.
    """
    model: Any = type(entry)
    model.objects.published().filter(**entry.key).delete()
    day = getattr(entry, "date", None) or getattr(entry, "on", None) or loading.today
    entered = timezone.make_aware(datetime.combine(day, time(10)))
    entry.state = "published"
    entry.entered_by, entry.entered_at = loading.author, entered
    entry.decided_by, entry.decided_at = loading.publisher, entered + timedelta(hours=5)
    entry.full_clean(validate_constraints=False)
    entry.save()
