"""What is allowed and yet looks wrong: said to the person at the screen, refused to nobody."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from policies.enums import MeasureStatus
from policies.models import Indicator, Measure
from policies.models.parts import PolicyPart
from policies.numbers import shown
from zaedno.core.money import Money


def of_part(part: PolicyPart) -> list[str]:
    """What looks wrong in a promise."""
    if isinstance(part, Measure):
        return of_measure(part)
    return of_indicator(part) if isinstance(part, Indicator) else []


def of_measure(measure: Measure) -> list[str]:
    """Milestones outside the time of the measure, money outside the period of the policy."""
    found = []
    for milestone in measure.milestones.all():
        if measure.deadline and milestone.due and milestone.due > measure.deadline:
            found.append(
                _("The milestone “%(title)s” is due after the deadline of the measure.")
                % {"title": milestone}
            )
        if measure.start and milestone.due and milestone.due < measure.start:
            found.append(
                _("The milestone “%(title)s” is due before the measure starts.")
                % {"title": milestone}
            )
    years = (line.year for line in measure.budget_lines.all())
    return found + _outside_period(years, measure.policy)


def of_indicator(indicator: Indicator) -> list[str]:
    """Targets outside the period; a baseline without its date; nothing to aim at."""
    targets = list(indicator.targets.all())
    found = _outside_period((target.year for target in targets), indicator.policy)
    if indicator.baseline is not None and indicator.baseline_on is None:
        found.append(_("The baseline has no date."))
    if not targets:
        found.append(_("The indicator has no target."))
    return found


def _outside_period(years: Iterable[int | None], policy: Any) -> list[str]:
    outside = sorted({y for y in years if y and not policy.period_start <= y <= policy.period_end})
    return [
        _("%(year)s is outside the period of the policy (%(period)s).")
        % {"year": year, "period": policy.period}
        for year in outside
    ]


def of_done(status: str, *, milestones: int, reached: int) -> list[str]:
    """A measure said to be done while milestones are open."""
    if status != MeasureStatus.DONE or reached >= milestones:
        return []
    return [_("The measure is done, but not all of its milestones are reached.")]


def in_euro_by_year(amounts: Iterable[Any]) -> dict[int, Decimal]:
    """Sums of planned or spent amounts by year, in euro."""
    sums: dict[int, Decimal] = defaultdict(Decimal)
    for line in amounts:
        sums[line.year] += Money(line.amount, line.currency).in_euro
    return sums


def over_plan(planned: Mapping[int, Decimal], spent: Mapping[int, Decimal]) -> dict[int, str]:
    """By year a sentence where more was spent than planned."""
    return {
        year: _("%(year)s: %(spent)s € are spent, %(planned)s € were planned.")
        % {
            "year": year,
            "spent": shown(amount, places=2),
            "planned": shown(planned.get(year, Decimal(0)), places=2),
        }
        for year, amount in sorted(spent.items())
        if amount > planned.get(year, Decimal(0))
    }
